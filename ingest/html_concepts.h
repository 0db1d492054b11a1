// What a class or id says an element is for: "post__share-bar" is about sharing. Sites make up
// their own names, yet out of the same few words.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace dossier {

using Concepts = std::uint32_t;  // A set of the bits below

constexpr Concepts kConceptBody = 1U << 0U;     // Names the text of the article itself
constexpr Concepts kConceptContent = 1U << 1U;  // article, content, main, post, story …
constexpr Concepts kConceptShare = 1U << 2U;
constexpr Concepts kConceptAd = 1U << 3U;
constexpr Concepts kConceptNavigation = 1U << 4U;  // Menus, breadcrumbs, page numbers, contents
constexpr Concepts kConceptRelated = 1U << 5U;
constexpr Concepts kConceptComments = 1U << 6U;
constexpr Concepts kConceptByline = 1U << 7U;
constexpr Concepts kConceptDate = 1U << 8U;  // Also "meta": what stands under a headline
constexpr Concepts kConceptCaption = 1U << 9U;
constexpr Concepts kConceptNewsletter = 1U << 10U;
constexpr Concepts kConceptPromo = 1U << 11U;
constexpr Concepts kConceptTags = 1U << 12U;
constexpr Concepts kConceptFooter = 1U << 13U;
constexpr Concepts kConceptHeader = 1U << 14U;
constexpr Concepts kConceptSidebar = 1U << 15U;
constexpr Concepts kConceptPopup = 1U << 16U;  // Cookie notices, dialogs, consent
constexpr Concepts kConceptBio = 1U << 17U;
constexpr Concepts kConceptTitle = 1U << 18U;
constexpr Concepts kConceptDek = 1U << 19U;
constexpr Concepts kConceptHidden = 1U << 20U;
constexpr Concepts kConceptPaywall = 1U << 21U;
constexpr Concepts kConceptEmbed = 1U << 22U;  // Posts of other sites: kept
constexpr Concepts kConceptMedia = 1U << 23U;  // Galleries and players

// Of the value of one class or id attribute. Linear in its length; a value of more than 500
// bytes is read to there.
[[nodiscard]] Concepts concepts_in(std::string_view names);

// For people: "share, advertisement".
[[nodiscard]] std::string concept_names(Concepts concepts);

}  // namespace dossier

// Names in an article. The order of the passes is the order of certainty: accounts, benchmarks
// (their names hold models' names), models with the register of short forms, organizations with
// the names that are a lab's and its models' alike, people.

#include "extract/extraction.h"
#include "extract/mention_scene.h"

namespace dossier {

std::vector<Mention> find_mentions(const Article& article, const std::vector<Sentence>& sentences,
                                   const Lexicon& lexicon) {
  MentionScene scene(article.text, sentences, lexicon.data());
  find_handles(scene);
  find_benchmarks(scene);
  find_models(scene);
  find_organizations(scene);
  find_people(scene, article.byline);
  return scene.take_mentions();
}

}  // namespace dossier

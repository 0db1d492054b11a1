#include "ingest/article_wall.h"

#include <algorithm>
#include <bitset>
#include <cstddef>
#include <iterator>
#include <string_view>

namespace dossier {
namespace {

constexpr std::size_t kPhraseBytesMin = 13;  // Of the shortest phrase
constexpr std::size_t kTextBytesMax = 300;

// In lower case. An apostrophe is written so only; capitals beyond ASCII are not met in these.
constexpr std::string_view kPay[] = {"this post is for paid subscribers",
                                     "this post is for paying subscribers",
                                     "this post is for subscribers",
                                     "this article is for subscribers",
                                     "this content is for subscribers",
                                     "this story is for subscribers",
                                     "subscribe to continue reading",
                                     "subscribe to keep reading",
                                     "subscribe to read the full",
                                     "subscribe to read this",
                                     "subscribe to unlock",
                                     "to continue reading this article",
                                     "to read the rest of this",
                                     "upgrade to paid to",
                                     "already a subscriber? sign in to continue",
                                     "jetzt weiterlesen mit",
                                     "weiterlesen mit einem abo",
                                     "nur für abonnenten",
                                     "dieser artikel ist für abonnenten",
                                     "exklusiv für abonnenten",
                                     "réservé aux abonnés",
                                     "réservé à nos abonnés",
                                     "pour lire la suite de cet article",
                                     "solo para suscriptores",
                                     "exclusivo para suscriptores",
                                     "suscríbete para seguir leyendo",
                                     "conteúdo exclusivo para assinantes",
                                     "contenuto riservato agli abbonati",
                                     "alleen voor abonnees"};
constexpr std::string_view kSignIn[] = {"sign in to read",
                                        "sign in to continue reading",
                                        "sign in to view the full",
                                        "log in to read",
                                        "log in to continue reading",
                                        "login to read",
                                        "register to read",
                                        "register to continue reading",
                                        "create a free account to read",
                                        "create a free account to continue",
                                        "sign up to read",
                                        "sign up to continue reading",
                                        "melden sie sich an, um weiterzulesen",
                                        "registrieren sie sich, um weiterzulesen",
                                        "connectez-vous pour lire",
                                        "inicia sesión para leer",
                                        "inicia sesión para seguir leyendo",
                                        "accedi per leggere",
                                        "log in om verder te lezen"};

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

char upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
}

bool starts_with_lower(std::string_view text, std::string_view phrase) {
  return text.size() >= phrase.size() &&
         std::equal(phrase.begin(), phrase.end(), text.begin(),
                    [](char wanted, char c) { return wanted == lower(c); });
}

// Looks for many phrases at once: every text of every page is asked for all of them. Most places
// in a text are told by two bytes not to begin any.
class Phrases {
 public:
  template <std::size_t N>
  explicit Phrases(const std::string_view (&phrases)[N])
      : phrases_(std::begin(phrases), std::end(phrases)) {
    for (const std::string_view phrase : phrases_) {
      for (const char first : {phrase[0], upper(phrase[0])}) {
        for (const char second : {phrase[1], upper(phrase[1])}) begins_.set(key(first, second));
      }
    }
  }

  [[nodiscard]] bool in(std::string_view text) const {
    for (std::size_t i = 0; i + kPhraseBytesMin <= text.size(); ++i) {
      if (i > 0 && text[i - 1] != ' ' && text[i - 1] != '\n') continue;
      if (!begins_.test(key(text[i], text[i + 1]))) continue;
      for (const std::string_view phrase : phrases_) {
        if (starts_with_lower(text.substr(i), phrase)) return true;
      }
    }
    return false;
  }

 private:
  static std::size_t key(char first, char second) {
    return static_cast<std::size_t>(static_cast<unsigned char>(first)) << 8U |
           static_cast<unsigned char>(second);
  }
  std::vector<std::string_view> phrases_;
  std::bitset<65536> begins_;
};

}  // namespace

ArticleWall article_wall(const HtmlTree& tree, const std::vector<NodeFacts>& facts) {
  static const Phrases pay(kPay), sign_in(kSignIn);
  ArticleWall wall;
  for (NodeIndex i = 0; i < tree.nodes.size() && !wall.pay; ++i) {
    const HtmlNode& node = tree.nodes[i];
    if (node.tag != Tag::text || facts[i].hidden) continue;
    if (node.text.size() < kPhraseBytesMin || node.text.size() > kTextBytesMax) continue;
    wall.pay = pay.in(node.text);
    wall.sign_in = wall.sign_in || sign_in.in(node.text);
  }
  return wall;
}

}  // namespace dossier

#include "ingest/article_phrases.h"

#include <algorithm>
#include <initializer_list>

namespace dossier {
namespace {

bool is_word_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

// By whole words: "subscribe" does not begin "subscribers".
bool starts_with_any(std::string_view text, std::initializer_list<std::string_view> prefixes) {
  if (text.empty()) return false;
  return std::any_of(prefixes.begin(), prefixes.end(), [&](std::string_view prefix) {
    if (text.front() != prefix.front() || !text.starts_with(prefix)) return false;
    return text.size() == prefix.size() || !is_word_character(prefix.back()) ||
           !is_word_character(text[prefix.size()]);
  });
}

bool is_any(std::string_view text, std::initializer_list<std::string_view> wanted) {
  return std::find(wanted.begin(), wanted.end(), text) != wanted.end();
}

}  // namespace

bool is_call_to_action(std::string_view text) {
  if (is_any(text, {"share", "tweet", "print", "save", "email", "e-mail", "comments", "comment",
                    "sign in", "log in", "sign up", "reply", "like", "teilen", "drucken",
                    "partager", "compartir", "condividi"})) {
    return true;
  }
  return starts_with_any(text, {"read more",
                                "read also",
                                "also read",
                                "read next",
                                "read:",
                                "read the full",
                                "related:",
                                "related article",
                                "related articles",
                                "related story",
                                "related stories",
                                "related topics",
                                "see also:",
                                "see more",
                                "more:",
                                "more from",
                                "more on this",
                                "click here",
                                "sign up",
                                "subscribe",
                                "follow us",
                                "follow @",
                                "share this",
                                "share on",
                                "share via",
                                "advertisement",
                                "advertisements",
                                "download our",
                                "download the app",
                                "get the app",
                                "watch:",
                                "watch now",
                                "listen:",
                                "join our",
                                "join the conversation",
                                "join the discussion",
                                "support our",
                                "continue reading",
                                "don't miss",
                                "don’t miss",
                                "view comments",
                                "leave a comment",
                                "post a comment",
                                "story continues below",
                                "article continues",
                                "scroll down",
                                "like us on",
                                "tap here",
                                "recommended:",
                                "recommended for you",
                                "you may also like",
                                "you might also like",
                                "what to read next",
                                "up next",
                                "sign in to",
                                "log in to",
                                "already a subscriber",
                                "print this",
                                "email this",
                                "copy link",
                                "tags:",
                                "filed under",
                                "posted in",
                                "topics:",
                                "category:",
                                "categories:",
                                "this article was originally",
                                "this story was originally",
                                "this article originally",
                                "originally published",
                                "we want to hear",
                                "have a tip",
                                "got a tip",
                                "send us a tip",
                                "thanks for reading",
                                "thank you for reading",
                                "get our",
                                "sign me up",
                                "all rights reserved",
                                "©",
                                "copyright",
                                "(c) ",
                                "weiterlesen",
                                "lesen sie auch",
                                "lesen sie mehr",
                                "mehr zum thema",
                                "lire aussi",
                                "à lire aussi",
                                "lea también",
                                "lea más",
                                "leer más",
                                "lee también",
                                "te puede interesar",
                                "leggi anche",
                                "lees ook",
                                "leia também",
                                "leia mais",
                                "läs mer",
                                "les også",
                                "читайте также",
                                "czytaj także",
                                "czytaj też",
                                "zobacz też"});
}

namespace {

// "Ada Lovelace / Getty Images"; a sentence about an agency has a full stop.
bool has_credit_shape(std::string_view text) {
  return !text.ends_with('.') || text.find_first_of("/([") != std::string_view::npos ||
         text.find("©") != std::string_view::npos;
}

}  // namespace

bool is_statement(std::string_view text) {
  if (!text.ends_with('.') && !text.ends_with(".\"") && !text.ends_with(".”")) return false;
  if (std::count(text.begin(), text.end(), ' ') < 4) return false;
  for (const std::string_view own :
       {" our ", " us ", "newsletter", "your inbox", "this article", "this story", "this post",
        "rights reserved", "©", "for free"}) {
    if (text.find(own) != std::string_view::npos) return false;
  }
  return !starts_with_any(text, {"originally", "thanks", "thank you", "have a tip", "got a tip",
                                 "join", "follow", "copyright", "click", "tap", "support",
                                 "posted in", "filed under", "tags:", "topics:"});
}

bool is_photo_credit(std::string_view text) {
  return starts_with_any(
             text, {"photo:", "photos:", "photo by", "photo credit", "image:", "image credit",
                    "images:", "image source", "picture:", "credit:", "foto:", "fotos:", "bild:",
                    "video:", "photograph:", "photograph by", "photo courtesy",
                    "illustration:", "illustration by"}) ||
         (text.size() < 60 && has_credit_shape(text) &&
          (text.find("getty images") != std::string_view::npos ||
           text.find("shutterstock") != std::string_view::npos));
}

bool is_tail_heading(std::string_view text) {
  // A chapter of a paper.
  if (starts_with_any(text, {"related work", "related works", "related research"})) return false;
  return starts_with_any(text, {"related",
                                "more from",
                                "more stories",
                                "more news",
                                "more articles",
                                "recommended",
                                "you may also",
                                "you might also",
                                "also on ",
                                "read next",
                                "what to read next",
                                "most read",
                                "most popular",
                                "popular",
                                "trending",
                                "latest news",
                                "latest stories",
                                "latest posts",
                                "recent posts",
                                "recent articles",
                                "about the author",
                                "about author",
                                "share this",
                                "share article",
                                "leave a comment",
                                "leave a reply",
                                "post a comment",
                                "discussion (",
                                "discussion about",
                                "newsletter",
                                "sign up for",
                                "subscribe",
                                "follow us",
                                "join the conversation",
                                "join the discussion",
                                "enjoy reading this article",
                                "more on this story",
                                "next article",
                                "previous article",
                                "earlier states",
                                "ready for more",
                                "stay connected",
                                "editor's picks",
                                "editors' picks",
                                "don't miss",
                                "don’t miss"}) ||
         is_any(text, {"comments", "comment", "share", "tags", "topics", "advertisement",
                       "discussion", "more", "up next", "read more", "see also:", "about us",
                       "contact", "contacts", "media contact", "press contact", "author"});
}

bool is_passing_invitation(std::string_view text) {
  return starts_with_any(
      text, {"related:", "related articles", "related stories", "related posts", "recommended",
             "subscribe", "share", "read next", "read more", "leave a comment", "sign up for",
             "follow us", "newsletter", "don't miss", "don’t miss", "see also:", "advertisement",
             "join the conversation", "more from"});
}

}  // namespace dossier

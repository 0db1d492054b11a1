#include "ingest/html_tree.h"

#include <gumbo.h>

#include <array>
#include <csetjmp>
#include <cstdlib>
#include <cstring>
#include <ctime>

#include "base/utf8.h"

namespace dossier {
namespace {

// Gumbo is quadratic in the depth of open elements and in the attributes of one tag, and a
// failed malloc ends the process. So it gets an arena that counts memory and looks at the clock,
// and is left by longjmp where either is used up. One loop of gumbo's does not allocate (text
// without a tag); the size bounds it.
constexpr std::size_t kHtmlBytesMax = 2U << 20U;
constexpr std::size_t kArenaBytesMax = 160U << 20U;
constexpr long kCpuNanosecondsMax = 130'000'000;  // Of this thread: a busy machine is no attack
constexpr int kCallsBetweenLooks = 512;           // A look is a system call
constexpr std::size_t kChunkBytes = 1U << 20U;
// Of 852 real pages the deepest has 52, the fullest 28,000, and the largest, slimmed, 1 MB.
constexpr std::size_t kDepthMax = 512;
constexpr std::size_t kNodesMax = 150'000;

long thread_nanoseconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * 1'000'000'000L + now.tv_nsec;
}

enum Stop : int { stop_none, stop_memory, stop_time };

}  // namespace

// A bump allocator that never gives back before its end.
struct HtmlTree::Memory {
  std::string html;

  Memory() = default;
  Memory(const Memory&) = delete;
  Memory& operator=(const Memory&) = delete;
  ~Memory() {
    while (chunk_ != nullptr) {
      Chunk* before = chunk_->before;
      std::free(chunk_);
      chunk_ = before;
    }
  }

  // Returns why it was stopped. No object with a destructor may live between setjmp and the
  // end of gumbo_parse: longjmp would pass it by.
  Stop parse(const GumboOutput** output) {
    deadline_ = thread_nanoseconds() + kCpuNanosecondsMax;
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = &Memory::allocate_for_gumbo;
    options.deallocator = [](void* self, void*) { static_cast<Memory*>(self)->look(); };
    options.userdata = this;
    options.max_errors = 0;  // Each error copies the stack of open tags: 770 MB for 10,000 <div>
    const int stopped = setjmp(way_out_);
    if (stopped != stop_none) return static_cast<Stop>(stopped);
    *output = gumbo_parse_with_options(&options, html.data(), html.size());
    return stop_none;
  }

 private:
  struct Chunk {
    Chunk* before;
  };

  static void* allocate_for_gumbo(void* self, std::size_t bytes) {
    return static_cast<Memory*>(self)->allocate(bytes);
  }

  void look() {
    if (--until_look_ > 0) return;
    until_look_ = kCallsBetweenLooks;
    if (thread_nanoseconds() > deadline_) longjmp(way_out_, stop_time);
  }

  void* allocate(std::size_t bytes) {
    look();
    constexpr std::size_t kAlign = alignof(std::max_align_t);
    bytes = (bytes + kAlign - 1) / kAlign * kAlign;
    if (bytes > left_) add_chunk(bytes);
    char* const result = free_;
    free_ += bytes;
    left_ -= bytes;
    return result;
  }

  void add_chunk(std::size_t bytes) {
    constexpr std::size_t kHead = alignof(std::max_align_t);
    static_assert(sizeof(Chunk) <= kHead);
    const std::size_t size = bytes > kChunkBytes ? bytes : kChunkBytes;
    if (size > kArenaBytesMax - used_) longjmp(way_out_, stop_memory);
    used_ += size;
    void* const block = std::malloc(size + kHead);
    if (block == nullptr) longjmp(way_out_, stop_memory);
    Chunk* const chunk = static_cast<Chunk*>(block);
    chunk->before = chunk_;
    chunk_ = chunk;
    free_ = static_cast<char*>(block) + kHead;
    left_ = size;
  }

  Chunk* chunk_ = nullptr;
  char* free_ = nullptr;
  std::size_t left_ = 0, used_ = 0;
  int until_look_ = kCallsBetweenLooks;
  long deadline_ = 0;
  std::jmp_buf way_out_;
};

HtmlTree::HtmlTree() = default;
HtmlTree::~HtmlTree() = default;
HtmlTree::HtmlTree(HtmlTree&&) noexcept = default;
HtmlTree& HtmlTree::operator=(HtmlTree&&) noexcept = default;

namespace {

struct NamedTag {
  std::string_view name;
  Tag tag;
};
constexpr NamedTag kTags[] = {
    {"a", Tag::a},
    {"abbr", Tag::abbr},
    {"address", Tag::address},
    {"annotation", Tag::annotation},
    {"annotation-xml", Tag::annotation},
    {"article", Tag::article},
    {"aside", Tag::aside},
    {"audio", Tag::audio},
    {"b", Tag::b},
    {"base", Tag::base},
    {"blockquote", Tag::blockquote},
    {"body", Tag::body},
    {"br", Tag::br},
    {"button", Tag::button},
    {"caption", Tag::caption},
    {"center", Tag::center},
    {"cite", Tag::cite},
    {"code", Tag::code},
    {"dd", Tag::dd},
    {"del", Tag::del},
    {"details", Tag::details},
    {"dialog", Tag::dialog},
    {"div", Tag::div},
    {"dl", Tag::dl},
    {"dt", Tag::dt},
    {"em", Tag::em},
    {"fieldset", Tag::fieldset},
    {"figcaption", Tag::figcaption},
    {"figure", Tag::figure},
    {"font", Tag::font},
    {"footer", Tag::footer},
    {"form", Tag::form},
    {"h1", Tag::h1},
    {"h2", Tag::h2},
    {"h3", Tag::h3},
    {"h4", Tag::h4},
    {"h5", Tag::h5},
    {"h6", Tag::h6},
    {"head", Tag::head},
    {"header", Tag::header},
    {"hgroup", Tag::hgroup},
    {"hr", Tag::hr},
    {"html", Tag::html},
    {"i", Tag::i},
    {"iframe", Tag::iframe},
    {"img", Tag::img},
    {"input", Tag::input},
    {"ins", Tag::ins},
    {"kbd", Tag::kbd},
    {"label", Tag::label},
    {"legend", Tag::legend},
    {"li", Tag::li},
    {"link", Tag::link},
    {"listing", Tag::pre},
    {"main", Tag::main},
    {"mark", Tag::mark},
    {"math", Tag::math},
    {"menu", Tag::menu},
    {"meta", Tag::meta},
    {"nav", Tag::nav},
    {"noscript", Tag::noscript},
    {"object", Tag::object},
    {"ol", Tag::ol},
    {"option", Tag::option},
    {"p", Tag::p},
    {"picture", Tag::picture},
    {"pre", Tag::pre},
    {"q", Tag::q},
    {"s", Tag::s},
    {"samp", Tag::samp},
    {"script", Tag::script},
    {"section", Tag::section},
    {"select", Tag::select},
    {"small", Tag::small},
    {"span", Tag::span},
    {"strong", Tag::strong},
    {"style", Tag::style},
    {"sub", Tag::sub},
    {"summary", Tag::summary},
    {"sup", Tag::sup},
    {"svg", Tag::svg},
    {"table", Tag::table},
    {"tbody", Tag::tbody},
    {"td", Tag::td},
    {"template", Tag::script},
    {"textarea", Tag::textarea},
    {"tfoot", Tag::tfoot},
    {"th", Tag::th},
    {"thead", Tag::thead},
    {"time", Tag::time},
    {"title", Tag::title},
    {"tr", Tag::tr},
    {"tt", Tag::tt},
    {"u", Tag::u},
    {"ul", Tag::ul},
    {"var", Tag::var},
    {"video", Tag::video},
    {"xmp", Tag::pre},
};

// Our tag for each of gumbo's, by the name both have.
const std::array<Tag, GUMBO_TAG_LAST + 1>& tags_by_gumbo() {
  static const auto table = [] {
    std::array<Tag, GUMBO_TAG_LAST + 1> result{};
    result.fill(Tag::other);
    for (const NamedTag& named : kTags) {
      const GumboTag tag =
          gumbo_tagn_enum(named.name.data(), static_cast<unsigned>(named.name.size()));
      if (tag < GUMBO_TAG_UNKNOWN) result[tag] = named.tag;
    }
    return result;
  }();
  return table;
}

Tag tag_of(const GumboElement& element, std::string_view name) {
  const Tag tag = tags_by_gumbo()[element.tag];
  if (tag != Tag::other) return tag;
  // Gumbo 0.10 knows no <dialog>, <picture> or <annotation>.
  for (const NamedTag& named : kTags) {
    if (named.name == name) return named.tag;
  }
  return Tag::other;
}

void add_attributes(const GumboElement& element, HtmlTree& tree, HtmlNode& node) {
  node.attributes_start = static_cast<std::uint32_t>(tree.attributes.size());
  for (unsigned i = 0; i < element.attributes.length; ++i) {
    const auto* attribute = static_cast<const GumboAttribute*>(element.attributes.data[i]);
    tree.attributes.push_back({attribute->name, attribute->value});
  }
  node.attributes_end = static_cast<std::uint32_t>(tree.attributes.size());
}

// Copies the tree under `root` without recursion. Nothing, or why it cannot be.
std::string flatten(const GumboNode* root, std::size_t html_bytes, HtmlTree& tree) {
  struct Open {
    const GumboVector* children;
    unsigned next;
    NodeIndex node;
  };
  std::vector<Open> open;
  const auto enter = [&](const GumboNode* gumbo, NodeIndex parent) {
    HtmlNode node;
    node.parent = parent;
    const auto index = static_cast<NodeIndex>(tree.nodes.size());
    node.end = index + 1;
    if (gumbo->type == GUMBO_NODE_ELEMENT || gumbo->type == GUMBO_NODE_TEMPLATE) {
      const GumboElement& element = gumbo->v.element;
      GumboStringPiece name = element.original_tag;
      gumbo_tag_from_original_text(&name);
      node.text = {name.data, name.length};
      node.tag = tag_of(element, node.text);
      add_attributes(element, tree, node);
      tree.nodes.push_back(node);
      open.push_back({&element.children, 0, index});
    } else if (gumbo->type != GUMBO_NODE_COMMENT) {
      node.text = gumbo->v.text.text;
      tree.nodes.push_back(node);
    }
  };
  // About what pages have; less is grown, and more is given back with the tree.
  tree.nodes.reserve(html_bytes / 24);
  tree.attributes.reserve(html_bytes / 48);
  enter(root, kNoNode);
  while (!open.empty()) {
    if (open.size() > kDepthMax) return "nested deeper than 512 elements";
    if (tree.nodes.size() > kNodesMax) return "of more than 150000 nodes";
    Open& top = open.back();
    if (top.next == top.children->length) {
      tree.nodes[top.node].end = static_cast<NodeIndex>(tree.nodes.size());
      open.pop_back();
      continue;
    }
    const auto* child = static_cast<const GumboNode*>(top.children->data[top.next++]);
    enter(child, top.node);
  }
  return {};
}

}  // namespace

Result<HtmlTree> parse_html_tree(std::string html) {
  if (html.size() > kHtmlBytesMax) {
    return fail(ErrorCode::refused, "page larger than 2 MiB without its scripts");
  }
  HtmlTree tree;
  tree.memory = std::make_unique<HtmlTree::Memory>();
  tree.memory->html = std::move(html);
  const GumboOutput* output = nullptr;
  switch (tree.memory->parse(&output)) {
    case stop_memory:
      return fail(ErrorCode::refused, "page needs more than 160 MiB to be parsed");
    case stop_time:
      return fail(ErrorCode::refused, "page takes too long to be parsed");
    case stop_none:
      break;
  }
  if (const std::string reason = flatten(output->root, tree.memory->html.size(), tree);
      !reason.empty()) {
    return fail(ErrorCode::refused, "page " + reason);
  }
  return tree;
}

std::span<const HtmlAttribute> HtmlTree::attributes_of(NodeIndex node) const {
  const HtmlNode& n = nodes[node];
  return std::span(attributes).subspan(n.attributes_start, n.attributes_end - n.attributes_start);
}

std::string_view HtmlTree::attribute(NodeIndex node, std::string_view name) const {
  for (const HtmlAttribute& attribute : attributes_of(node)) {
    if (attribute.name == name) return attribute.value;
  }
  return {};
}

std::string HtmlTree::text_of(NodeIndex node) const {
  std::string text;
  std::vector<NodeIndex> block_ends;
  for (NodeIndex i = node; i < nodes[node].end; ++i) {
    const HtmlNode& n = nodes[i];
    for (; !block_ends.empty() && block_ends.back() <= i; block_ends.pop_back()) text += ' ';
    if (n.tag == Tag::text) {
      text += n.text;
    } else if (n.tag == Tag::br) {
      text += ' ';
    } else if (is_block_element(n.tag)) {
      text += ' ';
      block_ends.push_back(n.end);
    }
  }
  return on_one_line(text);
}

bool is_block_element(Tag tag) {
  switch (tag) {
    case Tag::address:
    case Tag::article:
    case Tag::aside:
    case Tag::blockquote:
    case Tag::body:
    case Tag::caption:
    case Tag::center:
    case Tag::dd:
    case Tag::details:
    case Tag::dialog:
    case Tag::div:
    case Tag::dl:
    case Tag::dt:
    case Tag::fieldset:
    case Tag::figcaption:
    case Tag::figure:
    case Tag::footer:
    case Tag::form:
    case Tag::h1:
    case Tag::h2:
    case Tag::h3:
    case Tag::h4:
    case Tag::h5:
    case Tag::h6:
    case Tag::header:
    case Tag::hgroup:
    case Tag::hr:
    case Tag::html:
    case Tag::legend:
    case Tag::li:
    case Tag::main:
    case Tag::menu:
    case Tag::nav:
    case Tag::ol:
    case Tag::p:
    case Tag::pre:
    case Tag::section:
    case Tag::summary:
    case Tag::table:
    case Tag::tbody:
    case Tag::td:
    case Tag::tfoot:
    case Tag::th:
    case Tag::thead:
    case Tag::tr:
    case Tag::ul:
      return true;
    default:
      return false;
  }
}

int heading_level(Tag tag) {
  if (tag < Tag::h1 || tag > Tag::h6) return 0;
  return static_cast<int>(tag) - static_cast<int>(Tag::h1) + 1;
}

}  // namespace dossier

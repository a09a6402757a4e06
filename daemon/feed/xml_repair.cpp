// libxml2 in recovery mode, as a stream of events. Its own notion of what is open drifts with every end tag that does
// not match: it closes whatever is open. So the tree is built here, by names; the root is wrapped into elements of ours
// that superfluous end tags may close; and where libxml2 stops early (it believes the root closed, or the nesting too
// deep, and both may be drift) it is started again behind the last thing it reported.
#include "xml_repair.hpp"

#include <fmt/format.h>
#include <libxml/parser.h>
#include <libxml/xmlerror.h>

#include <algorithm>
#include <array>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "names.hpp"
#include "repairable.hpp"

namespace tb::feed {

namespace {

constexpr std::string_view kWrapper = "tenbells-wrapper";
constexpr int kWrappers = 64;  // libxml2 reads 256 levels; 190 remain for the feed
constexpr std::size_t kDeepest = 190;
// As in a well-formed document; here what was a section may turn out to be tags.
constexpr std::size_t kMostElements = 1'000'000;
constexpr int kMostRestarts = 64;  // each reads the rest of the document

const char* as_chars(const xmlChar* text) {
  return reinterpret_cast<const char*>(text);
}

bool is_item(std::string_view name) {
  const std::string_view local = local_part(name);
  static constexpr std::array<std::string_view, 4> kItems{"item", "entry", "newsItem", "packageItem"};
  return std::ranges::any_of(kItems, [&](std::string_view item) { return same_name(local, item); });
}

bool is_feed_item(std::string_view name) {
  return same_name(local_part(name), "item") || same_name(local_part(name), "entry");
}

// Elements that hold text and never another field: one that begins inside was meant to stand beside.
bool is_leaf(std::string_view name) {
  static constexpr std::array<std::string_view, 14> kLeaves{"title",    "link",      "guid",    "id",     "pubdate",
                                                            "date",     "published", "updated", "issued", "modified",
                                                            "category", "comments",  "creator", "subject"};
  return std::ranges::any_of(kLeaves, [&](std::string_view leaf) { return same_name(leaf, local_part(name)); });
}

bool is_field(std::string_view name) {
  static constexpr std::array<std::string_view, 16> kOthers{
      "description", "author", "source",   "encoded",  "summary", "enclosure", "content",    "contributor",
      "thumbnail",   "group",  "keywords", "language", "rights",  "credit",    "identifier", "origlink"};
  return is_leaf(name) ||
         std::ranges::any_of(kOthers, [&](std::string_view other) { return same_name(other, local_part(name)); });
}

bool holds_items(std::string_view name) {
  static constexpr std::array<std::string_view, 5> kLists{"channel", "rss", "rdf", "feed", "items"};
  return std::ranges::any_of(kLists, [&](std::string_view list) { return same_name(list, local_part(name)); });
}

// An element that its item's end tag closes has none of its own: from the first field in it on, its children were meant
// for the item. Each child moves once.
void move_fields_out(std::span<const pugi::xml_node> unclosed, pugi::xml_node item) {
  for (const pugi::xml_node element : unclosed) {
    pugi::xml_node child = element.first_child();
    while (child && !is_field(child.name())) child = child.next_sibling();
    while (child) {
      const pugi::xml_node next = child.next_sibling();
      item.append_move(child);
      child = next;
    }
  }
}

struct Attribute {
  std::string name;
  std::string value;
};

class TreeBuilder {
 public:
  TreeBuilder(pugi::xml_document& tree, std::size_t broken, Warnings& warnings)
      : tree_(tree), warnings_(warnings), broken_(broken) {}

  void start(const std::string& name, const std::vector<Attribute>& attributes) {
    write_text();
    if (name == kWrapper) return;
    if (is_item(name)) close_open_item();
    if (!open_.empty() && is_leaf(open_.back().name()) && is_field(name)) open_.pop_back();
    if (open_.empty() && tree_.first_child()) open_.push_back(tree_.first_child());  // closed by a stray end tag
    if (open_.size() >= kDeepest || ++elements_ > kMostElements) return;
    pugi::xml_node node = open_.empty() ? tree_.append_child(name.c_str()) : open_.back().append_child(name.c_str());
    for (const Attribute& attribute : attributes) {
      node.append_attribute(attribute.name.c_str()).set_value(attribute.value.c_str());
    }
    open_.push_back(node);
  }

  /// `name` is what libxml2 believes to be open; what the end tag really said came just before, as an error.
  void end(std::string name) {
    write_text();
    if (!mismatch_.empty()) std::swap(name, mismatch_);
    mismatch_.clear();
    // libxml2 forgets the prefix of a name that it did not expect.
    const bool local = name.find(':') == std::string::npos;
    const auto same = [&](pugi::xml_node node) { return name == (local ? local_part(node.name()) : node.name()); };
    const auto found = std::find_if(open_.rbegin(), open_.rend(), same);
    if (found == open_.rend()) return;
    if (is_feed_item(found->name())) move_fields_out({found.base(), open_.end()}, *found);
    open_.erase(found.base() - 1, open_.end());
  }

  /// libxml2 hands over each reference by itself, and a long text in pieces.
  void text(const xmlChar* characters, int length, pugi::xml_node_type type) {
    if (open_.empty()) return;
    if (type != text_type_) write_text();
    text_type_ = type;
    text_.append(as_chars(characters), static_cast<std::size_t>(length));
  }

  void mismatch(const char* actual_name, int line) {
    mismatch_ = actual_name;
    error(fmt::format("the end tag </{}> does not match", actual_name), line);
  }

  void error(std::string_view message, int line) {
    if (first_error_.empty()) first_error_ = fmt::format("line {}: {}", line, message);
  }

  /// To be called once, after the last event. `end` is the length of the document, for the warning that it is cut.
  void finish(std::size_t end) {
    write_text();
    warnings_.add(Flaw::not_well_formed, first_error_, broken_);
    if (elements_ > kMostElements) warnings_.add(Flaw::too_many_items);
    if (open_.empty() && tree_.first_child()) return;
    warnings_.add(Flaw::truncated, {}, end);
    const auto item = std::ranges::find_if(open_, [](pugi::xml_node node) {
      return is_item(node.name()) || same_name(local_part(node.name()), "nitf");  // which is one item as a document
    });
    if (item != open_.end()) item->parent().remove_child(*item);
  }

 private:
  // Where an item begins inside another, or in what holds none, an end tag was forgotten: no format nests them.
  void close_open_item() {
    const auto item = std::ranges::find_if(open_, [](pugi::xml_node node) { return is_item(node.name()); });
    if (item != open_.end() && is_feed_item(item->name())) move_fields_out({item + 1, open_.end()}, *item);
    open_.erase(item, open_.end());
    while (open_.size() > 1 && !holds_items(open_.back().name())) open_.pop_back();
  }

  // One node for what stands between two tags: a node a reference would take sixty times the room.
  void write_text() {
    if (!text_.empty()) open_.back().append_child(text_type_).set_value(text_.c_str(), text_.size());
    text_.clear();
  }

  pugi::xml_document& tree_;
  Warnings& warnings_;
  std::size_t broken_;
  std::size_t elements_ = 0;
  std::string text_;
  pugi::xml_node_type text_type_ = pugi::node_pcdata;
  std::vector<pugi::xml_node> open_;
  std::string mismatch_;
  std::string first_error_;
};

// How many bytes of the text libxml2 has read when an event arrives: where another reading may go on.
std::size_t bytes_read(const xmlParserCtxt& context) {
  return context.input->consumed + static_cast<std::size_t>(context.input->cur - context.input->base);
}

/// What libxml2 hands back to us with every event.
struct Events {
  TreeBuilder& tree_builder;
  const xmlParserCtxt& context;
  std::size_t covered = 0;
};

TreeBuilder& builder(void* user_data) {
  auto& events = *static_cast<Events*>(user_data);
  events.covered = bytes_read(events.context);
  return events.tree_builder;
}

// libxml2 2.12 made the error const: the type is whatever its header says.
template <class LibraryError>
void on_error(void* context, LibraryError* error) {
  if (error == nullptr || error->message == nullptr) return;
  TreeBuilder& tree_builder = static_cast<Events*>(context)->tree_builder;
  if (error->code == XML_ERR_TAG_NAME_MISMATCH && error->str2 != nullptr)
    return tree_builder.mismatch(error->str2, error->line);
  // What it says at an early end names our wrapper.
  const std::string_view message = error->message;
  const bool ends_early = message.find(kWrapper) != std::string_view::npos;
  tree_builder.error(ends_early ? "an end tag is missing" : message, error->line);
}

// The name as written: which vocabulary it belongs to is decided later, from the prefix too if nothing declares it.
std::string qualified(const xmlChar* prefix, const xmlChar* local) {
  return prefix == nullptr ? std::string(as_chars(local)) : std::string(as_chars(prefix)) + ":" + as_chars(local);
}

// Without XML_PARSE_NOENT libxml2 hands an ampersand in an attribute over as "&#38;", for a second reading.
std::string unescaped(std::string_view value) {
  constexpr std::string_view kAmpersand = "&#38;";
  std::string plain;
  for (std::size_t found = value.find(kAmpersand); found != std::string_view::npos; found = value.find(kAmpersand)) {
    plain.append(value.substr(0, found)).append("&");
    value.remove_prefix(found + kAmpersand.size());
  }
  return plain.append(value);
}

void on_start(void* context, const xmlChar* local, const xmlChar* prefix, const xmlChar* /*uri*/, int namespaces,
              const xmlChar** namespace_pairs, int attributes, int /*defaulted*/, const xmlChar** attribute_fives) {
  std::vector<Attribute> all;
  for (int i = 0; i < namespaces; ++i, namespace_pairs += 2) {
    std::string name = namespace_pairs[0] == nullptr ? "xmlns" : std::string("xmlns:") + as_chars(namespace_pairs[0]);
    all.push_back(
        {.name = std::move(name), .value = namespace_pairs[1] == nullptr ? "" : as_chars(namespace_pairs[1])});
  }
  for (int i = 0; i < attributes; ++i, attribute_fives += 5) {  // local name, prefix, URI, begin and end of the value
    const std::string_view value(as_chars(attribute_fives[3]),
                                 static_cast<std::size_t>(attribute_fives[4] - attribute_fives[3]));
    all.push_back({.name = qualified(attribute_fives[1], attribute_fives[0]), .value = unescaped(value)});
  }
  builder(context).start(qualified(prefix, local), all);
}

xmlSAXHandler handler() {
  xmlSAXHandler sax{};
  sax.initialized = XML_SAX2_MAGIC;
  sax.startElementNs = on_start;
  sax.endElementNs = [](void* context, const xmlChar* local, const xmlChar* prefix, const xmlChar* /*uri*/) {
    builder(context).end(qualified(prefix, local));
  };
  sax.characters = [](void* context, const xmlChar* text, int length) {
    builder(context).text(text, length, pugi::node_pcdata);
  };
  sax.ignorableWhitespace = sax.characters;
  sax.cdataBlock = [](void* context, const xmlChar* text, int length) {
    builder(context).text(text, length, pugi::node_cdata);
  };
  sax.serror = on_error;
  return sax;
}

// In pieces, so that libxml2 never copies the whole.
bool feed_all(xmlParserCtxt& context, std::string_view text) {
  constexpr std::size_t kPiece = 65'536;
  for (; !text.empty(); text.remove_prefix(std::min(text.size(), kPiece))) {
    const auto length = static_cast<int>(std::min(text.size(), kPiece));
    if (xmlParseChunk(&context, text.data(), length, 0) != XML_ERR_OK && context.disableSAX != 0) return false;
  }
  return true;
}

// Reads until libxml2 stops, which is not always the end. Returns how much of the text, the part before it included,
// its events have covered.
std::size_t read_events(const std::string& before, std::string_view text, TreeBuilder& tree_builder) {
  xmlSAXHandler sax = handler();
  const std::unique_ptr<xmlParserCtxt, decltype(&xmlFreeParserCtxt)> context(
      xmlCreatePushParserCtxt(&sax, nullptr, nullptr, 0, nullptr), xmlFreeParserCtxt);
  if (!context) return before.size() + text.size();
  Events events{.tree_builder = tree_builder, .context = *context};
  context->userData = &events;
  xmlCtxtUseOptions(context.get(), XML_PARSE_RECOVER | XML_PARSE_NONET);
  if (feed_all(*context, before) && feed_all(*context, text)) xmlParseChunk(context.get(), nullptr, 0, 1);
  xmlFreeDoc(context->myDoc);
  return events.covered;
}

std::string wrappers() {
  std::string tags;
  for (int i = 0; i < kWrappers; ++i) tags.append("<").append(kWrapper).append(">");
  return tags;
}

}  // namespace

void repair_xml(BrokenXml xml, pugi::xml_document& tree, Warnings& warnings) {
  static const bool initialised = (xmlInitParser(), true);
  static_cast<void>(initialised);
  TreeBuilder tree_builder(tree, xml.broken, warnings);
  // Lines keep their numbers, for the messages.
  const std::string_view skipped = std::string_view(xml.text).substr(0, xml.start);
  std::string before(static_cast<std::size_t>(std::ranges::count(skipped, '\n')), '\n');
  before += wrappers();
  xml.text = made_repairable(std::string_view(xml.text).substr(xml.start), warnings);
  const std::string_view text = xml.text;
  std::size_t from = 0;
  for (int restarts = 0; restarts < kMostRestarts && text.find('<', from) != std::string::npos; ++restarts) {
    const std::size_t covered = read_events(before, text.substr(from), tree_builder);
    if (covered <= before.size()) break;
    from += covered - before.size();
  }
  tree_builder.finish(xml.end);
}

}  // namespace tb::feed

// NewsML-G2: finds the items of a message or a package, in the order of the document.
#include "newsml_g2.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "newsml_g2_item.hpp"
#include "wire_values.hpp"

namespace tb::feed {

namespace {

enum class Part : std::uint8_t { message, news, package, reference, other_item, content, none };

struct Row {
  std::string_view name;
  Part part;
};

constexpr std::array kParts{
    Row{"newsMessage", Part::message},     Row{"itemSet", Part::message},
    Row{"groupSet", Part::package},        Row{"group", Part::package},
    Row{"newsItem", Part::news},           Row{"packageItem", Part::package},
    Row{"itemRef", Part::reference},       Row{"contentSet", Part::content},
    Row{"conceptItem", Part::other_item},  Row{"knowledgeItem", Part::other_item},
    Row{"planningItem", Part::other_item}, Row{"catalogItem", Part::other_item},
};

Part part_of(pugi::xml_node node) {
  if (node.type() != pugi::node_element) return Part::none;
  const std::string_view local = local_part(node.name());
  const auto* const row = std::ranges::find_if(kParts, [&](const Row& one) { return same_name(one.name, local); });
  return row == kParts.end() ? Part::none : row->part;
}

class ItemsOfMessage {
 public:
  ItemsOfMessage(const Reading& reading, Feed& feed) : reading_(reading), feed_(feed) {}

  // A stack, because documents nest as they like.
  void read(pugi::xml_node root) {
    stack_.push_back(root);
    while (!stack_.empty()) {
      const pugi::xml_node node = stack_.back();
      stack_.pop_back();
      if (feed_.items.size() >= reading_.limits.items) return reading_.warnings.add(Flaw::too_many_items);
      read_part(node);
    }
  }

 private:
  void read_part(pugi::xml_node node) {
    switch (part_of(node)) {
      case Part::message:
        if (const pugi::xml_node header = child_named(node, "header")) sent_ = moment_in(header, "sent");
        return push_children(node);
      case Part::package:
        if (const pugi::xml_node meta = child_named(node, "itemMeta"); meta && !sent_)
          sent_ = moment_in(meta, "versionCreated");
        return push_children(node);
      case Part::news:
        return add(read_news_item(node, reading_));
      case Part::reference:
        return add_reference(node);
      case Part::content:
        reading_.warnings.add(Flaw::wire_fragment, node.name());
        return add(read_content_fragment(node, reading_));
      case Part::other_item:
        return reading_.warnings.add(Flaw::carries_no_news, node.name());
      case Part::none:
        return;
    }
  }

  // What a package only points to comes by itself; what it shows with a title is news.
  void add_reference(pugi::xml_node node) {
    if (!node.first_child()) return;
    Entry entry = read_item_reference(node, reading_);
    if (entry.title.empty() && entry.summary.empty()) return;
    add(std::move(entry));
  }

  void add(Entry entry) {
    const Wire nothing;
    if (is_empty(entry) && entry.wire.value_or(nothing) == nothing) return reading_.warnings.add(Flaw::empty_item);
    if (!entry.published && !entry.updated) entry.published = sent_;
    feed_.items.push_back(std::move(entry));
  }

  std::optional<Moment> moment_in(pugi::xml_node parent, std::string_view name) {
    return first_date({text_of(child_named(parent, name), reading_.limits.xml_depth)}, reading_.warnings);
  }

  void push_children(pugi::xml_node parent) {
    const auto begin = static_cast<std::ptrdiff_t>(stack_.size());
    for (const pugi::xml_node child : parent.children()) {
      if (part_of(child) != Part::none) stack_.push_back(child);
    }
    std::reverse(stack_.begin() + begin, stack_.end());
  }

  const Reading& reading_;
  Feed& feed_;
  std::optional<Moment> sent_;  // for items that say no date: when the message was sent, the package made
  std::vector<pugi::xml_node> stack_;
};

}  // namespace

void read_newsml_g2(pugi::xml_node root, const Reading& reading, Feed& feed) {
  const std::size_t before = feed.items.size();
  if (same_name(local_part(root.name()), "groupSet")) reading.warnings.add(Flaw::wire_fragment, root.name());
  ItemsOfMessage(reading, feed).read(root);
  if (feed.items.size() == before && part_of(root) == Part::package) {
    reading.warnings.add(Flaw::carries_no_news, root.name());
  }
}

}  // namespace tb::feed

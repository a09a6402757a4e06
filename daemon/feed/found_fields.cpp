// Children are looked at once; only media groups are entered, two levels deep.
#include "found_fields.hpp"

#include <tuple>

#include "markup.hpp"

namespace tb::feed {

namespace {

void collect(pugi::xml_node parent, const Reading& reading, int depth, std::vector<Found>& fields) {
  constexpr int kDeepestGroup = 2;  // media:group > media:content > media:description
  for (pugi::xml_node child = parent.first_child(); child; child = child.next_sibling()) {
    if (child.type() != pugi::node_element) continue;
    Name name = name_in(reading, child);
    std::optional<Field> field = field_of(name);
    if (!field && name.local.data() == child.name()) {  // <title xmlns="…xhtml">: the module has no such element
      name.vocabulary = reading.is_atom ? Vocabulary::atom : Vocabulary::feed;
      field = field_of(name);
    }
    if (!field) continue;
    const bool is_media = field->slot == Slot::media;
    if (is_media || field->slot == Slot::group) {
      if (is_media) fields.push_back({{Slot::enclosure, field->rank}, name.vocabulary, child, fields.size()});
      if (depth < kDeepestGroup) collect(child, reading, depth + 1, fields);
    } else if (depth == 0 || name.vocabulary == Vocabulary::media) {
      fields.push_back({*field, name.vocabulary, child, fields.size()});
    }
  }
}

}  // namespace

std::vector<Found> fields_in(pugi::xml_node parent, const Reading& reading) {
  constexpr std::size_t kUsual = 16;
  std::vector<Found> fields;
  fields.reserve(kUsual);
  collect(parent, reading, 0, fields);
  std::ranges::sort(fields, {}, [](const Found& found) {
    return std::tuple(found.field.slot, found.field.rank, found.place);  // unlike a stable sort, it allocates nothing
  });
  return fields;
}

Range of_slot(const std::vector<Found>& fields, Slot slot) {
  const auto range = std::ranges::equal_range(fields, slot, {}, [](const Found& found) { return found.field.slot; });
  return {.first = range.begin(), .last = range.end()};
}

TreeText part_of(pugi::xml_node element, std::string_view name, const Reading& reading) {
  const std::string_view attribute = attribute_of(element, name);
  if (!attribute.empty()) return TreeText(attribute);
  const pugi::xml_node child = child_named(element, name);
  return child ? TreeText(child, reading.limits.xml_depth) : TreeText{};
}

}  // namespace tb::feed

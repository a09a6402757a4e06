// The fields that rules look at, by name and in an item.
#include "tenbells/core/hit.hpp"

#include <algorithm>

#include "tenbells/core/item.hpp"

namespace tb {

std::string_view to_string(Field field) {
  constexpr std::array<std::string_view, kFields.size()> kNames{"title", "summary", "body", "author", "category",
                                                                "link",  "source",  "tags", "lang"};
  return kNames.at(static_cast<std::size_t>(field));
}

std::optional<Field> field_named(std::string_view name) {
  const auto* const field = std::ranges::find(kFields, name, [](Field f) { return to_string(f); });
  return field == kFields.end() ? std::nullopt : std::optional(*field);
}

std::size_t entries_of(const Item& item, Field field) {
  switch (field) {
    case Field::author:
      return item.authors.size();
    case Field::category:
      return item.categories.size();
    case Field::tags:
      return item.tags.size();
    default:
      return 1;
  }
}

const std::string& text_of(const Item& item, Field field, std::size_t entry) {
  switch (field) {
    case Field::title:
      return item.title;
    case Field::summary:
      return item.summary;
    case Field::body:
      return item.body;
    case Field::author:
      return item.authors.at(entry);
    case Field::category:
      return item.categories.at(entry);
    case Field::link:
      return item.link;
    case Field::source:
      return item.source;
    case Field::tags:
      return item.tags.at(entry);
    case Field::lang:
      return item.language;
  }
  return item.title;
}

}  // namespace tb

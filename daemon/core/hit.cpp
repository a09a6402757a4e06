// The fields that rules look at, by name and in an item.
#include "tenbells/core/hit.hpp"

#include "tenbells/core/item.hpp"

namespace tb {

std::string_view to_string(Field field) {
  switch (field) {
    case Field::title:
      return "title";
    case Field::summary:
      return "summary";
    case Field::body:
      return "body";
  }
  return "title";
}

const std::string& text_of(const Item& item, Field field) {
  switch (field) {
    case Field::title:
      return item.title;
    case Field::summary:
      return item.summary;
    case Field::body:
      return item.body;
  }
  return item.title;
}

}  // namespace tb

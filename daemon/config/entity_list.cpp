// An entity list: which form it has.
#include "entity_list.hpp"

#include <algorithm>

#include "csv_list.hpp"
#include "json_list.hpp"
#include "tenbells/config/csv.hpp"

namespace tb::config {

ListForm list_form(const std::filesystem::path& file) {
  std::string ending = file.extension().string();
  std::ranges::transform(ending, ending.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
  return ending == ".csv" ? ListForm::csv : ending == ".json" ? ListForm::json : ListForm::none;
}

void read_entity_list(const FileText& text, ListForm form, Findings& findings,
                      const std::function<void(ListedEntity)>& take) {
  if (form == ListForm::csv) {
    read_csv_list(text, findings, take);
  } else {
    read_json_list(text, findings, take);
  }
}

std::size_t place_in_list(std::string_view file, ListForm form, const Node& text, std::size_t offset) {
  offset = std::min(offset, text.text.size());
  if (form == ListForm::json) return place_in_json(file, text.at, offset);
  // A value of a cell begins behind the cell's quote. Inside quotes every quote stands twice, outside there is none.
  std::size_t at = text.at;
  for (std::size_t i = 0; i < offset && at < file.size(); ++i) at += text.text[i] == '"' ? 2 : 1;
  return std::min(at, file.size());
}

}  // namespace tb::config

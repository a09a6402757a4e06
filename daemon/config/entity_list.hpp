// An entity list: a file of entities alone, CSV or JSON by its ending → nodes like those of a pack's `entities:`, so
// that one schema and one reader serve all three. Given one by one, for a list may hold a hundred thousand.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "file_text.hpp"
#include "findings.hpp"
#include "tenbells/core/bytes.hpp"
#include "yaml_node.hpp"

namespace tb::config {

inline constexpr Bytes kMaxList = 64_MiB;                 // the longest public list of names has the third of it
inline constexpr std::size_t kMaxListed = 200'000;        // entities of a file
inline constexpr std::size_t kMaxListValues = 4'000'000;  // names and all else of a file: bounds its memory

enum class ListForm : std::uint8_t { none, csv, json };

/// By the ending of the file's name, in any case.
[[nodiscard]] ListForm list_form(const std::filesystem::path& file);

struct ListedEntity {
  Node node;            ///< its key is the id, its paths begin with it
  std::string pointer;  ///< of CSV "/<line where its row begins>"; of JSON the JSON Pointer
};

/// Calls `take` for every entity whose id and form can be read. Mistakes of the file's own form go to `findings`; what
/// the entities hold is judged by nobody yet.
///
/// CSV: a header names the columns; several values of a cell stand with | between.
/// JSON: {"id": entity, …} or [{"id": "…", …}, …].
void read_entity_list(const FileText& text, ListForm form, Findings& findings,
                      const std::function<void(ListedEntity)>& take);

/// Where byte `offset` of a text of a list stands in its file.
[[nodiscard]] std::size_t place_in_list(std::string_view file, ListForm form, const Node& text, std::size_t offset);

/// The names of the columns of a CSV list, in the order in which they are documented.
[[nodiscard]] std::vector<std::string> list_columns();

}  // namespace tb::config

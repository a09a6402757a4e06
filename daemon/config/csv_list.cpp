// The CSV form of an entity list. A row becomes the map that YAML would have given: a table says into which key of it
// each column goes, and how its cell is cut.
#include "csv_list.hpp"

#include <fmt/core.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "tenbells/config/csv.hpp"
#include "tenbells/core/nearest.hpp"
#include "yaml_scalar.hpp"
#include "yaml_tree.hpp"

namespace tb::config {
namespace {

struct Column {
  enum class Form : std::uint8_t {
    id,
    text,    // one value
    number,  // one value, which may be a number
    list,    // a|b
    pairs,   // scheme=identifier|scheme=identifier
    groups,  // language=name|language=name
  };
  std::string_view name;
  std::string_view key;    // of the entity; empty: the same
  std::string_view inner;  // a key of the map there; empty: the value itself
  Form form;
};

constexpr std::array kColumns{
    Column{"id", "", "", Column::Form::id},
    Column{"kind", "kind", "", Column::Form::text},
    Column{"names", "names", "", Column::Form::list},
    Column{"exact", "exact", "", Column::Form::list},
    Column{"not", "not", "", Column::Form::list},
    Column{"wikidata", "ids", "wikidata", Column::Form::text},
    Column{"iso3166", "ids", "iso3166", Column::Form::text},
    Column{"lei", "ids", "lei", Column::Form::text},
    Column{"ids", "ids", "", Column::Form::pairs},
    Column{"members", "members", "", Column::Form::list},
    Column{"by_language", "by_language", "", Column::Form::groups},
    Column{"ambiguous", "ambiguous", "names", Column::Form::list},
    Column{"ambiguous_exact", "ambiguous", "exact", Column::Form::list},
    Column{"context", "ambiguous", "context", Column::Form::text},
    Column{"within", "ambiguous", "within", Column::Form::number},
};

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

// A piece of a cell, without blanks around it.
struct Value {
  std::string text;
  std::size_t at = 0;
};

// The pieces between the |, empty ones left out. Their places are found in one go, for a cell may hold thousands.
std::vector<Value> values_of(std::string_view bytes, const CsvCell& cell) {
  std::vector<Value> values;
  std::size_t at = place_in_cell(bytes, cell, 0);
  const std::size_t per_quote = cell.at < bytes.size() && bytes[cell.at] == '"' ? 2 : 1;
  for (std::size_t i = 0; i <= cell.text.size();) {
    const std::size_t end = std::min(cell.text.size(), cell.text.find('|', i));
    std::size_t first = i;
    while (first < end && is_blank(cell.text[first])) ++first;
    std::size_t last = end;
    while (last > first && is_blank(cell.text[last - 1])) --last;
    for (; i < first; ++i) at += cell.text[i] == '"' ? per_quote : 1;
    if (last > first) values.push_back({.text = cell.text.substr(first, last - first), .at = at});
    for (; i < end + 1 && i < cell.text.size(); ++i) at += cell.text[i] == '"' ? per_quote : 1;
    i = end + 1;
  }
  return values;
}

Node text_node(std::string text, std::size_t at) {
  return {.kind = Node::Kind::string, .text = std::move(text), .at = at, .key_at = at};
}

// The member of a map, made where it is missing.
Node& member_of(Node& map, std::string_view key, Node::Kind kind, std::size_t at) {
  const auto found = std::ranges::find(map.children, key, &Node::key);
  if (found != map.children.end()) return *found;
  map.children.push_back({.kind = kind, .at = at, .key = std::string(key), .key_at = at});
  return map.children.back();
}

class CsvList {
 public:
  CsvList(const FileText& text, Findings& findings, const std::function<void(ListedEntity)>& take)
      : text_(text), findings_(findings), take_(take) {}

  void take_row(std::vector<CsvCell>& cells) {
    if (findings_.full() || is_given_up_) return;
    if (!std::exchange(has_header_, true)) {
      take_header(cells);
    } else {
      take_entity(cells);
    }
  }

  bool has_header() const { return has_header_; }

 private:
  void take_header(const std::vector<CsvCell>& cells) {
    if (cells.size() == 1 && cells[0].text.find(';') != std::string::npos) {
      findings_.add(cells[0].at, "the columns are separated by semicolons: save the file with commas");
      is_given_up_ = true;
      return;
    }
    for (const CsvCell& cell : cells) columns_.push_back(column_named(cell));
    if (std::ranges::none_of(columns_, [](const Column* c) { return c != nullptr && c->form == Column::Form::id; })) {
      if (!is_given_up_) {
        findings_.add(cells[0].at,
                      "the column `id` is missing: the first line names the columns, such as `id,kind,names`");
      }
      is_given_up_ = true;
    }
  }

  const Column* column_named(const CsvCell& cell) {
    const auto* found = std::ranges::find(kColumns, std::string_view(cell.text), &Column::name);
    if (found == kColumns.end()) {
      const std::vector<std::string> known = list_columns();
      const std::string advice = did_you_mean(cell.text, known, "`", "`");
      findings_.add(cell.at,
                    fmt::format("{} is no column{}", in_quotes(cell.text),
                                advice.empty() ? fmt::format("; there are {}", fmt::join(known, ", ")) : "." + advice));
      is_given_up_ = is_given_up_ || nearest(cell.text, known) == "id";  // whose absence is then told already
      return nullptr;
    }
    if (std::ranges::find(columns_, found) != columns_.end()) {
      findings_.add(cell.at, fmt::format("the column `{}` stands here twice: keep one", found->name));
      return nullptr;
    }
    return found;
  }

  void take_entity(const std::vector<CsvCell>& cells) {
    Node entity{.kind = Node::Kind::map, .at = cells[0].at, .key_at = cells[0].at};
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (cells[i].text.empty()) continue;
      if (i >= columns_.size()) {
        findings_.add(
            cells[i].at,
            fmt::format("this cell has no column, the header names {}: is a comma not in quotes?", columns_.size()));
        return;
      }
      if (columns_[i] != nullptr) take_cell(*columns_[i], cells[i], entity);
    }
    if (entity.key.empty()) {
      findings_.add(cells[0].at, "`id` is missing: add the word by which rules name the entity (@id)");
      return;
    }
    values_ += extent_;
    extent_ = 0;
    if (values_ > kMaxListValues) {
      findings_.add(cells[0].at, fmt::format("the file holds more than {} values: split it", kMaxListValues));
      is_given_up_ = true;
      return;
    }
    entity.path = entity.key;
    name_paths(entity);
    const int line = text_.place_of(cells[0].at).line;
    take_({.node = std::move(entity), .pointer = fmt::format("/{}", line)});
  }

  void take_cell(const Column& column, const CsvCell& cell, Node& entity) {
    const std::size_t at = place_in_cell(text_.bytes(), cell, 0);
    switch (column.form) {
      case Column::Form::id:
        entity.key = cell.text;
        entity.key_at = entity.at = at;
        return;
      case Column::Form::text:
      case Column::Form::number:
        return take_scalar(column, text_node(cell.text, at), entity);
      case Column::Form::list:
        for (Value& value : values_of(text_.bytes(), cell)) {
          Node& list = slot(column, entity, Node::Kind::list, at);
          list.children.push_back(text_node(std::move(value.text), value.at));
          ++extent_;
        }
        return;
      case Column::Form::pairs:
      case Column::Form::groups:
        for (Value& value : values_of(text_.bytes(), cell)) take_pair(column, value, at, entity);
        return;
    }
  }

  // Where a column's value goes; the map around it is made with it.
  Node& slot(const Column& column, Node& entity, Node::Kind kind, std::size_t at) {
    if (column.inner.empty()) return member_of(entity, column.key, kind, at);
    return member_of(member_of(entity, column.key, Node::Kind::map, at), column.inner, kind, at);
  }

  void take_scalar(const Column& column, Node value, Node& entity) {
    if (column.form == Column::Form::number && kind_of_plain(value.text) == Node::Kind::integer) {
      value.kind = Node::Kind::integer;
    }
    ++extent_;
    add_once(column.inner.empty() ? entity : member_of(entity, column.key, Node::Kind::map, value.at),
             column.inner.empty() ? column.key : column.inner, std::move(value));
  }

  void take_pair(const Column& column, const Value& value, std::size_t at, Node& entity) {
    const std::size_t equals = value.text.find('=');
    const bool is_ids = column.form == Column::Form::pairs;
    const std::string_view example = is_ids ? "ofac=36" : "fr=APL";
    if (equals == std::string::npos || equals == 0 || equals + 1 == value.text.size()) {
      findings_.add(value.at, fmt::format("{}: {} is no pair: write {} with = between, such as {}", column.name,
                                          in_quotes(value.text),
                                          is_ids ? "a scheme and an identifier" : "a language and a name", example));
      // Something stands there, so that nobody says that nothing does.
      slot(column, entity, Node::Kind::map, at).children.push_back({.at = value.at, .wrong = true});
      return;
    }
    ++extent_;
    Node& map = slot(column, entity, Node::Kind::map, at);
    const std::string key = value.text.substr(0, equals);
    Node inner = text_node(value.text.substr(equals + 1), value.at + equals + 1);
    if (is_ids) {
      add_once(map, key, std::move(inner));
    } else {
      member_of(map, key, Node::Kind::list, value.at).children.push_back(std::move(inner));
    }
  }

  void add_once(Node& map, std::string_view key, Node value) {
    if (std::ranges::find(map.children, key, &Node::key) != map.children.end()) {
      findings_.add(value.at, fmt::format("{} stands in this row twice: keep one", in_quotes(key)));
      return;
    }
    value.key = key;
    map.children.push_back(std::move(value));
  }

  const FileText& text_;
  Findings& findings_;
  const std::function<void(ListedEntity)>& take_;
  std::vector<const Column*> columns_;  // null: not known, and told
  bool has_header_ = false;
  bool is_given_up_ = false;
  std::size_t extent_ = 0;  // values of the row that is being read
  std::size_t values_ = 0;
};

}  // namespace

std::vector<std::string> list_columns() {
  std::vector<std::string> names;
  for (const Column& column : kColumns) names.emplace_back(column.name);
  return names;
}

void read_csv_list(const FileText& text, Findings& findings, const std::function<void(ListedEntity)>& take) {
  CsvList list(text, findings, take);
  // The header is a row as well.
  const auto mistake = read_csv(text.bytes(), {.rows = kMaxListed + 1}, [&](auto& cells) { list.take_row(cells); });
  if (mistake) findings.add(mistake->at, mistake->message);
  if (!mistake && !list.has_header())
    findings.add(0, "the file is empty: its first line names the columns, such as `id,kind,names`");
}

}  // namespace tb::config

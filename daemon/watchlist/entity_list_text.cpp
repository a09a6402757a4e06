// Entities as the text of a list: the mirror of what `config` reads.
#include "tenbells/watchlist/entity_list_text.hpp"

#include <fmt/core.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <array>
#include <map>
#include <string_view>

#include "tenbells/config/csv.hpp"

namespace tb::watchlist {
namespace {

using Writer = rapidjson::Writer<rapidjson::StringBuffer>;
using Texts = std::vector<std::string>;

void write(Writer& out, const char* key, const Texts& texts) {
  if (texts.empty()) return;
  out.Key(key);
  out.StartArray();
  for (const std::string& text : texts) out.String(text);
  out.EndArray();
}

void write(Writer& out, const rules::AmbiguousNames& ambiguous) {
  out.Key("ambiguous");
  out.StartObject();
  write(out, "names", ambiguous.names);
  write(out, "exact", ambiguous.exact);
  out.Key("context");
  out.String(ambiguous.context);
  if (ambiguous.within) {
    out.Key("within");
    out.Int(*ambiguous.within);
  }
  out.EndObject();
}

std::string json_of(const rules::Entity& entity) {
  rapidjson::StringBuffer buffer;
  Writer out(buffer);
  out.StartObject();
  if (!entity.kind.empty()) {
    out.Key("kind");
    out.String(entity.kind);
  }
  if (!entity.ids.empty()) {
    out.Key("ids");
    out.StartObject();
    for (const auto& [scheme, id] : entity.ids) {
      out.Key(scheme.c_str());
      out.String(id);
    }
    out.EndObject();
  }
  write(out, "names", entity.names);
  write(out, "exact", entity.exact);
  if (!entity.by_language.empty()) {
    out.Key("by_language");
    out.StartObject();
    for (const auto& [language, names] : entity.by_language) write(out, language.c_str(), names);
    out.EndObject();
  }
  write(out, "not", entity.excluded);
  if (entity.ambiguous) write(out, *entity.ambiguous);
  write(out, "members", entity.members);
  out.EndObject();
  return buffer.GetString();
}

std::string quoted(const std::string& text) {
  rapidjson::StringBuffer buffer;
  Writer out(buffer);
  out.String(text);
  return buffer.GetString();
}

std::string joined(const Texts& texts) {
  std::string all;
  for (std::string text : texts) {
    std::ranges::replace(text, '|', ' ');
    all += (all.empty() ? "" : "|") + text;
  }
  return all;
}

std::string pairs_of(const std::map<std::string, std::string>& ids) {
  Texts pairs;
  for (const auto& [scheme, id] : ids) pairs.push_back(scheme + "=" + id);
  return joined(pairs);
}

std::string groups_of(const std::map<std::string, Texts>& by_language) {
  Texts pairs;
  for (const auto& [language, names] : by_language) {
    for (const std::string& name : names) pairs.push_back(language + "=" + name);
  }
  return joined(pairs);
}

struct Column {
  const char* name;
  std::string (*cell)(const rules::Entity&);
};

const rules::AmbiguousNames& ambiguous_of(const rules::Entity& entity) {
  static const rules::AmbiguousNames kNone;
  return entity.ambiguous ? *entity.ambiguous : kNone;
}

constexpr std::array kColumns{
    Column{"id", [](const rules::Entity& e) { return e.id; }},
    Column{"kind", [](const rules::Entity& e) { return e.kind; }},
    Column{"names", [](const rules::Entity& e) { return joined(e.names); }},
    Column{"exact", [](const rules::Entity& e) { return joined(e.exact); }},
    Column{"not", [](const rules::Entity& e) { return joined(e.excluded); }},
    Column{"ids", [](const rules::Entity& e) { return pairs_of(e.ids); }},
    Column{"members", [](const rules::Entity& e) { return joined(e.members); }},
    Column{"by_language", [](const rules::Entity& e) { return groups_of(e.by_language); }},
    Column{"ambiguous", [](const rules::Entity& e) { return joined(ambiguous_of(e).names); }},
    Column{"ambiguous_exact", [](const rules::Entity& e) { return joined(ambiguous_of(e).exact); }},
    Column{"context", [](const rules::Entity& e) { return ambiguous_of(e).context; }},
    Column{"within",
           [](const rules::Entity& e) {
             const std::optional<int> within = ambiguous_of(e).within;
             return within ? std::to_string(*within) : std::string();
           }},
};

}  // namespace

std::string as_json_list(const std::vector<rules::Entity>& entities) {
  std::string text = "{";
  for (const rules::Entity& entity : entities) {
    text += fmt::format("{}\n{}: {}", &entity == &entities.front() ? "" : ",", quoted(entity.id), json_of(entity));
  }
  return text + "\n}\n";
}

std::string as_csv_list(const std::vector<rules::Entity>& entities) {
  std::vector<const Column*> columns;
  for (const Column& column : kColumns) {
    const bool is_needed = std::ranges::any_of(entities, [&](const auto& each) { return !column.cell(each).empty(); });
    if (is_needed || &column == &kColumns.front()) columns.push_back(&column);
  }
  std::string text;
  for (const Column* column : columns) text += (text.empty() ? "" : ",") + std::string(column->name);
  text += "\n";
  for (const rules::Entity& entity : entities) {
    for (const Column* column : columns) {
      text += (column == columns.front() ? "" : ",") + config::csv_cell(column->cell(entity));
    }
    text += "\n";
  }
  return text;
}

}  // namespace tb::watchlist

// Which keys a map lacks or holds beside others. The schema's alternatives are always over one required key each, so
// that they can be told as what they are: the kinds of a source, a sink, a test.
#include "schema_presence.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "not_built.hpp"
#include "schema_words.hpp"
#include "tenbells/core/nearest.hpp"

namespace tb::config {
namespace {

bool has_all(const rapidjson::Value& alternative, const std::vector<std::string_view>& keys) {
  const auto required = alternative["required"].GetArray();
  return std::all_of(required.Begin(), required.End(), [&](const rapidjson::Value& name) {
    return std::ranges::find(keys, std::string_view(name.GetString())) != keys.end();
  });
}

std::string key_list(const rapidjson::Value& alternatives, std::string_view last) {
  std::string list;
  for (rapidjson::SizeType i = 0; i < alternatives.Size(); ++i) {
    if (i > 0) list += i + 1 == alternatives.Size() ? last : std::string_view(", ");
    list += fmt::format("`{}`", alternatives[i]["required"][0].GetString());
  }
  return list;
}

const Node* child_named(const Node& map, std::string_view key) {
  const auto found = std::ranges::find(map.children, key, &Node::key);
  return found == map.children.end() ? nullptr : &*found;
}

// The keys of a map as they were meant.
std::vector<std::string_view> meant_keys(const rapidjson::Value& schema, const Node& map,
                                         std::vector<std::string>& spellings) {
  const std::vector<std::string> known = known_keys(schema);
  for (const Node& child : map.children) {
    const bool is_known = std::ranges::find(known, child.key) != known.end();
    spellings.push_back(is_known ? child.key : nearest(child.key, known).value_or(child.key));
  }
  return {spellings.begin(), spellings.end()};
}

struct Presence {
  const Schema& schema;
  const rapidjson::Value& map_schema;
  const Node& map;
  const std::vector<std::string_view>& keys;
  std::vector<Remark>& remarks;
  const bool is_excused = holds_unbuilt(text_of(map_schema, "x-is"), map);  // from what it lacks

  bool has(std::string_view key) const { return std::ranges::find(keys, key) != keys.end(); }

  std::string_view what_to_write(const char* key) const {
    return text_of(schema.resolved(map_schema["properties"][key]), "x-write");
  }

  void say(std::string message) const { remarks.push_back({.node = &map, .message = std::move(message)}); }

  void required() const {
    const rapidjson::Value* names = find(map_schema, "required");
    if (names == nullptr || is_excused) return;
    for (const rapidjson::Value& name : names->GetArray()) {
      if (has(name.GetString())) continue;
      say(fmt::format("`{}` is missing: add {}", name.GetString(), what_to_write(name.GetString())));
    }
  }

  void dependencies() const {
    const rapidjson::Value* all = find(map_schema, "dependencies");
    if (all == nullptr || is_excused) return;
    const rapidjson::Value* reasons = find(map_schema, "x-needs");
    for (const auto& [name, needed] : all->GetObject()) {
      const Node* child = child_named(map, name.GetString());
      if (child == nullptr) continue;
      const std::string_view reason = reasons == nullptr ? "" : text_of(*reasons, name.GetString());
      for (const rapidjson::Value& other : needed.GetArray()) {
        if (has(other.GetString())) continue;
        if (!reason.empty()) {
          remarks.push_back({.node = child, .at = Remark::At::key, .message = std::string(reason)});
        } else {
          say(fmt::format("`{}` is missing beside `{}`: add {}", other.GetString(), name.GetString(),
                          what_to_write(other.GetString())));
        }
      }
    }
  }

  void one_of() const {
    const rapidjson::Value* alternatives = find(map_schema, "oneOf");
    if (alternatives == nullptr) return;
    std::vector<std::string_view> held;
    for (const rapidjson::Value& each : alternatives->GetArray()) {
      if (has_all(each, keys)) held.emplace_back(each["required"][0].GetString());
    }
    if (held.empty() && !is_excused) {
      say(fmt::format("one of {} is missing: write {}", key_list(*alternatives, " and "),
                      text_of(map_schema, "x-write")));
    } else if (held.size() > 1) {
      const Node* second = child_named(map, held[1]);
      remarks.push_back({.node = second == nullptr ? &map : second,
                         .at = Remark::At::key,
                         .message = fmt::format("`{}` and `{}` stand in one {}: keep one of them", held[0], held[1],
                                                without_article(text_of(map_schema, "x-is")))});
    }
  }

  void any_of() const {
    const rapidjson::Value* alternatives = find(map_schema, "anyOf");
    if (alternatives == nullptr || is_excused) return;
    const auto all = alternatives->GetArray();
    if (std::any_of(all.Begin(), all.End(), [&](const rapidjson::Value& each) { return has_all(each, keys); })) return;
    say(fmt::format("{} is missing: write {}", key_list(*alternatives, " or "), text_of(map_schema, "x-write")));
  }
};

}  // namespace

std::vector<Remark> wrong_presence(const Schema& schema, const rapidjson::Value& map_schema, const Node& map) {
  std::vector<Remark> remarks;
  std::vector<std::string> spellings;
  const std::vector<std::string_view> keys = meant_keys(map_schema, map, spellings);
  const Presence presence{schema, map_schema, map, keys, remarks};
  presence.required();
  presence.dependencies();
  presence.one_of();
  presence.any_of();
  return remarks;
}

}  // namespace tb::config

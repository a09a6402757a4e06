// The messages of the schema check. The rule on secrets: a value is shown only if it is a scalar where a scalar belongs
// and its schema is no x-secret; of all others only the type is said.
#include "schema_words.hpp"

#include <fmt/core.h>
#include <fmt/format.h>

#include <algorithm>

#include "findings.hpp"
#include "not_built.hpp"
#include "tenbells/core/nearest.hpp"

namespace tb::config {
namespace {

std::string_view type_words(const Node& value) {
  switch (value.kind) {
    case Node::Kind::null:
      return "nothing";
    case Node::Kind::boolean:
      return "a boolean";
    case Node::Kind::integer:
    case Node::Kind::number:
      return "a number";
    case Node::Kind::string:
      return "text";
    case Node::Kind::list:
      return "a list";
    case Node::Kind::map:
      return "a map";
  }
  return "nothing";
}

bool allows(const rapidjson::Value& schema, std::string_view type) {
  const std::vector<std::string_view> types = types_of(schema);
  return std::ranges::find(types, type) != types.end();
}

bool wants_container(const rapidjson::Value& schema) {
  return allows(schema, "object") || allows(schema, "array");
}

std::string shown_as(const Node& value) {
  return value.kind == Node::Kind::string ? shown(value) : value.text;
}

std::vector<std::string> valid_words(const rapidjson::Value& schema) {
  std::vector<std::string> words;
  if (const rapidjson::Value* values = find(schema, "enum")) {
    for (const rapidjson::Value& each : values->GetArray())
      words.emplace_back(each.GetString(), each.GetStringLength());
  }
  return words;
}

std::string wrong_type(const rapidjson::Value& schema, const Node& value) {
  const std::string_view is = text_of(schema, "x-is");
  const std::string_view write = text_of(schema, "x-write");
  // Free text that YAML read as something else: quotes are all it lacks.
  if (is_set(schema, "x-free") && is_scalar(value) && value.kind != Node::Kind::null) {
    return fmt::format("YAML reads {} as {}: put it in quotes, \"{}\"", value.text, type_words(value), value.text);
  }
  if (!is_scalar(value) || value.kind == Node::Kind::null || wants_container(schema) || is_set(schema, "x-secret")) {
    return fmt::format("{} stands where {} belongs: write {}", type_words(value), is, write);
  }
  if (!value.written.empty()) {
    return fmt::format("{} is text, as every reference is, and no {}: write {}", shown(value), without_article(is),
                       write);
  }
  return fmt::format("{} is no {}: write {}", shown_as(value), without_article(is), write);
}

std::string wrong_form(const rapidjson::Value& schema, const Node& value) {
  const std::string what = is_set(schema, "x-secret") ? "this value" : shown_as(value);
  const std::string_view is = without_article(text_of(schema, "x-is"));
  if (find(schema, "enum") == nullptr)
    return fmt::format("{} is no {}: write {}", what, is, text_of(schema, "x-write"));
  const std::vector<std::string> words = valid_words(schema);
  return fmt::format("{} is no {} ({}).{}", what, is, fmt::join(words, ", "), did_you_mean(value.text, words));
}

std::string out_of_range(const rapidjson::Value& schema, const Node& value) {
  const auto number = [&](const char* name) {
    const rapidjson::Value& bound = *find(schema, name);
    return bound.IsInt64() ? fmt::format("{}", bound.GetInt64()) : fmt::format("{}", bound.GetDouble());
  };
  return fmt::format("{} is out of range: write {} to {}", value.text, number("minimum"), number("maximum"));
}

}  // namespace

std::string_view without_article(std::string_view words) {
  if (words.starts_with("a ")) return words.substr(2);
  if (words.starts_with("an ")) return words.substr(3);
  return words;
}

std::vector<std::string> known_keys(const rapidjson::Value& schema) {
  std::vector<std::string> keys;
  if (const rapidjson::Value* properties = find(schema, "properties")) {
    for (const auto& property : properties->GetObject()) keys.emplace_back(property.name.GetString());
  }
  return keys;
}

std::string wrong_value(const rapidjson::Value& schema, const Node& value, std::string_view keyword) {
  const std::string_view is = text_of(schema, "x-is");
  const std::string_view write = text_of(schema, "x-write");
  if (keyword == "type") return wrong_type(schema, value);
  if (keyword == "enum" || keyword == "pattern") return wrong_form(schema, value);
  if (keyword == "minimum" || keyword == "maximum") return out_of_range(schema, value);
  if (keyword == "minLength" || keyword == "minItems" || keyword == "minProperties") {
    return fmt::format("this is empty: write {}", write);
  }
  if (keyword == "maxLength") {
    return fmt::format("this is longer than {} characters: write {}", find(schema, "maxLength")->GetUint(), write);
  }
  if (keyword == "maxItems" || keyword == "maxProperties") {
    const rapidjson::Value* most = find(schema, std::string(keyword).c_str());
    return fmt::format("there are more than {} entries: leave some out", most->GetUint());
  }
  return fmt::format("this is not {}: write {}", is, write);
}

std::string unknown_key(const rapidjson::Value& schema, std::string_view key) {
  if (const std::string_view message = not_built(text_of(schema, "x-is"), key); !message.empty())
    return std::string(message);
  const std::vector<std::string> known = known_keys(schema);
  const std::string advice = did_you_mean(key, known, "`", "`");
  if (!advice.empty()) return fmt::format("there is no such key.{}", advice);
  return fmt::format("there is no such key; the keys here are {}", fmt::join(known, ", "));
}

}  // namespace tb::config

// JSON. RapidJSON parses iteratively, so that depth costs no stack; the depth is counted before all the same, because
// what is built must be walked.
#include "json_tree.hpp"

#include <fmt/format.h>
#include <rapidjson/error/en.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "characters.hpp"
#include "not_a_feed.hpp"
#include "tenbells/text/charset.hpp"

namespace tb::feed {

namespace {

std::size_t depth_of(std::string_view json) {
  std::size_t depth = 0;
  std::size_t deepest = 0;
  bool in_string = false;
  for (std::size_t pos = 0; pos < json.size(); ++pos) {
    const char c = json[pos];
    if (in_string) {
      if (c == '\\') ++pos;
      if (c == '"') in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{' || c == '[') {
      deepest = std::max(deepest, ++depth);
    } else if ((c == '}' || c == ']') && depth > 0) {
      --depth;
    }
  }
  return deepest;
}

// A tree of values takes up to sixteen times the room of their text: "0," is two bytes and a value of sixteen or more.
constexpr std::size_t kMostValues = 4'000'000;

std::size_t values_in(std::string_view json) {
  return static_cast<std::size_t>(std::ranges::count_if(json, [](char c) { return c == ',' || c == '[' || c == '{'; }));
}

Error too_much(const Document& document, std::string why) {
  Error error = decode_error(document, std::move(why), {});
  error.kind = ErrorKind::limit_exceeded;
  return error;
}

std::string place_of(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, offset);
  const auto line = std::ranges::count(before, '\n') + 1;
  const std::size_t start = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
  const auto column = std::ranges::count_if(before.substr(start), [](char c) { return (c & 0xC0) != 0x80; }) + 1;
  return fmt::format("line {}, column {}", line, column);
}

// Line and column are those of the document as it came: parsing in place has changed the text.
Error json_error(const Document& document, const rapidjson::Document& tree) {
  const std::string text = text::read_as_utf8(document.bytes, document.content_type).text;
  const std::size_t offset = std::min(tree.GetErrorOffset(), text.size());
  const bool early = offset == text.size();
  std::string why = early ? "the JSON ends early"
                          : fmt::format("not JSON at {}: {}", place_of(text, offset),
                                        rapidjson::GetParseError_En(tree.GetParseError()));
  if (early && text.find_first_not_of(" \t\r\n") == std::string::npos) why = "the document is empty";
  return decode_error(document, std::move(why),
                      "Check the URL; if it is right, the next poll may bring a whole answer.");
}

constexpr unsigned kStrict = rapidjson::kParseIterativeFlag;
constexpr unsigned kLenient =
    kStrict | rapidjson::kParseCommentsFlag | rapidjson::kParseTrailingCommasFlag | rapidjson::kParseNanAndInfFlag;

std::string number_text(const rapidjson::Value& value) {
  if (value.IsUint64()) return std::to_string(value.GetUint64());
  if (value.IsInt64()) return std::to_string(value.GetInt64());
  return std::isfinite(value.GetDouble()) ? fmt::format("{}", value.GetDouble()) : std::string{};
}

std::string name_of_object(const rapidjson::Value& object) {
  static constexpr std::array<const char*, 7> kNames{"name", "title", "webTitle", "label", "term", "text", "value"};
  for (const char* const name : kNames) {
    const auto member = object.FindMember(name);
    if (member != object.MemberEnd() && member->value.IsString())
      return {member->value.GetString(), member->value.GetStringLength()};
  }
  return {};
}

std::string scalar_text(const rapidjson::Value& value) {
  if (value.IsString()) return {value.GetString(), value.GetStringLength()};
  if (value.IsNumber()) return number_text(value);
  return value.IsObject() ? name_of_object(value) : std::string{};
}

}  // namespace

Result<rapidjson::Document> parse_json(const Document& document, std::string& text, const Limits& limits,
                                       Warnings& warnings) {
  std::ranges::replace(text, '\0', ' ');  // it would end the text for the parser
  clean_json(text, warnings);
  if (const std::size_t depth = depth_of(text); depth > limits.json_depth) {
    return fail(too_much(document, fmt::format("nested {} levels deep; the limit is {}", depth, limits.json_depth)));
  }
  if (values_in(text) > kMostValues) return fail(too_much(document, fmt::format("more than {} values", kMostValues)));
  rapidjson::Document tree;
  if (!tree.ParseInsitu<kStrict>(text.data()).HasParseError()) return tree;
  Warnings again;
  text = text::read_as_utf8(document.bytes, document.content_type).text;
  std::ranges::replace(text, '\0', ' ');
  clean_json(text, again);
  blank_controls(text);
  rapidjson::Document second;
  if (second.ParseInsitu<kLenient>(text.data()).HasParseError()) return fail(json_error(document, tree));
  warnings.add(Flaw::lenient_json);
  return second;
}

const rapidjson::Value* value_at(const rapidjson::Value& tree, const rapidjson::Pointer& pointer) {
  return pointer.Get(tree);
}

std::string description_of(const rapidjson::Value& value) {
  constexpr std::size_t kMostKeys = 12;
  if (value.IsArray()) return fmt::format("an array of {}", value.Size());
  if (value.IsString()) return "a string";
  if (value.IsNumber()) return "a number";
  if (value.IsBool()) return "true or false";
  if (value.IsNull()) return "null";
  if (value.ObjectEmpty()) return "an empty object";
  std::string keys;
  std::size_t shown = 0;
  for (const auto& member : value.GetObject()) {
    if (shown == kMostKeys) return fmt::format("an object with the keys {}…", keys);
    keys += (shown++ > 0 ? ", " : "") + clipped({member.name.GetString(), member.name.GetStringLength()}, 40);
  }
  return fmt::format("an object with the key{} {}", shown == 1 ? "" : "s", keys);
}

std::string dead_end_of(const rapidjson::Value& tree, const rapidjson::Pointer& pointer) {
  const rapidjson::Value* here = &tree;
  std::string path;
  for (std::size_t i = 0; i < pointer.GetTokenCount(); ++i) {
    const rapidjson::Pointer step(pointer.GetTokens() + i, 1);
    const rapidjson::Value* const next = step.Get(*here);
    if (next == nullptr) break;
    here = next;
    path += fmt::format("/{}", std::string_view(pointer.GetTokens()[i].name, pointer.GetTokens()[i].length));
  }
  return fmt::format("{} is {}", path.empty() ? "the document" : clipped(path), description_of(*here));
}

// APIs answer mistakes with status 200 and an explanation: shown, it saves the user a search.
std::string explanation_in(const rapidjson::Value& tree) {
  for (const char* const pointer : {"/message", "/error/message", "/error", "/errors/0/message", "/errors/0", "/detail",
                                    "/title", "/statusText", "/status"}) {
    const rapidjson::Value* const value = value_at(tree, rapidjson::Pointer(pointer));
    if (value == nullptr || !value->IsString()) continue;
    const std::string text = clipped({value->GetString(), value->GetStringLength()}, 160);
    if (!text.empty()) return fmt::format("“{}”", text);
  }
  return {};
}

std::vector<std::string> texts_in(const rapidjson::Value& value) {
  std::vector<std::string> texts;
  const auto add = [&](std::string text) {
    if (!text.empty()) texts.push_back(std::move(text));
  };
  if (!value.IsArray()) {
    add(scalar_text(value));
    return texts;
  }
  for (const auto& element : value.GetArray()) add(scalar_text(element));
  return texts;
}

}  // namespace tb::feed

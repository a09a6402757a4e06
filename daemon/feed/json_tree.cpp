// JSON. RapidJSON parses iteratively, so that depth costs no stack; the depth is bounded all the same, because what is
// built must be walked.
#include "json_tree.hpp"

#include <fmt/format.h>
#include <rapidjson/error/en.h>
#include <rapidjson/reader.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "bounded_tree.hpp"
#include "characters.hpp"
#include "json_repair.hpp"
#include "not_a_feed.hpp"
#include "tenbells/text/charset.hpp"

namespace tb::feed {

namespace {

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
Error json_error(const Document& document, const rapidjson::ParseResult& mistake) {
  const std::string text = text::read_as_utf8(document.bytes, document.content_type).text;
  const std::size_t offset = std::min(mistake.Offset(), text.size());
  const bool early = offset == text.size();
  std::string why =
      early ? "the JSON ends early"
            : fmt::format("not JSON at {}: {}", place_of(text, offset), rapidjson::GetParseError_En(mistake.Code()));
  if (early && text.find_first_not_of(" \t\r\n") == std::string::npos) why = "the document is empty";
  return decode_error(document, std::move(why),
                      "Check the URL; if it is right, the next poll may bring a whole answer.");
}

constexpr unsigned kStrict = rapidjson::kParseIterativeFlag | rapidjson::kParseInsituFlag;
constexpr unsigned kLenient =
    kStrict | rapidjson::kParseCommentsFlag | rapidjson::kParseTrailingCommasFlag | rapidjson::kParseNanAndInfFlag;

struct Parsed {
  rapidjson::Document tree;
  rapidjson::ParseResult result;
  BoundedTree::Met met = BoundedTree::Met::nothing;
};

template <unsigned kFlags>
Parsed parse_in_place(std::string& text, const Limits& limits) {
  Parsed parsed;
  const auto generate = [&](rapidjson::Document& tree) {
    BoundedTree bounded(tree, limits.json_depth);
    rapidjson::InsituStringStream stream(text.data());
    parsed.result = rapidjson::Reader().Parse<kFlags>(stream, bounded);
    parsed.met = bounded.met();
    return !parsed.result.IsError();
  };
  parsed.tree.Populate(generate);
  return parsed;
}

Error bound_met(const Document& document, BoundedTree::Met met, const Limits& limits) {
  return too_much(document, met == BoundedTree::Met::depth
                                ? fmt::format("nested more than {} levels deep", limits.json_depth)
                                : fmt::format("more than {} values", BoundedTree::kMostValues));
}

// A NUL would end the text for the parser.
void blank_nuls(std::string& text) {
  for (std::size_t pos = text.find('\0'); pos != std::string::npos; pos = text.find('\0', pos)) text[pos] = ' ';
}

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

// As it came, for parsing in place has changed it.
std::string cleaned_text(const Document& document) {
  Warnings counted_before;
  std::string text = text::read_as_utf8(document.bytes, document.content_type).text;
  blank_nuls(text);
  clean_json(text, counted_before);
  blank_controls(text);
  return text;
}

// What is whole of a document that was cut; `mistake` is what the strict parser said.
Result<rapidjson::Document> parse_cut(const Document& document, std::string& text, const Limits& limits,
                                      const rapidjson::ParseResult& mistake, Warnings& warnings) {
  constexpr std::size_t kLongestEscape = 12;  // where one is cut, the parser names its beginning
  text = cleaned_text(document);
  const std::size_t end = text.size();
  std::optional<std::string> whole = whole_part_of(text);
  if (mistake.Offset() + kLongestEscape < end || !whole) return fail(json_error(document, mistake));
  text = *std::move(whole);
  Parsed parsed = parse_in_place<kLenient>(text, limits);
  if (parsed.met != BoundedTree::Met::nothing) return fail(bound_met(document, parsed.met, limits));
  if (parsed.result.IsError()) return fail(json_error(document, mistake));
  warnings.add(Flaw::truncated, {}, end);
  return std::move(parsed.tree);
}

}  // namespace

Result<rapidjson::Document> parse_json(const Document& document, std::string& text, const Limits& limits,
                                       Warnings& warnings) {
  blank_nuls(text);
  clean_json(text, warnings);
  Parsed strict = parse_in_place<kStrict>(text, limits);
  if (!strict.result.IsError()) return std::move(strict.tree);
  if (strict.met != BoundedTree::Met::nothing) return fail(bound_met(document, strict.met, limits));
  text = cleaned_text(document);
  Parsed lenient = parse_in_place<kLenient>(text, limits);
  if (lenient.met != BoundedTree::Met::nothing) return fail(bound_met(document, lenient.met, limits));
  if (lenient.result.IsError()) return parse_cut(document, text, limits, strict.result, warnings);
  warnings.add(Flaw::lenient_json, {}, strict.result.Offset());
  return std::move(lenient.tree);
}

const rapidjson::Value* value_at(const rapidjson::Value& tree, const rapidjson::Pointer& pointer) {
  return pointer.Get(tree);
}

std::string text_member(const rapidjson::Value& object, const char* name) {
  if (!object.IsObject()) return {};
  const auto member = object.FindMember(name);
  return member == object.MemberEnd() || member->value.IsObject() ? std::string{} : scalar_text(member->value);
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
                                    "/title", "/statusText", "/fault/faultstring", "/status"}) {
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

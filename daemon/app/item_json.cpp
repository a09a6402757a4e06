// Value by value, so that a corpus of lines needs no more memory than its items and its longest line.
#include "item_json.hpp"

#include <fmt/format.h>
#include <rapidjson/document.h>
#include <rapidjson/encodedstream.h>
#include <rapidjson/error/en.h>
#include <rapidjson/memorystream.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "tenbells/core/nearest.hpp"
#include "tenbells/core/printable.hpp"

namespace tb::app {
namespace {

constexpr std::size_t kMaxDepth = 128;

using Stream = rapidjson::EncodedInputStream<rapidjson::UTF8<>, rapidjson::MemoryStream>;

struct TextMember {
  const char* name;
  std::string Item::*member;
};

struct ListMember {
  const char* name;
  std::vector<std::string> Item::*member;
};

constexpr std::array kTexts{TextMember{"title", &Item::title}, TextMember{"summary", &Item::summary},
                            TextMember{"body", &Item::body},   TextMember{"source", &Item::source},
                            TextMember{"link", &Item::link},   TextMember{"lang", &Item::language},
                            TextMember{"guid", &Item::guid},   TextMember{"language", &Item::language}};
constexpr std::array kLists{ListMember{"author", &Item::authors}, ListMember{"authors", &Item::authors},
                            ListMember{"category", &Item::categories}, ListMember{"categories", &Item::categories},
                            ListMember{"tags", &Item::tags}};

Error wrong(std::string why, std::string advice = {}) {
  return {.kind = ErrorKind::invalid_input,
          .doing = "read the items",
          .to = {},
          .why = std::move(why),
          .advice = std::move(advice)};
}

// Deeper than any news; RapidJSON's tree would grow with every bracket of a hostile document.
bool is_too_deep(std::string_view text) {
  std::size_t depth = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      if (c == '\\') ++i;
      if (c == '"') quoted = false;
    } else if (c == '"') {
      quoted = true;
    } else if (c == '{' || c == '[') {
      if (++depth > kMaxDepth) return true;
    } else if ((c == '}' || c == ']') && depth > 0) {
      --depth;
    }
  }
  return false;
}

std::string place(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, offset);
  const auto line = 1 + std::ranges::count(before, '\n');
  const std::size_t start = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
  const auto column = 1 + std::ranges::count_if(before.substr(start), [](char c) {
                        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
                      });
  return fmt::format("line {}, column {}", line, column);
}

std::string text_in(const rapidjson::Value& value) {
  return {value.GetString(), value.GetStringLength()};
}

std::string kind_of(const rapidjson::Value& value) {
  static constexpr std::array kNames{"null", "false", "true", "an object", "an array", "a text", "a number"};
  return kNames.at(static_cast<std::size_t>(value.GetType()));
}

// Reads one item; remembers the first thing that is wrong with it.
class ItemReader {
 public:
  Result<Item> read(const rapidjson::Value& value) {
    if (value.IsString()) {
      Item item;
      item.title = text_in(value);
      return item;
    }
    if (!value.IsObject()) {
      return fail(wrong(fmt::format("it is {}; an item is an object with a title, or a text", kind_of(value))));
    }
    const auto inner = value.FindMember("item");  // of an alert
    if (inner != value.MemberEnd() && inner->value.IsObject()) return read_object(inner->value);
    return read_object(value);
  }

 private:
  Result<Item> read_object(const rapidjson::Value& object) {
    Item item;
    for (const TextMember& each : kTexts) {
      const auto found = object.FindMember(each.name);
      if (found == object.MemberEnd() || found->value.IsNull()) continue;
      if (found->value.IsString()) {
        item.*each.member = text_in(found->value);
      } else {
        complain(each.name, found->value, "a text");
      }
    }
    for (const ListMember& each : kLists) {
      const auto found = object.FindMember(each.name);
      if (found != object.MemberEnd() && !found->value.IsNull()) read_list(each, found->value, item);
    }
    if (!wrong_.empty()) return fail(wrong(wrong_));
    if (item.title.empty() && item.summary.empty() && item.body.empty()) return fail(without_text(object));
    return item;
  }

  void read_list(const ListMember& each, const rapidjson::Value& value, Item& item) {
    std::vector<std::string>& list = item.*each.member;
    if (value.IsString()) {
      list.push_back(text_in(value));
      return;
    }
    if (!value.IsArray()) return complain(each.name, value, "a text or an array of texts");
    for (const auto& entry : value.GetArray()) {
      if (!entry.IsString()) return complain(each.name, entry, "a text or an array of texts");
      list.push_back(text_in(entry));
    }
  }

  void complain(const char* name, const rapidjson::Value& value, const char* want) {
    if (wrong_.empty()) wrong_ = fmt::format("\"{}\" must be {}, not {}", name, want, kind_of(value));
  }

  static Error without_text(const rapidjson::Value& object) {
    std::string names;
    std::string advice = "Give it a title, a summary or a body.";
    const std::vector<std::string> texts{"title", "summary", "body"};
    for (const auto& member : object.GetObject()) {
      const std::string name = text_in(member.name);
      names += fmt::format("{}\"{}\"", names.empty() ? "" : ", ", printable(shortened(name, 40)));
      if (const auto meant = nearest(name, texts); meant && *meant != name) {
        advice = fmt::format("Did you mean \"{}\" by \"{}\"?", *meant, printable(shortened(name, 40)));
      }
      if (names.size() > 200) break;
    }
    return wrong("an object without title, summary and body" + (names.empty() ? "" : "; it has " + names), advice);
  }

  std::string wrong_;
};

// Places are found only where something is wrong: each is a look through all that stands before it.
tl::unexpected<Error> fail_at(const std::string& where, Error error) {
  error.why = fmt::format("{}: {}", where, error.why);
  return fail(std::move(error));
}

}  // namespace

Result<std::vector<Item>> items_of_json(std::string_view text) {
  if (is_too_deep(text)) {
    Error error = wrong(fmt::format("it is nested more than {} deep", kMaxDepth));
    error.kind = ErrorKind::limit_exceeded;
    return fail(std::move(error));
  }
  std::vector<Item> items;
  rapidjson::MemoryPoolAllocator<> memory;
  rapidjson::MemoryStream bytes(text.data(), text.size());
  Stream stream(bytes);
  const auto skip_blanks = [&] {
    while (bytes.Tell() < text.size() && std::string_view(" \t\r\n").find(text[bytes.Tell()]) != std::string::npos) {
      bytes.Take();
    }
  };
  for (skip_blanks(); bytes.Tell() < text.size(); skip_blanks()) {
    const std::size_t start = bytes.Tell();
    memory.Clear();
    rapidjson::Document value(&memory);
    constexpr unsigned kFlags = rapidjson::kParseStopWhenDoneFlag | rapidjson::kParseIterativeFlag;
    value.ParseStream<kFlags>(stream);
    if (value.HasParseError()) {
      return fail(wrong(fmt::format("{}: this is not JSON: {}", place(text, value.GetErrorOffset()),
                                    rapidjson::GetParseError_En(value.GetParseError()))));
    }
    if (!value.IsArray()) {
      Result<Item> item = ItemReader().read(value);
      if (!item) return fail_at(place(text, start), std::move(item).error());
      items.push_back(*std::move(item));
      continue;
    }
    std::size_t index = 0;
    for (const auto& element : value.GetArray()) {
      ++index;
      Result<Item> item = ItemReader().read(element);
      if (!item) {
        return fail_at(fmt::format("item {} of the array at {}", index, place(text, start)), std::move(item).error());
      }
      items.push_back(*std::move(item));
    }
  }
  return items;
}

bool is_json_feed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos || text[begin] != '{' || is_too_deep(text)) return false;
  rapidjson::Document value;
  value.Parse<rapidjson::kParseStopWhenDoneFlag | rapidjson::kParseIterativeFlag>(text.data(), text.size());
  if (value.HasParseError() || !value.IsObject()) return false;
  const auto version = value.FindMember("version");
  return version != value.MemberEnd() && version->value.IsString() &&
         text_in(version->value).find("jsonfeed.org") != std::string::npos;
}

}  // namespace tb::app

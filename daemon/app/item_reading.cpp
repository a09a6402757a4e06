// Decides what the bytes are, and leaves each kind to whoever reads it.
#include "item_reading.hpp"

#include <fmt/format.h>

#include <utility>

#include "item_json.hpp"
#include "tenbells/core/bytes.hpp"
#include "tenbells/core/printable.hpp"
#include "tenbells/feed/feed.hpp"
#include "tenbells/text/charset.hpp"

namespace tb::app {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

Result<ReadItems> read_feed(const Document& document) {
  Result<feed::Feed> decoded = feed::decode(document, feed::Limits{.detect_languages = true});
  if (!decoded) return fail(std::move(decoded).error());
  ReadItems read;
  for (feed::Entry& entry : decoded->items) {
    if (entry.language.empty()) entry.language = decoded->language;
    read.items.push_back(std::move(static_cast<Item&>(entry)));
  }
  for (const feed::Warning& warning : decoded->warnings) {
    read.warnings.push_back(printable(shortened(warning.message, 300)));
  }
  return read;
}

}  // namespace

InputForm guessed_form(std::string_view text) {
  text = trimmed(text);
  if (text.starts_with('<')) return InputForm::feed;
  if (!text.starts_with('{') && !text.starts_with('[')) return InputForm::text;
  // "[Update] Ferry late" is a headline.
  const std::string_view behind = trimmed(text.substr(1));
  const bool is_json = !behind.empty() && std::string_view("\"{[]}").find(behind.front()) != std::string_view::npos;
  return is_json ? InputForm::json : InputForm::text;
}

Item item_of_text(std::string_view text) {
  text = trimmed(text);
  const std::size_t end = text.find_first_of("\r\n");
  Item item;
  item.title = std::string(trimmed(text.substr(0, end)));
  if (end != std::string_view::npos) item.body = std::string(trimmed(text.substr(end)));
  return item;
}

Result<ReadItems> read_items(const Document& document, std::optional<InputForm> form) {
  const std::string text = text::read_as_utf8(document.bytes, document.content_type).text;
  if (trimmed(text).empty()) {
    return fail({.kind = ErrorKind::invalid_input,
                 .doing = "read the items",
                 .to = {},
                 .why = "it is empty",
                 .advice = "Give a feed, items in JSON, or a text."});
  }
  const InputForm found = form.value_or(guessed_form(text));
  if (found == InputForm::text) return ReadItems{.items = {item_of_text(text)}, .warnings = {}};
  const bool is_feed = found == InputForm::feed || (!form && is_json_feed(text));
  if (is_feed) return read_feed(document);
  Result<std::vector<Item>> items = items_of_json(text);
  if (!items) return fail(std::move(items).error());
  return ReadItems{.items = *std::move(items), .warnings = {}};
}

}  // namespace tb::app

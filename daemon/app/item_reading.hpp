// From a document of any kind to items, for the commands that look at news by hand: a feed, items in JSON, a text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tenbells/core/document.hpp"
#include "tenbells/core/item.hpp"
#include "tenbells/core/result.hpp"

namespace tb::app {

enum class InputForm : std::uint8_t {
  feed,  ///< RSS, Atom, JSON Feed
  json,  ///< an item, an array of them, or one after another (JSON lines)
  text,  ///< one item: the first line is its title, the rest its body
};

struct ReadItems {
  std::vector<Item> items;
  std::vector<std::string> warnings;  ///< of a feed that was read nevertheless; printable
};

/// What a document looks like, from its first bytes.
[[nodiscard]] InputForm guessed_form(std::string_view text);

/// The items of a document. In JSON an item is an object with title, summary, body, author or authors, category or
/// categories, tags, source, link, lang or language (each a text; the lists also an array of texts), an alert that
/// holds such an item, or a text, which is a title. Other members are passed over. Errors: invalid_input with line and
/// column, or with what kind of thing the document is instead; limit_exceeded for JSON nested too deeply. Threads:
/// pure.
[[nodiscard]] Result<ReadItems> read_items(const Document& document, std::optional<InputForm> form);

/// A text as an item: the first line is its title, the rest its body.
[[nodiscard]] Item item_of_text(std::string_view text);

}  // namespace tb::app

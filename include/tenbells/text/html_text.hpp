// From an HTML fragment to the plain text a reader sees. Every title, summary and body of an item passes here.
#pragma once

#include <string>
#include <string_view>

namespace tb::text {

/// The text of an HTML fragment: tags, comments, scripts and styles dropped, entities decoded once, white space
/// collapsed, a line break ("\n", never two) where a block element or <br> makes one. Tolerates everything that a
/// browser does, and loses less: a "<" in front of a name that is no element's, or whose tag is never closed, is text,
/// and a value whose quote is never closed ends with the tag.
///
/// @param html  valid UTF-8
/// Threads: pure; time and memory linear in the input, no recursion.
/// Source: WHATWG HTML §13.2.5 (the tokenizer's states, without its trees).
[[nodiscard]] std::string html_to_text(std::string_view html);

/// A title in HTML as one line. Titles often hold what only looks like markup ("The <canvas> element"), so only the
/// elements that titles really carry are taken for tags; everything else stays as text.
[[nodiscard]] std::string html_to_line(std::string_view html);

/// Plain text as one line: white space collapsed, characters that nobody sees dropped.
[[nodiscard]] std::string plain_to_line(std::string_view text);

/// Decodes character references once, and nothing else: "AT&amp;T" → "AT&T". What is no reference stays as it is.
[[nodiscard]] std::string decode_references(std::string_view text);

/// Whether HTML has, or had, an element of that name, in any case. Other names between angle brackets are text, unless
/// they hold a hyphen or a prefix.
[[nodiscard]] bool is_html_element(std::string_view name);

/// Whether a text that claims to be plain holds markup all the same: an end tag, a <br> or a <p>.
[[nodiscard]] bool looks_like_html(std::string_view text);

}  // namespace tb::text

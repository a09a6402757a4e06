// The tree of an XML document.
#include "xml_tree.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include "characters.hpp"
#include "not_a_feed.hpp"
#include "tenbells/text/charset.hpp"
#include "xml_feed.hpp"
#include "xml_repair.hpp"

namespace tb::feed {

namespace {

// A tree of tags takes up to thirty times the room of their text: "<a/>" is four bytes and a node of sixty-four.
constexpr std::size_t kMostTags = 1'000'000;

// In pieces whose count fits a byte, so that the compiler compares sixteen bytes at a time.
std::size_t tags_in(std::string_view text) {
  constexpr std::size_t kPiece = 128;
  std::size_t tags = 0;
  for (; text.size() >= kPiece; text.remove_prefix(kPiece)) {
    std::uint8_t opened = 0;
    for (std::size_t i = 0; i < kPiece; ++i) opened = static_cast<std::uint8_t>(opened + (text[i] == '<' ? 1 : 0));
    tags += opened;
  }
  return tags + static_cast<std::size_t>(std::ranges::count(text, '<'));
}

// What a section holds makes no tree. Only asked of a document that is suspect.
std::size_t tags_outside_sections(std::string_view text) {
  std::size_t tags = 0;
  for (std::size_t pos = text.find('<'); pos != std::string_view::npos; pos = text.find('<', pos)) {
    const bool section = text.substr(pos, 9) == "<![CDATA[";
    const std::size_t end = section ? text.find("]]>", pos) : pos;
    ++tags;
    if (end == std::string_view::npos) break;
    pos = end + 1;
  }
  return tags;
}

// Where the text stops being well-formed; nothing if it is.
std::optional<std::size_t> parse_well_formed(std::string& text, std::size_t start, pugi::xml_document& tree) {
  // White space between inline elements matters: <b>one</b> <b>two</b>.
  constexpr unsigned kOptions =
      pugi::parse_cdata | pugi::parse_escapes | pugi::parse_eol | pugi::parse_wconv_attribute | pugi::parse_ws_pcdata;
  const pugi::xml_parse_result result =
      tree.load_buffer_inplace(text.data() + start, text.size() - start, kOptions, pugi::encoding_utf8);
  if (result) return std::nullopt;
  return start + static_cast<std::size_t>(std::max<std::ptrdiff_t>(result.offset, 0));
}

// Text behind the last tag, which the parser passes over.
std::optional<std::size_t> text_behind(std::string_view text) {
  const std::size_t last = text.find_last_not_of(" \t\r\n");
  if (last == std::string_view::npos || text[last] == '>') return std::nullopt;
  return text.find_last_of('>') + 1;
}

// Whether a second root is no feed: what follows a feed and is one is read too.
bool is_followed_by_other_markup(const pugi::xml_document& tree) {
  const pugi::xml_node root = tree.document_element();
  for (pugi::xml_node node = root.next_sibling(); node; node = node.next_sibling()) {
    if (node.type() == pugi::node_element && !is_feed_root(node.name())) return true;
  }
  return false;
}

}  // namespace

std::string text_of_document(const Document& document, Warnings& warnings) {
  text::Utf8Document read = text::read_as_utf8(document.bytes, document.content_type);
  if (!read.claim.empty()) warnings.add(Flaw::wrong_charset, read.claim + ", read as " + read.charset);
  if (read.replaced > 0) {
    warnings.add(Flaw::undecodable_bytes, "read as " + read.charset, read.text.find("\xEF\xBF\xBD"), read.replaced);
  }
  return std::move(read.text);
}

Result<void> read_tree(const Document& document, std::string& text, std::size_t start, pugi::xml_document& tree,
                       Warnings& warnings) {
  if (tags_in(text) > kMostTags && tags_outside_sections(text) > kMostTags) {
    Error error = decode_error(document, fmt::format("more than {} tags", kMostTags),
                               "Ask the publisher for a feed of fewer items.");
    error.kind = ErrorKind::limit_exceeded;
    return fail(std::move(error));
  }
  const std::optional<std::size_t> behind = text_behind(text);
  const std::optional<std::size_t> broken = parse_well_formed(text, start, tree);
  if (!broken) {
    if (behind || is_followed_by_other_markup(tree)) warnings.add(Flaw::trailing_junk, {}, behind);
    return {};
  }
  Warnings again;  // the same flaws as at the first reading, counted once
  BrokenXml xml{.text = text_of_document(document, again), .start = start};
  xml.broken = place_before_cleaning(xml.text, *broken);
  xml.end = xml.text.size();
  text = {};
  tree.reset();
  clean_xml(xml.text, again);
  repair_xml(std::move(xml), tree, warnings);
  return {};
}

}  // namespace tb::feed

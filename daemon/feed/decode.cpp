// decode: a document's bytes to UTF-8, then whoever reads its format. Well-formed XML is parsed in place; only what
// that parser refuses is read again, from the bytes, by the repairing one.
#include <fmt/format.h>

#include <algorithm>
#include <pugixml.hpp>

#include "characters.hpp"
#include "json_feed.hpp"
#include "not_a_feed.hpp"
#include "sniff.hpp"
#include "tenbells/feed/feed.hpp"
#include "tenbells/text/charset.hpp"
#include "warnings.hpp"
#include "xml_feed.hpp"
#include "xml_repair.hpp"

namespace tb::feed {

namespace {

std::string text_of_document(const Document& document, Warnings& warnings) {
  text::Utf8Document read = text::read_as_utf8(document.bytes, document.content_type);
  if (!read.claim.empty()) warnings.add(Flaw::wrong_charset, read.claim + ", read as " + read.charset);
  if (read.replaced > 0) warnings.add(Flaw::undecodable_bytes, "read as " + read.charset, {}, read.replaced);
  return std::move(read.text);
}

bool parse_well_formed(std::string& text, std::size_t start, pugi::xml_document& tree) {
  // White space between inline elements matters: <b>one</b> <b>two</b>.
  constexpr unsigned kOptions =
      pugi::parse_cdata | pugi::parse_escapes | pugi::parse_eol | pugi::parse_wconv_attribute | pugi::parse_ws_pcdata;
  return static_cast<bool>(
      tree.load_buffer_inplace(text.data() + start, text.size() - start, kOptions, pugi::encoding_utf8));
}

// A tree of tags takes up to thirty times the room of their text: "<a/>" is four bytes and a node of sixty-four.
constexpr std::ptrdiff_t kMostTags = 2'000'000;

bool is_truncated(const std::vector<Warning>& warnings) {
  for (const Warning& warning : warnings) {
    if (warning.kind == WarningKind::truncated) return true;
  }
  return false;
}

Result<Feed> decode_xml(const Document& document, std::string text, std::size_t start, const Limits& limits,
                        Warnings& warnings) {
  if (std::ranges::count(text, '<') > kMostTags) {
    Error error = decode_error(document, fmt::format("more than {} tags", kMostTags),
                               "Ask the publisher for a feed of fewer items.");
    error.kind = ErrorKind::limit_exceeded;
    return fail(std::move(error));
  }
  pugi::xml_document tree;
  if (!parse_well_formed(text, start, tree)) {
    Warnings again;  // the same flaws as at the first reading, counted once
    text = text_of_document(document, again);
    clean_xml(text, again);
    tree.reset();
    repair_xml(text, start, tree, warnings);
  }
  Feed feed = read_xml_feed(tree, document.url, limits, warnings);
  feed.warnings = warnings.take();
  if (feed.items.empty() && is_truncated(feed.warnings)) {
    return fail(decode_error(document, "the document ends early, before its first item is whole",
                             "The next poll may bring it whole."));
  }
  return feed;
}

}  // namespace

Result<Feed> decode(const Document& document, const Limits& limits) {
  Warnings warnings;
  std::string text = text_of_document(document, warnings);
  const Sniffed raw = sniff(text);
  if (raw.shape == Shape::json) return decode_json_feed(document, std::move(text), limits, warnings);
  if (raw.shape == Shape::binary) return fail(not_a_feed(document, text, raw));
  clean_xml(text, warnings);
  const Sniffed sniffed = sniff(text);
  if (sniffed.shape != Shape::xml_feed) return fail(not_a_feed(document, text, sniffed));
  if (sniffed.junk_in_front) warnings.add(Flaw::leading_junk, std::string_view(text).substr(0, sniffed.start), 0);
  const std::size_t start = sniffed.start;
  return decode_xml(document, std::move(text), start, limits, warnings);
}

}  // namespace tb::feed

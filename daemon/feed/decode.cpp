// decode: a document's bytes to UTF-8, then whoever reads its format.
#include <algorithm>
#include <pugixml.hpp>

#include "characters.hpp"
#include "json_feed.hpp"
#include "not_a_feed.hpp"
#include "reading.hpp"
#include "sniff.hpp"
#include "tenbells/feed/detected_language.hpp"
#include "tenbells/feed/feed.hpp"
#include "warnings.hpp"
#include "wire_xml.hpp"
#include "xml_feed.hpp"
#include "xml_tree.hpp"

namespace tb::feed {

namespace {

bool is_truncated(const std::vector<Warning>& warnings) {
  for (const Warning& warning : warnings) {
    if (warning.kind == WarningKind::truncated) return true;
  }
  return false;
}

// "</rss" without its ">": nothing is missing.
bool ends_in_root_end_tag(std::string_view text, const pugi::xml_document& tree) {
  text = text.substr(0, text.find_last_not_of(" \t\r\n") + 1);
  const std::size_t last = text.rfind("</");
  return last != std::string_view::npos && text.substr(last + 2) == tree.document_element().name();
}

Result<Feed> decode_xml(const Document& document, std::string text, std::size_t start, const Limits& limits,
                        Warnings& warnings) {
  constexpr std::size_t kLongestTag = 256;  // of a root's end
  const std::string end(text, text.size() - std::min(text.size(), kLongestTag));
  pugi::xml_document tree;
  if (Result<void> built = read_tree(document, text, start, tree, warnings); !built) {
    return fail(std::move(built).error());
  }
  const auto read = is_wire_root(tree.document_element().name()) ? read_wire_xml : read_xml_feed;
  Feed feed = read(tree, base_of(document), limits, warnings);
  feed.warnings = warnings.take();
  if (feed.items.empty() && is_truncated(feed.warnings) && !ends_in_root_end_tag(end, tree)) {
    return fail(decode_error(document, "the document ends early, before its first item is whole",
                             "The next poll may bring it whole."));
  }
  return feed;
}

Result<Feed> decode_as_found(const Document& document, const Limits& limits) {
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

bool is_about_repair(const Warning& warning) {
  const WarningKind kind = warning.kind;
  return kind == WarningKind::repaired || kind == WarningKind::truncated || kind == WarningKind::entity ||
         kind == WarningKind::characters;
}

// Whether items of the document may be missing from what was read.
bool may_lack_items(const Warning& warning) {
  const WarningKind kind = warning.kind;
  return kind == WarningKind::repaired || kind == WarningKind::truncated || kind == WarningKind::limit;
}

// What the server says of the language counts where the document says nothing.
void inherit_language(Feed& feed, const std::string& language) {
  if (language.empty() || !feed.language.empty()) return;
  feed.language = language;
  for (Entry& item : feed.items) {
    if (item.language.empty()) item.language = language;
  }
}

}  // namespace

Result<Feed> decode(const Document& document, const Limits& limits) {
  Result<Feed> feed = decode_as_found(document, limits);
  if (!feed) return feed;
  inherit_language(*feed, language_of(document));
  if (limits.detect_languages) detect_languages(feed->items);
  // What a complete feed does not list is taken for removed, so it must be whole.
  if (std::ranges::any_of(feed->warnings, may_lack_items)) feed->channel.is_complete = false;
  feed->repaired = std::ranges::any_of(feed->warnings, is_about_repair);
  return feed;
}

}  // namespace tb::feed

// feed::decode, whole: it does more than six fields, and leaves nothing of it out here.
#include <stdexcept>

#include "parser.hpp"
#include "tenbells/feed/feed.hpp"

namespace tb::bench {
namespace {

std::vector<SixFields> decoded(const Document& document, const feed::Limits& limits) {
  Result<feed::Feed> feed = feed::decode(document, limits);
  if (!feed) throw std::runtime_error(feed.error().why);
  std::vector<SixFields> items;
  items.reserve(feed->items.size());
  for (feed::Entry& item : feed->items) {
    items.push_back({.title = std::move(item.title),
                     .link = std::move(item.link),
                     .id = std::move(item.guid),
                     .summary = std::move(item.summary),
                     .body = std::move(item.body)});
  }
  return items;
}

}  // namespace

std::vector<SixFields> parse_with_tenbells(const Document& document) {
  return decoded(document, feed::Limits{});
}

std::vector<SixFields> parse_with_tenbells_and_languages(const Document& document) {
  feed::Limits limits;
  limits.detect_languages = true;
  return decoded(document, limits);
}

std::vector<SixFields> parse_with_tenbells_and_html(const Document& document) {
  feed::Limits limits;
  limits.keep_html = true;
  return decoded(document, limits);
}

}  // namespace tb::bench

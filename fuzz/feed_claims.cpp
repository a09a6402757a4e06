// The claims. Limits are small, so that a small input can meet them.
#include "feed_claims.hpp"

#include <algorithm>
#include <boost/algorithm/string/case_conv.hpp>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "tenbells/feed/feed.hpp"
#include "tenbells/text/utf8.hpp"

namespace tb::fuzz {

namespace {

constexpr feed::Limits kLimits{
    .items = 20, .text = Bytes{1000}, .json_depth = 32, .xml_depth = 32, .keep_html = true, .detect_languages = true};

void require_text(const std::string& text) {
  require(text::is_valid_utf8(text), "a text is valid UTF-8");
  require(text.size() <= kLimits.text.count, "a text is within the limit");
}

void require_printable(const std::string& line) {
  require(text::is_valid_utf8(line), "a line is valid UTF-8");
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
  require(std::ranges::none_of(line, is_control), "a line holds no control character");
}

void require_line(const std::string& line) {
  require_text(line);
  require_printable(line);
}

// No text: percent-encoding makes it longer.
void require_link(const std::string& link) {
  const std::string scheme = boost::algorithm::to_lower_copy(link.substr(0, link.find("//")));
  require(link.empty() || scheme == "http:" || scheme == "https:", "a link is http or https");
  require_printable(link);
}

void require_entry(const feed::Entry& entry) {
  require_line(entry.title);
  require_line(entry.guid);
  require_link(entry.link);
  require_text(entry.summary);
  require_text(entry.body);
  for (const std::string& author : entry.authors) require_line(author);
  for (const std::string& category : entry.categories) require_line(category);
  for (const std::string* html : {&entry.html.title, &entry.html.summary, &entry.html.body})
    require(text::is_valid_utf8(*html), "HTML is valid UTF-8");
}

void require_warning(const feed::Warning& warning, std::size_t size) {
  require(!warning.message.empty() && warning.message.size() < 400, "a warning is a short sentence");
  require(text::is_valid_utf8(warning.message), "a warning is valid UTF-8");
  // Any byte may become three: U+FFFD.
  require(!warning.offset || *warning.offset <= 3 * size + 3, "a warning points into the document");
}

}  // namespace

void require(bool holds, const char* claim) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", claim);
  std::abort();
}

void require_sound_feed(std::string_view bytes) {
  const Document document{.bytes = std::string(bytes), .url = "https://news.example/feed"};
  const Result<feed::Feed> feed = feed::decode(document, kLimits);
  require(feed == feed::decode(document, kLimits), "decoding is a pure function");
  if (!feed) {
    require(!feed.error().why.empty() && text::is_valid_utf8(feed.error().why), "an error says why");
    return;
  }
  require(feed->items.size() <= kLimits.items, "items are within the limit");
  require_line(feed->title);
  require_link(feed->link);
  for (const feed::Entry& entry : feed->items) require_entry(entry);
  for (const feed::Warning& warning : feed->warnings) require_warning(warning, bytes.size());
}

}  // namespace tb::fuzz

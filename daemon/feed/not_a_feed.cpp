// What people get instead of a feed: a page of the site, a login, a challenge, a list of feeds, a picture.
#include "not_a_feed.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

#include "links.hpp"
#include "names.hpp"
#include "tenbells/text/html_text.hpp"
#include "warnings.hpp"

namespace tb::feed {

namespace {

constexpr std::size_t kSearched = 262'144;  // a page's head lies in its first quarter of a megabyte

struct KnownRoot {
  std::string_view name;
  std::string_view what;
};

constexpr std::array kKnownRoots{
    KnownRoot{"opml", "a list of feeds (OPML)"},
    KnownRoot{"urlset", "a sitemap"},
    KnownRoot{"sitemapindex", "a list of sitemaps"},
    KnownRoot{"svg", "an SVG picture"},
    KnownRoot{"envelope", "a SOAP message"},
    KnownRoot{"stylesheet", "an XSLT stylesheet"},
    KnownRoot{"error", "an error message in XML"},
    KnownRoot{"contentmeta", "a part of a NewsML-G2 item"},
    KnownRoot{"itemmeta", "a part of a NewsML-G2 item"},
};

struct Magic {
  std::string_view bytes;
  std::string_view what;
};

constexpr std::array kMagics{
    Magic{"\x89PNG", "a PNG picture"},    Magic{"\xFF\xD8\xFF", "a JPEG picture"},
    Magic{"GIF8", "a GIF picture"},       Magic{"%PDF", "a PDF"},
    Magic{"PK\x03\x04", "a ZIP archive"}, Magic{"\x1F\x8B", "gzip data that was not declared as such"},
};

std::string_view value_of(std::string_view tag, std::string_view name) {
  for (std::size_t pos = 0; pos + name.size() < tag.size(); ++pos) {
    if (!same_name(tag.substr(pos, name.size()), name) || tag[pos + name.size()] != '=') continue;
    std::string_view value = tag.substr(pos + name.size() + 1);
    if (value.empty()) return {};
    const bool quoted = value.front() == '"' || value.front() == '\'';
    const std::size_t end = quoted ? value.find(value.front(), 1) : value.find_first_of(" \t\r\n>");
    return value.substr(quoted ? 1 : 0, end == std::string_view::npos ? end : end - (quoted ? 1 : 0));
  }
  return {};
}

// A tag without its ">", or what of it comes before the next "<": of all tags together, no byte is looked at twice.
std::string_view tag_at(std::string_view page, std::size_t pos) {
  constexpr std::size_t kLongestTag = 2048;
  page = page.substr(pos, kLongestTag);
  return page.substr(0, page.find_first_of("<>", 1));
}

// The feed that a page names: <link rel="alternate" type="application/rss+xml" href="…">.
std::string feed_named_by(std::string_view page, std::string_view url) {
  static constexpr std::array<std::string_view, 3> kTypes{"application/rss+xml", "application/atom+xml",
                                                          "application/feed+json"};
  for (std::size_t pos = page.find('<'); pos != std::string_view::npos; pos = page.find('<', pos + 1)) {
    if (!same_name(page.substr(pos, 5), "<link")) continue;
    const std::string_view tag = tag_at(page, pos);
    const std::string_view type = value_of(tag, "type");
    if (std::ranges::none_of(kTypes, [&](std::string_view feed) { return same_name(type, feed); })) continue;
    std::string link = resolve_link(url, text::decode_references(value_of(tag, "href")));
    if (!link.empty()) return link;
  }
  return {};
}

std::string title_of(std::string_view page) {
  for (std::size_t pos = page.find('<'); pos != std::string_view::npos; pos = page.find('<', pos + 1)) {
    if (!same_name(page.substr(pos, 6), "<title")) continue;
    const std::size_t from = page.find('>', pos);
    if (from == std::string_view::npos) return {};
    return clipped(text::html_to_line(page.substr(from + 1, page.find('<', from) - from - 1)));
  }
  return {};
}

Error html_page(const Document& document, std::string_view text) {
  const std::string_view page = text.substr(0, kSearched);
  const std::string title = title_of(page);
  const std::string feed = feed_named_by(page, document.url);
  std::string why =
      title.empty() ? "an HTML page, not a feed" : fmt::format("an HTML page titled “{}”, not a feed", title);
  std::string advice =
      feed.empty() ? "Open the URL in a browser: it may want a login or moved; then configure the feed's own URL."
                   : fmt::format("The page names its feed: {}", feed);
  return decode_error(document, std::move(why), std::move(advice));
}

std::string what_xml(std::string_view root) {
  const std::string_view local = local_part(root);
  const auto* const known =
      std::ranges::find_if(kKnownRoots, [&](const KnownRoot& row) { return same_name(row.name, local); });
  if (known != kKnownRoots.end())
    return fmt::format("{} (root element <{}>), not a feed", known->what, clipped(root, 40));
  return fmt::format("an XML document with the root element <{}>, not a feed", clipped(root, 40));
}

std::string what_binary(std::string_view bytes) {
  const auto* const known =
      std::ranges::find_if(kMagics, [&](const Magic& row) { return bytes.starts_with(row.bytes); });
  return fmt::format("{}, not a feed", known != kMagics.end() ? known->what : "binary data");
}

}  // namespace

Error decode_error(const Document& document, std::string why, std::string advice) {
  return {.kind = ErrorKind::invalid_input,
          .doing = "decode feed",
          .to = document.url,
          .why = std::move(why),
          .advice = std::move(advice)};
}

Error not_a_feed(const Document& document, std::string_view text, const Sniffed& sniffed) {
  constexpr const char* kAskPublisher = "Check the URL in a browser; ask the publisher for the address of the feed.";
  switch (sniffed.shape) {
    case Shape::nothing:
      return decode_error(
          document, document.bytes.empty() ? "the document is empty" : "the document holds nothing but white space",
          "If this lasts, ask the publisher: the server answers without a feed.");
    case Shape::html:
      return html_page(document, text);
    case Shape::binary:
      return decode_error(document, what_binary(document.bytes), kAskPublisher);
    case Shape::other_xml:
      return decode_error(document, what_xml(sniffed.root), kAskPublisher);
    default:
      break;
  }
  if (text.substr(sniffed.start).starts_with("<")) {
    return decode_error(document, "the document ends early, before its root element",
                        "The next poll may bring it whole.");
  }
  return decode_error(document, fmt::format("plain text, not a feed: “{}”", clipped(text.substr(sniffed.start))),
                      kAskPublisher);
}

}  // namespace tb::feed

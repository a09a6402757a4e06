// Sentences are drawn from a small stock by a generator of fixed constants, so that any two runs have the same items.
#include "feed_text.hpp"

#include <fmt/format.h>
#include <zlib.h>

#include <array>
#include <cstdint>
#include <iterator>
#include <random>
#include <stdexcept>
#include <string_view>

namespace tb::bench {
namespace {

constexpr std::size_t kItems = 20;
constexpr std::size_t kSentences = 5;

constexpr std::array<std::string_view, 8> kSubjects{
    "The harbour authority",  "A spokesman for the ministry", "The central bank",     "The regional court",
    "A group of researchers", "The railway company",          "The foreign minister", "Residents of the old town"};
constexpr std::array<std::string_view, 8> kVerbs{
    "announced on Monday", "would neither confirm nor deny", "has put off once more", "expects by the end of the year",
    "warned again of",     "spent the afternoon discussing", "finds no fault with",   "asked the neighbours about"};
constexpr std::array<std::string_view, 8> kObjects{"the new ferry to the outer islands",
                                                   "a balloon over the strait",
                                                   "export controls on pumps",
                                                   "a budget of 14 million",
                                                   "the delayed winter timetable",
                                                   "talks that were to stay secret",
                                                   "what the storm has left",
                                                   "a second bridge"};

template <class Words>
std::string_view pick(const Words& words, std::minstd_rand& random) {
  return words[random() / 16 % words.size()];
}

std::string sentence(std::minstd_rand& random) {
  const std::string_view subject = pick(kSubjects, random);
  const std::string_view verb = pick(kVerbs, random);
  const std::string_view object = pick(kObjects, random);
  return fmt::format("{} {} {}", subject, verb, object);
}

void add_item(std::string& feed, std::size_t source, std::size_t number) {
  std::minstd_rand random(static_cast<std::uint_fast32_t>(source * 7919 + number * 104'729 + 1));
  const std::string title = sentence(random);
  fmt::format_to(std::back_inserter(feed),
                 "<item><title>{}</title><link>https://news.example/{}/{}</link>"
                 "<guid isPermaLink=\"false\">desk-{}-{}</guid><category>World</category>"
                 "<pubDate>Tue, 24 Nov 2026 {:02}:{:02}:00 GMT</pubDate><description><![CDATA[",
                 title, source, number, source, number, number / 60 % 24, number % 60);
  for (std::size_t i = 0; i < kSentences; ++i) {
    fmt::format_to(std::back_inserter(feed), "<p>{}, and {}; {}.</p>\n", sentence(random), sentence(random),
                   sentence(random));
  }
  feed += "]]></description></item>\n";
}

}  // namespace

std::string feed_of(std::size_t source, std::size_t newest) {
  std::string feed = fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\"><channel><title>Desk {}</title>"
      "<link>https://news.example/{}</link><description>Invented news</description><language>en</language>\n",
      source, source);
  for (std::size_t i = 0; i < kItems && i <= newest; ++i) add_item(feed, source, newest - i);
  feed += "</channel></rss>\n";
  return feed;
}

std::string gzipped(const std::string& text) {
  constexpr int kGzip = 15 + 16;  // the largest window, and gzip's header
  z_stream stream{};
  if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, kGzip, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::runtime_error("zlib cannot be started");
  }
  std::string out(deflateBound(&stream, text.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

}  // namespace tb::bench

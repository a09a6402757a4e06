// Fuzz target: any bytes as a document of a wire (NewsML-G2, NewsML 1, NITF, ninjs). Besides what holds of every feed,
// the lists of an entry are bounded, its files are at web addresses, and its urgency is one.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "feed_claims.hpp"
#include "tenbells/feed/feed.hpp"
#include "tenbells/text/utf8.hpp"

namespace {

using namespace tb::feed;
using tb::fuzz::require;

constexpr std::size_t kMost = 100;

void require_address(const std::string& url) {
  require(url.empty() || url.starts_with("http://") || url.starts_with("https://"), "a file is at a web address");
}

void require_codes(const std::vector<std::string>& codes) {
  require(codes.size() <= kMost, "codes are bounded");
  for (const std::string& code : codes) require(!code.empty() && tb::text::is_valid_utf8(code), "a code is a text");
}

void require_wire(const Entry& entry) {
  require(entry.categories.size() <= kMost && entry.authors.size() <= kMost, "names are bounded");
  require(entry.enclosures.size() <= kMost, "files are bounded");
  require_address(entry.image);
  for (const Enclosure& file : entry.enclosures) require_address(file.url);
  if (!entry.wire) return;
  require(!entry.wire->urgency || (*entry.wire->urgency >= 1 && *entry.wire->urgency <= 9), "urgency is 1 … 9");
  require_codes(entry.wire->codes);
  require_codes(entry.wire->replaces);
  require_codes(entry.wire->signals);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(bytes), size);
  tb::fuzz::require_sound_feed(input);
  const auto feed = decode({.bytes = std::string(input), .url = "https://wire.example/d/news"}, Limits{});
  if (!feed) return 0;
  for (const Entry& entry : feed->items) require_wire(entry);
  return 0;
}

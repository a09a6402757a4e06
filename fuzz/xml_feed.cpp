// Fuzz target: any bytes as a feed in XML. What does not begin with "<" gets a feed around it, so that half of all
// inputs reach the reading of items.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "feed_claims.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(bytes), size);
  const bool whole = input.starts_with('<') || input.starts_with("\xEF\xBB\xBF") || input.starts_with("\xFF\xFE");
  tb::fuzz::require_sound_feed(
      whole ? std::string(input) : std::string("<rss><channel><item>").append(input).append("</item></channel></rss>"));
  return 0;
}

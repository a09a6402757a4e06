// Fuzz target: any bytes as a JSON Feed. What does not begin with a bracket becomes the inside of an item.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "feed_claims.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(bytes), size);
  const bool whole = input.starts_with('{') || input.starts_with('[');
  tb::fuzz::require_sound_feed(
      whole ? std::string(input)
            : std::string(R"({"version":"https://jsonfeed.org/version/1.1","items":[{)").append(input).append("}]}"));
  return 0;
}

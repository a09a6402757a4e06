// Fuzz target: any bytes as a text whose language is asked for. The library behind it must never see what it cannot
// bear, whatever lies behind the text; asking again gives the same.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "tenbells/text/language.hpp"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void ask(const std::string& text) {
  const std::string_view language = tb::text::detect_language(text);
  require(language.size() <= sizeof("zh-Hant"));
  require(tb::text::detect_language(text) == language);
  const std::string_view beginning = std::string_view(text).substr(0, text.size() / 2);
  require(tb::text::detect_language(beginning) == tb::text::detect_language(std::string(beginning)));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  ask(std::string(reinterpret_cast<const char*>(bytes), size));
  return 0;
}

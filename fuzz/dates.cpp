// Fuzz target: any bytes as a date. Reading them must end in bounded time and give nothing or a moment of the years
// that are promised; white space around a date changes nothing, and neither does asking again.
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "tenbells/text/dates.hpp"

namespace {

using tb::Moment;
using tb::text::parse_date;

void require(bool holds) {
  if (!holds) std::abort();
}

void ask(const std::string& text) {
  const std::optional<Moment> moment = parse_date(text);
  require(parse_date(text) == moment);
  if (!moment) return;
  constexpr std::chrono::days kADay{1};  // what a zone may move a date out of the years
  require(*moment >= Moment{} - kADay);
  require(*moment < Moment{std::chrono::sys_days{std::chrono::year{10'000} / 1 / 1}} + kADay);
  require(parse_date(" " + text + "\n") == moment);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  ask(std::string(reinterpret_cast<const char*>(bytes), size));
  return 0;
}

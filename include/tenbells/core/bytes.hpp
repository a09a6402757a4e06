// Bytes: a size in bytes as its own type, so that a limit cannot be mistaken for a count of anything else.
#pragma once

#include <compare>
#include <cstdint>

namespace tb {

struct Bytes {
  std::uint64_t count = 0;

  friend constexpr auto operator<=>(const Bytes&, const Bytes&) = default;
};

constexpr Bytes operator""_B(unsigned long long n) {
  return {n};
}
constexpr Bytes operator""_KiB(unsigned long long n) {
  return {n << 10};
}
constexpr Bytes operator""_MiB(unsigned long long n) {
  return {n << 20};
}

}  // namespace tb

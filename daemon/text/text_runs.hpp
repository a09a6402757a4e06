// Runs of ordinary text, sixteen bytes at a time: most of every text is copied as it is, and only what may be white,
// invisible or markup is looked at. SSE2 is on every x86-64 machine; elsewhere the bytes are taken one by one.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace tb::text {

/// What ends a run besides white and invisible characters.
enum class Stops : std::uint8_t { nothing_else, markup };

/// How many bytes behind the run's last one `copy_run` may overwrite in `out`.
inline constexpr std::size_t kRunSlack = 16;

namespace runs {

// Besides markup: controls, DEL, a space behind a space, and the first byte of U+0080…A0, U+00AD, U+1680, U+2000…200B,
// U+2028…202F, U+2040…207F, U+3000, U+FEC0…FEFF.
[[nodiscard]] constexpr bool may_vanish(unsigned char first, unsigned char second, unsigned char third) {
  switch (first) {
    case 0xC2:
      return second <= 0xA0 || second == 0xAD;
    case 0xE1:
      return second == 0x9A;
    case 0xE2:
      return second == 0x81 || (second == 0x80 && (third <= 0x8B || (third & 0xF8) == 0xA8));
    case 0xE3:
      return second == 0x80 && third == 0x80;
    case 0xEF:
      return second == 0xBB;
    default:
      return first < 0x20 || first == 0x7F;
  }
}

#if defined(__SSE2__)

inline constexpr std::size_t kBlock = 16;
inline constexpr std::size_t kLookedAt = kBlock + 2;  // a sequence may go on behind the block

inline __m128i bytes_at(const char* in) {
  return _mm_loadu_si128(reinterpret_cast<const __m128i*>(in));
}

inline __m128i equals(__m128i bytes, int value) {
  return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(static_cast<char>(value)));
}

// Unsigned: those not above `value` stay what they are when the smaller of both is taken.
inline __m128i at_most(__m128i bytes, int value) {
  return _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(static_cast<char>(value))), bytes);
}

inline __m128i may_vanish_beyond_ascii(__m128i first, const char* in) {
  const __m128i second = bytes_at(in + 1);
  const __m128i third = bytes_at(in + 2);
  const __m128i latin = _mm_and_si128(equals(first, 0xC2), _mm_or_si128(at_most(second, 0xA0), equals(second, 0xAD)));
  const __m128i ogham = _mm_and_si128(equals(first, 0xE1), equals(second, 0x9A));
  const __m128i third_of_spaces =
      _mm_or_si128(at_most(third, 0x8B), equals(_mm_and_si128(third, _mm_set1_epi8(static_cast<char>(0xF8))), 0xA8));
  const __m128i after_e2 = _mm_or_si128(_mm_and_si128(equals(second, 0x80), third_of_spaces), equals(second, 0x81));
  const __m128i punctuation = _mm_and_si128(equals(first, 0xE2), after_e2);
  const __m128i ideographic =
      _mm_and_si128(equals(first, 0xE3), _mm_and_si128(equals(second, 0x80), equals(third, 0x80)));
  const __m128i mark = _mm_and_si128(equals(first, 0xEF), equals(second, 0xBB));
  return _mm_or_si128(_mm_or_si128(_mm_or_si128(latin, ogham), _mm_or_si128(punctuation, ideographic)), mark);
}

/// Copies a block; a bit for each byte that ends a run. Reads kLookedAt bytes. `space_before` says, with one bit,
/// whether the byte before the block is a space, and is set for the next.
template <Stops kStops>
inline unsigned copy_block(const char* in, char* out, unsigned& space_before) {
  const __m128i bytes = bytes_at(in);
  _mm_storeu_si128(reinterpret_cast<__m128i*>(out), bytes);
  __m128i stops = _mm_or_si128(at_most(bytes, 0x1F), equals(bytes, 0x7F));
  if constexpr (kStops == Stops::markup) {
    stops = _mm_or_si128(stops, _mm_or_si128(equals(bytes, '<'), equals(bytes, '&')));
  }
  if (_mm_movemask_epi8(bytes) != 0) stops = _mm_or_si128(stops, may_vanish_beyond_ascii(bytes, in));
  const auto spaces = static_cast<unsigned>(_mm_movemask_epi8(equals(bytes, ' ')));
  const unsigned doubled = spaces & (spaces << 1 | space_before);
  space_before = spaces >> (kBlock - 1);
  return static_cast<unsigned>(_mm_movemask_epi8(stops)) | doubled;
}

#endif

}  // namespace runs

/// Copies text up to the first byte that must be looked at: a control, a white or invisible character other than a
/// single space between two others, with Stops::markup "<" and "&" too. A run never begins with a space; it may end
/// with one. Returns how many bytes were copied.
///
/// @param out  room for `size` + kRunSlack bytes
template <Stops kStops>
inline std::size_t copy_run(const char* in, std::size_t size, char* out) {
  using namespace runs;
  std::size_t pos = 0;
#if defined(__SSE2__)
  unsigned space_before = 1;
  for (; pos + kLookedAt <= size; pos += kBlock) {
    const unsigned stops = copy_block<kStops>(in + pos, out + pos, space_before);
    if (stops != 0) return pos + static_cast<std::size_t>(std::countr_zero(stops));
  }
  while (pos < size) {
    std::array<char, kLookedAt> rest{};  // the NULs behind the end are controls, and stop
    const std::size_t left = size - pos;
    std::memcpy(rest.data(), in + pos, left < rest.size() ? left : rest.size());
    const unsigned stops = copy_block<kStops>(rest.data(), out + pos, space_before);
    if (stops != 0) return pos + static_cast<std::size_t>(std::countr_zero(stops));
    pos += kBlock;
  }
  return pos;
#else
  const auto byte = [&](std::size_t at) { return at < size ? static_cast<unsigned char>(in[at]) : 0; };
  for (; pos < size; ++pos) {
    if (may_vanish(byte(pos), byte(pos + 1), byte(pos + 2))) break;
    if (kStops == Stops::markup && (in[pos] == '<' || in[pos] == '&')) break;
    if (in[pos] == ' ' && (pos == 0 || in[pos - 1] == ' ')) break;
    out[pos] = in[pos];
  }
  return pos;
#endif
}

}  // namespace tb::text

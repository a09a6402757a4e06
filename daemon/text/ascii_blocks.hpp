// ASCII, many bytes at a time: most of all news is ASCII, and folding and cutting it into words is the first thing that
// happens to each byte. SSE2 is on every x86-64 machine; elsewhere the compiler makes of the loops what it can.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "tenbells/text/fold.hpp"

namespace tb::text {

inline constexpr std::size_t kFoldBlock = 16;
inline constexpr std::size_t kWordBlock = 64;

[[nodiscard]] constexpr bool is_ascii(char c) {
  return static_cast<unsigned char>(c) < 0x80;
}

/// Sets no bit for bytes that are no ASCII.
[[nodiscard]] constexpr bool is_ascii_alphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
}

template <Case kCase>
[[nodiscard]] constexpr char folded_ascii(char c) {
  if (c == '`') return '\'';
  return kCase == Case::fold && c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// What the bytes of a block are: bit n stands for byte n.
struct WordBlock {
  std::uint64_t alphanumeric = 0;
  std::uint64_t foreign = 0;  ///< no ASCII
  std::uint64_t apostrophe = 0;
  std::uint64_t dot = 0;
};

#if defined(__SSE2__)

/// Writes kFoldBlock folded bytes of ASCII; returns a bit for each byte that is none, and is written as it is.
template <Case kCase>
[[nodiscard]] inline unsigned fold_block(const char* in, char* out) {
  const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(in));
  const __m128i backticks = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('`'));
  __m128i folded = _mm_xor_si128(bytes, _mm_and_si128(backticks, _mm_set1_epi8('`' ^ '\'')));
  if constexpr (kCase == Case::fold) {
    const __m128i from_a = _mm_cmpgt_epi8(bytes, _mm_set1_epi8('A' - 1));
    const __m128i to_z = _mm_cmplt_epi8(bytes, _mm_set1_epi8('Z' + 1));
    folded = _mm_or_si128(folded, _mm_and_si128(_mm_and_si128(from_a, to_z), _mm_set1_epi8('a' ^ 'A')));
  }
  _mm_storeu_si128(reinterpret_cast<__m128i*>(out), folded);
  return static_cast<unsigned>(_mm_movemask_epi8(bytes));
}

/// Sorts kWordBlock bytes.
[[nodiscard]] inline WordBlock word_block(const char* in) {
  WordBlock block;
  for (int part = 0; part < 4; ++part) {
    const int shift = part * 16;
    const auto bits = [shift](__m128i mask) {
      return std::uint64_t{static_cast<unsigned>(_mm_movemask_epi8(mask))} << shift;
    };
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(in + shift));
    const __m128i small = _mm_or_si128(bytes, _mm_set1_epi8(0x20));
    const __m128i letters =
        _mm_and_si128(_mm_cmpgt_epi8(small, _mm_set1_epi8('a' - 1)), _mm_cmplt_epi8(small, _mm_set1_epi8('z' + 1)));
    const __m128i digits =
        _mm_and_si128(_mm_cmpgt_epi8(bytes, _mm_set1_epi8('0' - 1)), _mm_cmplt_epi8(bytes, _mm_set1_epi8('9' + 1)));
    block.alphanumeric |= bits(_mm_or_si128(letters, digits));
    block.foreign |= bits(bytes);
    block.apostrophe |= bits(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('\'')));
    block.dot |= bits(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('.')));
  }
  return block;
}

#else

template <Case kCase>
[[nodiscard]] inline unsigned fold_block(const char* in, char* out) {
  unsigned foreign = 0;
  for (std::size_t i = 0; i < kFoldBlock; ++i) {
    out[i] = folded_ascii<kCase>(in[i]);
    foreign |= static_cast<unsigned>(!is_ascii(in[i])) << i;
  }
  return foreign;
}

[[nodiscard]] inline WordBlock word_block(const char* in) {
  WordBlock block;
  for (std::size_t i = 0; i < kWordBlock; ++i) {
    block.alphanumeric |= std::uint64_t{is_ascii_alphanumeric(in[i])} << i;
    block.foreign |= std::uint64_t{!is_ascii(in[i])} << i;
    block.apostrophe |= std::uint64_t{in[i] == '\''} << i;
    block.dot |= std::uint64_t{in[i] == '.'} << i;
  }
  return block;
}

#endif

}  // namespace tb::text

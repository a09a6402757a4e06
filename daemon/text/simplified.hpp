// Traditional Chinese as simplified: 臺灣 and 台灣 are 台湾 to who looks for it. One character becomes one character;
// what depends on the words around (乾 in 乾坤) is folded the same way everywhere, as both sides of a comparison are.
#pragma once

#include <unicode/utypes.h>

#include <array>
#include <cstdint>

#include "characters.hpp"

namespace tb::text {

/// Read from ICU's transliterator "Traditional-Simplified" at the first use, which takes about 15 ms.
class SimplifiedChinese {
 public:
  /// Threads: safe on any.
  static const SimplifiedChinese& table();

  /// The simplified form of a character; itself if it has none. Needs is_ideograph_block(code), and so is the answer.
  [[nodiscard]] UChar32 operator[](UChar32 code) const {
    const std::uint16_t form = forms_[static_cast<std::size_t>(code - kFirst)];
    return form == 0 ? code : form;
  }

 private:
  static constexpr UChar32 kFirst = 0x3400;

  SimplifiedChinese();

  std::array<std::uint16_t, 0xA000 - kFirst> forms_{};  ///< 0: itself
};

}  // namespace tb::text

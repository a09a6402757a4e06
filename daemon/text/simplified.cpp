// The transliterator knows 2,900 characters and some hundred words; asking it for each character once is all we take of
// it. Creating it parses its rules, which is nearly all of the time.
#include "simplified.hpp"

#include <unicode/translit.h>
#include <unicode/uniset.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <utility>
#include <vector>

namespace tb::text {
namespace {

struct Pair {
  UChar32 traditional = 0;
  UChar32 simplified = 0;
};

std::vector<Pair> pairs() {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::Transliterator> simplify(
      icu::Transliterator::createInstance("Traditional-Simplified", UTRANS_FORWARD, status));
  if (U_FAILURE(status) || simplify == nullptr) {
    std::fprintf(stderr, "fold: ICU came without its transliterator Traditional-Simplified (%s)\n",
                 u_errorName(status));
    std::abort();
  }
  icu::UnicodeSet known;
  simplify->getSourceSet(known);
  std::vector<Pair> all;
  for (std::int32_t range = 0; range < known.getRangeCount(); ++range) {
    for (UChar32 code = known.getRangeStart(range); code <= known.getRangeEnd(range); ++code) {
      icu::UnicodeString text(code);
      simplify->transliterate(text);
      const UChar32 form = text.char32At(0);
      const bool is_one_for_one = text.length() == 1 && form != code;
      if (is_one_for_one && is_ideograph_block(code) && is_ideograph_block(form)) all.push_back({code, form});
    }
  }
  return all;
}

}  // namespace

SimplifiedChinese::SimplifiedChinese() {
  const std::vector<Pair> all = pairs();
  const auto form_of = [this](UChar32 code) -> std::uint16_t& {
    return forms_[static_cast<std::size_t>(code - kFirst)];
  };
  for (const auto& [traditional, simplified] : all) form_of(traditional) = static_cast<std::uint16_t>(simplified);
  // ICU 72 exchanges 苧 and 苎: of such a pair the smaller stands for both, or neither spelling would find the other.
  for (const auto& [traditional, simplified] : all) {
    const UChar32 twice = (*this)[simplified];
    if (twice == simplified) continue;
    form_of(traditional) = static_cast<std::uint16_t>(std::min(simplified, twice));
  }
  for (const auto& [traditional, simplified] : all) {
    if (form_of(traditional) == traditional) form_of(traditional) = 0;
  }
}

const SimplifiedChinese& SimplifiedChinese::table() {
  static const SimplifiedChinese table;
  return table;
}

}  // namespace tb::text

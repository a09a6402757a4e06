// Open addressing, at most half full; the filter has sixteen bits for each word or more.
#include "key_table.hpp"

#include <algorithm>
#include <bit>

namespace tb::rules {
namespace {

constexpr std::size_t kFewestSlots = 64;
constexpr std::size_t kFilterBitsASlot = 8;

}  // namespace

KeyTable::KeyTable(std::vector<Row> rows) {
  std::ranges::stable_sort(rows, {}, &Row::tag);
  std::size_t tags = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) tags += i == 0 || rows[i].tag != rows[i - 1].tag ? 1 : 0;
  const std::size_t slots = std::bit_ceil(std::max(kFewestSlots, tags * 2));
  slots_.resize(slots);
  filter_.resize(slots * kFilterBitsASlot / 64);
  slot_shift_ = 32 - static_cast<unsigned>(std::countr_zero(slots));
  filter_shift_ = slot_shift_ - static_cast<unsigned>(std::countr_zero(kFilterBitsASlot));
  keyed_.reserve(rows.size());
  for (std::size_t i = 0; i < rows.size();) {
    const std::uint32_t tag = rows[i].tag;
    const auto first = static_cast<std::uint32_t>(i);
    for (; i < rows.size() && rows[i].tag == tag; ++i) keyed_.push_back(rows[i].keyed);
    std::size_t at = tag >> slot_shift_;
    while (slots_[at].first != slots_[at].last) at = (at + 1) & (slots - 1);
    slots_[at] = {.tag = tag, .first = first, .last = static_cast<std::uint32_t>(i)};
    const std::uint32_t bit = tag >> filter_shift_;
    filter_[bit >> 6] |= std::uint64_t{1} << (bit & 63U);
  }
}

std::size_t KeyTable::bytes() const {
  return slots_.capacity() * sizeof(Slot) + filter_.capacity() * 8 + keyed_.capacity() * sizeof(Keyed);
}

}  // namespace tb::rules

// One slot of the ledger's file: how a record lies in it, and how it is read while another process writes it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace tb::journal {

// In words of eight bytes, in the machine's own order: sequence, checksum, lengths, then the id and the record. The
// sequence is odd while the slot is being written. The checksum (XXH3) is of all that follows it and is in use.
inline constexpr std::size_t kSlotHeader = 3;
inline constexpr std::size_t kSlotText = 315;  // 2,520 bytes: PollLedger::kMaxBytes
inline constexpr std::size_t kSlotWords = kSlotHeader + kSlotText;

using Slot = std::span<std::uint64_t, kSlotWords>;

struct SlotReading {
  enum class State : std::uint8_t {
    vacant,
    whole,
    torn,  ///< written by halves: by a power cut, or by a process that was killed
  };

  State state = State::vacant;
  std::string id;
  std::string record;
};

/// Never mistakes two halves of records for one: the checksum tells.
[[nodiscard]] SlotReading read_slot(Slot slot);

/// An empty id makes the slot vacant. Both together fit into kSlotText.
void write_slot(Slot slot, std::string_view id, std::string_view record);

}  // namespace tb::journal

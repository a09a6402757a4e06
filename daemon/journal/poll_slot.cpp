// A seqlock over memory that processes share: every word goes through an atomic, so that the compiler neither drops nor
// joins what the other side must see.
#include "poll_slot.hpp"

#include <xxhash.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <thread>

namespace tb::journal {
namespace {

constexpr std::size_t kSequence = 0;
constexpr std::size_t kChecksum = 1;
constexpr std::size_t kLengths = 2;

// A write takes less than a microsecond; a writer that was stopped in the midst of one is not waited for.
constexpr int kTries = 64;

using Words = std::array<std::uint64_t, kSlotWords>;

std::uint64_t load(Slot slot, std::size_t at, std::memory_order order = std::memory_order_relaxed) {
  return std::atomic_ref(slot[at]).load(order);
}

void store(Slot slot, std::size_t at, std::uint64_t word, std::memory_order order = std::memory_order_relaxed) {
  std::atomic_ref(slot[at]).store(word, order);
}

std::size_t id_length(std::uint64_t lengths) {
  return lengths >> 32U;
}

std::size_t record_length(std::uint64_t lengths) {
  return lengths & 0xffff'ffffU;
}

// Words from the lengths to the end of the record; 0 for lengths that no writer wrote.
std::size_t words_of(std::uint64_t lengths) {
  const std::size_t bytes = id_length(lengths) + record_length(lengths);
  return bytes > kSlotText * sizeof(std::uint64_t) ? 0
                                                   : 1 + (bytes + sizeof(std::uint64_t) - 1) / sizeof(std::uint64_t);
}

std::uint64_t checksum(const Words& words) {
  return XXH3_64bits(&words[kLengths], words_of(words[kLengths]) * sizeof(std::uint64_t));
}

Words copy_of(Slot slot) {
  Words words{};
  words[kChecksum] = load(slot, kChecksum);
  words[kLengths] = load(slot, kLengths);
  for (std::size_t i = 1; i < words_of(words[kLengths]); ++i) words[kLengths + i] = load(slot, kLengths + i);
  return words;
}

SlotReading reading_of(const Words& words) {
  const std::uint64_t lengths = words[kLengths];
  if (id_length(lengths) == 0 && record_length(lengths) == 0) return {};
  if (id_length(lengths) == 0 || words_of(lengths) == 0 || checksum(words) != words[kChecksum]) {
    return {.state = SlotReading::State::torn, .id = {}, .record = {}};
  }
  const char* text = reinterpret_cast<const char*>(&words[kSlotHeader]);
  return {.state = SlotReading::State::whole,
          .id = {text, id_length(lengths)},
          .record = {text + id_length(lengths), record_length(lengths)}};
}

}  // namespace

SlotReading read_slot(Slot slot) {
  SlotReading reading;
  for (int i = 0; i < kTries; ++i) {
    const std::uint64_t before = load(slot, kSequence, std::memory_order_acquire);
    const Words words = copy_of(slot);
    std::atomic_thread_fence(std::memory_order_acquire);
    const bool at_rest = before % 2 == 0 && load(slot, kSequence) == before;
    reading = reading_of(words);
    if (at_rest || reading.state == SlotReading::State::whole) break;
    std::this_thread::yield();
  }
  return reading;
}

void write_slot(Slot slot, std::string_view id, std::string_view record) {
  Words words{};
  words[kLengths] = std::uint64_t{id.size()} << 32U | record.size();
  char* text = reinterpret_cast<char*>(&words[kSlotHeader]);
  std::ranges::copy(record, std::ranges::copy(id, text).out);
  words[kChecksum] = checksum(words);

  const std::uint64_t writing = load(slot, kSequence) | 1U;  // it is odd already where a writer was killed
  store(slot, kSequence, writing);
  std::atomic_thread_fence(std::memory_order_release);
  for (std::size_t i = kChecksum; i < kLengths + words_of(words[kLengths]); ++i) store(slot, i, words[i]);
  store(slot, kSequence, writing + 1, std::memory_order_release);
}

}  // namespace tb::journal

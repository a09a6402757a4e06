// The file: a page of header, then slots. Of a damaged one nothing is repaired; it is put out of the way.
#include "tenbells/journal/poll_ledger.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

#include "mapped_file.hpp"
#include "poll_slot.hpp"

namespace tb::journal {
namespace {

static_assert(PollLedger::kMaxBytes == kSlotText * sizeof(std::uint64_t));

constexpr std::uint64_t kMagic = 0x534C'4C4F'5042'5454;  // "TTBPOLLS", on a little-endian machine
constexpr std::uint64_t kVersion = 1;
constexpr std::size_t kFirstSlots = 64;
constexpr std::size_t kMostSlots = 1'000'000;  // a file that claims more is damaged

// The header's words. `kUsed` counts the slots that were ever handed out, so that nobody need look beyond.
constexpr std::size_t kMagicWord = 0;
constexpr std::size_t kVersionWord = 1;
constexpr std::size_t kUsedWord = 2;
constexpr std::size_t kHeaderWords = 512;

std::size_t bytes_for(std::size_t slots) {
  return (kHeaderWords + slots * kSlotWords) * sizeof(std::uint64_t);
}

std::size_t capacity(const MappedFile& file) {
  return (file.words().size() - kHeaderWords) / kSlotWords;
}

std::size_t used(const MappedFile& file) {
  return std::atomic_ref(file.words()[kUsedWord]).load(std::memory_order_acquire);
}

void set_used(MappedFile& file, std::size_t slots) {
  std::atomic_ref(file.words()[kUsedWord]).store(slots, std::memory_order_release);
}

Slot slot_at(const MappedFile& file, std::size_t index) {
  return file.words().subspan(kHeaderWords + index * kSlotWords).first<kSlotWords>();
}

Error ledger_error(ErrorKind kind, const std::filesystem::path& path, std::string why, std::string advice = {}) {
  return {.kind = kind,
          .doing = "open the ledger of polls",
          .to = path.string(),
          .why = std::move(why),
          .advice = std::move(advice)};
}

std::optional<Error> wrong_with(const MappedFile& file, const std::filesystem::path& path) {
  const std::span<const std::uint64_t> words = file.words();
  if (words.size() < kHeaderWords || words[kMagicWord] != kMagic) {
    return ledger_error(ErrorKind::corrupt, path, "it is no ledger, or damaged");
  }
  if (words[kVersionWord] != kVersion) {
    return ledger_error(
        ErrorKind::invalid_input, path,
        fmt::format("another tenbells wrote it (version {}, this one knows {})", words[kVersionWord], kVersion));
  }
  if (used(file) > kMostSlots) return ledger_error(ErrorKind::corrupt, path, "its header is damaged");
  return std::nullopt;
}

// Written aside and renamed, so that a file of that name has a header whenever somebody looks.
Result<void> create(const std::filesystem::path& path) {
  const std::filesystem::path aside = path.string() + ".new";
  const int descriptor = ::open(aside.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  int code = descriptor < 0 ? errno : 0;
  if (code == 0) code = ::posix_fallocate(descriptor, 0, static_cast<off_t>(bytes_for(kFirstSlots)));
  constexpr std::array kHeader{kMagic, kVersion, std::uint64_t{0}};
  if (code == 0 && ::pwrite(descriptor, kHeader.data(), sizeof kHeader, 0) != sizeof kHeader) code = EIO;
  if (descriptor >= 0) ::close(descriptor);
  if (code == 0 && ::rename(aside.c_str(), path.c_str()) != 0) code = errno;
  if (code == 0) return {};
  if (descriptor >= 0) ::unlink(aside.c_str());
  const bool is_full = code == ENOSPC || code == EFBIG || code == EDQUOT;
  return fail(
      {.kind = is_full ? ErrorKind::unavailable : ErrorKind::refused,
       .doing = "create the ledger of polls",
       .to = path.string(),
       .why = std::strerror(code),
       .advice = is_full ? "Make room on the disk." : "Give the user that runs tenbells write access to the folder."});
}

using File = std::unique_ptr<MappedFile>;

Result<File> create_and_open(const std::filesystem::path& path) {
  if (const Result<void> created = create(path); !created) return fail(created.error());
  return MappedFile::open(path, Opening::write);
}

// Puts a file that is of no use out of the way of a new one. What was wrong with it becomes the warning.
Result<File> replace(const std::filesystem::path& path, Error& wrong) {
  const std::filesystem::path aside = path.string() + ".damaged";
  if (::rename(path.c_str(), aside.c_str()) != 0) {
    return fail(ledger_error(ErrorKind::refused, path,
                             fmt::format("{}, and it cannot be moved aside: {}", wrong.why, std::strerror(errno))));
  }
  wrong.advice = fmt::format("It was moved to {}; how sources are polled is learned anew.", aside.string());
  return create_and_open(path);
}

}  // namespace

std::filesystem::path ledger_path(const Options& options) {
  return options.path.string() + ".polls";
}

Result<PollLedger::Opened> PollLedger::open(const std::filesystem::path& path, Opening opening) {
  Result<File> file = MappedFile::open(path, opening);
  if (!file && file.error().kind == ErrorKind::not_found && opening == Opening::write) file = create_and_open(path);
  if (!file) return fail(std::move(file).error().during("open the ledger of polls", path.string()));
  std::optional<Error> warning = wrong_with(**file, path);
  if (warning) {
    if (opening == Opening::read) {
      warning->advice = "At its next start the daemon moves it aside and begins a new one.";
      return fail(*std::move(warning));
    }
    file = replace(path, *warning);
    if (!file) return fail(std::move(file).error());
  }
  Opened opened{.ledger = std::unique_ptr<PollLedger>(new PollLedger(*std::move(file))), .warning = std::move(warning)};
  std::optional<Error> damage = opened.ledger->take_stock(path, opening);
  if (damage) opened.warning = std::move(damage);
  return opened;
}

PollLedger::PollLedger(std::unique_ptr<MappedFile> file) : file_(std::move(file)) {}
PollLedger::~PollLedger() = default;

// Which source lies where. Of what is torn not even the source is known; its slot is free.
std::optional<Error> PollLedger::take_stock(const std::filesystem::path& path, Opening opening) {
  const std::size_t counted = used(*file_);
  const std::size_t there = std::min(counted, capacity(*file_));
  std::size_t lost = counted - there;
  for (std::size_t i = 0; i < there; ++i) {
    SlotReading slot = read_slot(slot_at(*file_, i));
    if (slot.state == SlotReading::State::torn) ++lost;
    const bool is_used = slot.state == SlotReading::State::whole && slots_.try_emplace(std::move(slot.id), i).second;
    if (is_used) continue;
    free_.push_back(i);
    // After a power cut a source may also lie in two slots: it had been forgotten in one of them.
    if (opening == Opening::write && slot.state != SlotReading::State::vacant) write_slot(slot_at(*file_, i), {}, {});
  }
  if (opening == Opening::write) set_used(*file_, there);
  if (lost == 0) return std::nullopt;
  return ledger_error(ErrorKind::corrupt, path, fmt::format("{} of {} records are damaged or missing", lost, counted),
                      "How these sources were polled is learned anew.");
}

std::optional<std::string> PollLedger::find(std::string_view id) const {
  const auto found = slots_.find(id);
  if (found == slots_.end()) return std::nullopt;
  SlotReading slot = read_slot(slot_at(*file_, found->second));
  // To a reader, a slot may meanwhile have become another source's.
  if (slot.state != SlotReading::State::whole || slot.id != id) return std::nullopt;
  return std::move(slot.record);
}

Result<void> PollLedger::put(std::string_view id, std::string_view record) {
  if (id.empty() || id.size() + record.size() > kMaxBytes) {
    return fail({.kind = ErrorKind::limit_exceeded,
                 .doing = "note a poll",
                 .to = std::string(id.substr(0, 100)),
                 .why = fmt::format("{} bytes do not fit into {}", id.size() + record.size(), kMaxBytes),
                 .advice = {}});
  }
  auto found = slots_.find(id);
  if (found == slots_.end()) {
    const Result<std::size_t> slot = new_slot();
    if (!slot) return fail(slot.error());
    found = slots_.emplace(std::string(id), *slot).first;
  }
  write_slot(slot_at(*file_, found->second), id, record);
  return {};
}

Result<std::size_t> PollLedger::new_slot() {
  if (!free_.empty()) {
    const std::size_t slot = free_.back();
    free_.pop_back();
    return slot;
  }
  const std::size_t slot = used(*file_);
  if (slot == capacity(*file_)) {
    const Result<void> grown = file_->grow(bytes_for(std::max(kFirstSlots, 2 * slot)));
    if (!grown) return fail(grown.error());
  }
  set_used(*file_, slot + 1);
  return slot;
}

void PollLedger::forget(std::span<const std::string> ids) {
  for (const std::string& id : ids) {
    const auto found = slots_.find(id);
    if (found == slots_.end()) continue;
    write_slot(slot_at(*file_, found->second), {}, {});
    free_.push_back(found->second);
    slots_.erase(found);
  }
}

std::vector<std::string> PollLedger::ids() const {
  std::vector<std::string> ids;
  ids.reserve(slots_.size());
  for (const auto& [id, slot] : slots_) ids.push_back(id);
  return ids;
}

}  // namespace tb::journal

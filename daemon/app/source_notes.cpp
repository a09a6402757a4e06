// A record that cannot be kept costs one early poll after the next start, and is said once.
#include "source_notes.hpp"

#include <fmt/format.h>
#include <xxhash.h>

#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "tenbells/http/url.hpp"
#include "tenbells/source/origin_gate.hpp"
#include "tenbells/source/poll.hpp"

namespace tb::app {
namespace {

// Sixteen bits: a change is seen, and a password in what was hashed cannot be guessed from them.
std::string mark(const std::string& text) {
  return fmt::format("{:04x}", XXH3_64bits(text.data(), text.size()) & 0xffffU);
}

struct Asked {
  std::string origin;
  std::string whole;
};

Asked asked(const source::Options& source, const SourceState& state) {
  const std::string address = source::address_of(source, state);
  const std::string origin = source::origin_of(http::canonical_url(address).value_or(address));
  return {.origin = mark(origin), .whole = mark(origin) + mark(source::stream_of(source, state))};
}

}  // namespace

SourceNotes::SourceNotes(const journal::Options& options, Log& log) : log_(log) {
  Result<journal::PollLedger::Opened> opened =
      journal::PollLedger::open(journal::ledger_path(options), journal::Opening::write);
  if (!opened) {
    log_.warning("how polling goes cannot be noted: after a restart sources are asked too early",
                 {{"why", to_string(opened.error())}});
    return;
  }
  if (opened->warning) log_.warning("notes on polling were unreadable", {{"why", to_string(*opened->warning)}});
  ledger_ = std::move(opened->ledger);
}

SourceRecord SourceNotes::find(const source::Options& source, const SourceState& state) const {
  if (!ledger_) return {};
  const std::optional<std::string> text = ledger_->find(source.id);
  if (!text) return {};
  SourceRecord record = source_record_of(*text);
  const Asked now = asked(source, state);
  if (record.asked.empty() || record.asked == now.whole) return record;
  SourceRecord kept{.health = record.health, .standing = {}};
  const schedule::Standing& before = record.standing;
  if (before.reason == schedule::Reason::throttled && record.asked.starts_with(now.origin)) {
    kept.standing.last_polled_at = before.last_polled_at;
    kept.standing.reason = before.reason;
    kept.standing.held_until = before.held_until;
  }
  return kept;
}

void SourceNotes::put(const source::Options& source, const SourceState& state, SourceRecord record) {
  if (!ledger_) return;
  record.asked = asked(source, state).whole;
  const Result<void> noted = ledger_->put(source.id, to_text(record));
  if (noted || has_said_) return;
  has_said_ = true;
  log_.warning("how a source is polled cannot be noted: after a restart it is asked too early",
               {{"source", source.id}, {"why", to_string(noted.error())}});
}

void SourceNotes::keep_only(std::span<const std::string> ids) {
  if (!ledger_) return;
  const std::set<std::string_view> kept(ids.begin(), ids.end());
  std::vector<std::string> gone;
  for (std::string& id : ledger_->ids()) {
    if (!kept.contains(id)) gone.push_back(std::move(id));
  }
  ledger_->forget(gone);
}

}  // namespace tb::app

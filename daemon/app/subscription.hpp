// Subscription: one source as its stream of requests feeds it: what is remembered of it and how it does. Several
// sources with the same address are one stream and as many subscriptions.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <string_view>
#include <vector>

#include "intake_line.hpp"
#include "source_health.hpp"
#include "tenbells/core/source_state.hpp"
#include "tenbells/journal/journal.hpp"
#include "tenbells/source/options.hpp"
#include "tenbells/source/poll.hpp"

namespace tb::app {

/// Lives on the I/O thread.
class Subscription final {
 public:
  /// @param line, journal, clock  outlive the subscription
  Subscription(source::Options options, IntakeLine& line, journal::Journal& journal, const Clock& clock);

  /// Reads what the journal remembers of the source.
  asio::awaitable<Result<void>> recall();

  /// Takes in what a poll brought. The state moves on only when the document was read and what was new in it is
  /// durable.
  asio::awaitable<TakenIn> take(source::Polled polled);

  /// Takes in a page of older items, which changes nothing else.
  asio::awaitable<TakenIn> take_page(Document page);

  /// Remembers durably that the source is not polled any more.
  asio::awaitable<Result<void>> park(std::string_view why);

  /// Forgets that again.
  asio::awaitable<Result<void>> let_go();

  [[nodiscard]] const source::Options& options() const { return options_; }
  [[nodiscard]] const SourceState& state() const { return state_; }

  SourceHealth health;  ///< kept by the watcher

 private:
  asio::awaitable<Result<void>> save();
  void compare_listed(TakenIn& taken);

  source::Options options_;
  IntakeLine& line_;
  journal::Journal& journal_;
  const Clock& clock_;
  SourceState state_;
  SourceState saved_;           // as the journal has it
  std::vector<Listed> listed_;  // by the last document, if it said that it was complete
};

}  // namespace tb::app

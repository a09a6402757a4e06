// The line from a document to the journal, in the order of docs/architecture.md: decode, identify, new?, language,
// match, alert, commit. What is slow runs on the CPU pool over values it owns.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "source_health.hpp"
#include "tenbells/alerting/make_alerts.hpp"
#include "tenbells/async/cpu_pool.hpp"
#include "tenbells/core/clock.hpp"
#include "tenbells/core/document.hpp"
#include "tenbells/core/source_state.hpp"
#include "tenbells/feed/feed.hpp"
#include "tenbells/feed/options.hpp"
#include "tenbells/journal/journal.hpp"
#include "tenbells/rules/rule_set.hpp"
#include "tenbells/source/options.hpp"

namespace tb::app {

namespace asio = boost::asio;

/// What a reload replaces, whole.
struct Rulebook {
  std::shared_ptr<const rules::RuleSet> rules;
  std::vector<alerting::Route> routes;
};

/// An item as a document lists it.
struct Listed {
  std::string id;
  std::string title;  ///< shortened

  friend bool operator==(const Listed&, const Listed&) = default;
};

/// What take_in reports of one document.
struct TakenIn {
  PollEnd end;
  feed::Channel channel;          ///< what the document says of itself; empty if it could not be read
  std::vector<Moment> published;  ///< of the new items, as far as they are dated
  std::vector<Listed> listed;     ///< all items of a document that says it is complete (RFC 5005 §2); else none
  std::vector<Listed> removed;    ///< those that the complete document before listed and this one does not
  std::size_t alerts = 0;
  bool committed = false;  ///< the source's new state is in the journal
};

/// Lives on the I/O thread; everything it refers to outlives it.
class IntakeLine final {
 public:
  struct Stations {
    journal::Journal& journal;
    async::CpuPool& pool;
    const Clock& clock;
    feed::Limits limits;
    std::shared_ptr<const Rulebook>& rulebook;  ///< read at each document: a reload swaps it
    std::function<void()> rang;                 ///< called after a commit that put alerts into the outbox
  };

  explicit IntakeLine(Stations stations) : stations_(std::move(stations)) {}

  /// @param outcome  of the poll that brought the document
  /// @param state    to be committed with its items; baselined_at still that of before
  asio::awaitable<TakenIn> take_in(source::Options source, Document document, SourceState state, Outcome outcome);

 private:
  asio::awaitable<Result<std::size_t>> record(source::Options source, std::vector<Item> fresh, bool may_ring,
                                              SourceState state);

  Stations stations_;
};

}  // namespace tb::app

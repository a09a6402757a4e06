// The loop between outbox and sink. It decides nothing about the target: it keeps order, waits, acknowledges, and says
// once when a sink stops and once when it delivers again.
#include "tenbells/sink/courier.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "tenbells/async/cancelled.hpp"

namespace tb::sink {
namespace {

// How long an idle courier sleeps without being rung: a safety net, not a rhythm.
constexpr std::chrono::seconds kIdle{30};
constexpr std::chrono::seconds kFirstRetry{1};
constexpr std::chrono::seconds kLongestRetry{60};

constexpr std::chrono::seconds kLongestAsked = std::chrono::days{1};

// Apart, those that can be read and the positions of those that cannot.
struct Unpacked {
  std::vector<Outgoing> batch;
  std::vector<std::pair<std::int64_t, std::string>> unreadable;
};

Unpacked unpack(std::vector<journal::Queued> queued) {
  Unpacked unpacked;
  unpacked.batch.reserve(queued.size());
  for (journal::Queued& entry : queued) {
    Result<Alert> alert = alert_from_json(entry.alert);
    if (alert) {
      unpacked.batch.push_back(
          {.position = entry.position, .alert = std::move(*alert), .json = std::move(entry.alert)});
    } else {
      unpacked.unreadable.emplace_back(entry.position, to_string(alert.error()));
    }
  }
  return unpacked;
}

}  // namespace

std::chrono::nanoseconds retry_wait(int failures_in_a_row, std::optional<std::chrono::seconds> retry_after,
                                    double chance) {
  std::chrono::seconds wait = kFirstRetry;
  for (int i = 1; i < failures_in_a_row && wait < kLongestRetry; ++i) wait = std::min(wait * 2, kLongestRetry);
  if (retry_after) wait = std::max(wait, std::min(*retry_after, kLongestAsked));
  const std::chrono::duration<double> lengthened = wait * (1.0 + chance / 10);
  return std::chrono::duration_cast<std::chrono::nanoseconds>(lengthened);
}

Courier::Courier(std::string name, std::unique_ptr<Sink> sink, const asio::any_io_executor& executor,
                 const Surroundings& surroundings)
    : name_(std::move(name)),
      sink_(std::move(sink)),
      around_(surroundings),
      bell_(executor),
      random_(static_cast<unsigned>(std::hash<std::string>{}(name_))) {}

asio::awaitable<void> Courier::run() {
  for (;;) {
    const bool more = co_await carry_once();
    bool stop = co_await async::is_cancelled();
    if (stop) co_return;
    if (more) continue;
    idle_ = true;
    co_await bell_.wait_for(kIdle);
    stop = co_await async::is_cancelled();
    if (stop) co_return;
    idle_ = false;
  }
}

// One batch. False if there was nothing to carry.
asio::awaitable<bool> Courier::carry_once() {
  // What a full disk kept from being noted is noted first: the target must not get it again meanwhile.
  Result<void> done = co_await settle();
  if (done) {
    Result<std::vector<journal::Queued>> queued = co_await around_.journal.waiting(name_, sink_->batch_limit());
    const bool stop = co_await async::is_cancelled();
    if (stop || (queued && queued->empty())) co_return false;
    if (queued) {
      done = co_await carry(std::move(*queued));
    } else {
      done = fail(std::move(queued).error());
    }
  }
  if (done) {
    recovered();
  } else {
    co_await pause(done.error());
  }
  co_return true;
}

asio::awaitable<Result<void>> Courier::carry(std::vector<journal::Queued> queued) {
  Unpacked unpacked = unpack(std::move(queued));
  unsettled_.refused = std::move(unpacked.unreadable);
  Delivery delivery;
  if (!unpacked.batch.empty()) delivery = co_await sink_->deliver(unpacked.batch);
  note(unpacked.batch, delivery);
  retry_after_ = delivery.retry_after;
  const Result<void> settled = co_await settle();
  if (!settled) co_return settled;
  if (delivery.trouble) co_return fail(std::move(*delivery.trouble));
  co_return Result<void>();
}

void Courier::note(const std::vector<Outgoing>& batch, Delivery& delivery) {
  std::size_t refused = 0;
  for (std::size_t i = 0; i < delivery.verdicts.size(); ++i) {
    if (delivery.verdicts[i] == Verdict::delivered) unsettled_.delivered.push_back(batch[i].position);
    if (delivery.verdicts[i] != Verdict::refused) continue;
    unsettled_.refused.emplace_back(batch[i].position, std::move(delivery.reasons[refused++]));
  }
}

asio::awaitable<Result<void>> Courier::settle() {
  while (!unsettled_.refused.empty()) {
    const auto [position, reason] = unsettled_.refused.back();
    const Result<void> buried = co_await around_.journal.bury(name_, position, reason, around_.clock.now());
    if (!buried) co_return buried;
    unsettled_.refused.pop_back();
    ++health_.refused;
    around_.log.error("an alert cannot be delivered, ever; it is kept among the dead with the reason",
                      {{"sink", name_}, {"position", std::to_string(position)}, {"reason", reason}});
  }
  if (unsettled_.delivered.empty()) co_return Result<void>();
  const Result<void> acknowledged = co_await around_.journal.acknowledge(name_, unsettled_.delivered);
  if (!acknowledged) co_return acknowledged;
  health_.delivered += unsettled_.delivered.size();
  unsettled_.delivered.clear();
  co_return Result<void>();
}

// Says it when it is other trouble than before, by kind and place: words with counters and times in them differ always.
asio::awaitable<void> Courier::pause(const Error& trouble) {
  if (trouble.kind == ErrorKind::cancelled) co_return;
  health_.delivering = false;
  ++health_.failures_in_a_row;
  const double chance = std::uniform_real_distribution<double>(0, 1)(random_);
  const std::chrono::nanoseconds wait = retry_wait(health_.failures_in_a_row, retry_after_, chance);
  const std::string identity = std::string(to_string(trouble.kind)) + " " + trouble.doing;
  if (identity != trouble_) {
    around_.log.warning(
        "the sink does not take alerts; they wait in the outbox",
        {{"sink", name_},
         {"why", to_string(trouble)},
         {"next_try_in", std::to_string(std::chrono::ceil<std::chrono::seconds>(wait).count()) + " s"}});
    trouble_ = identity;
  }
  co_await around_.sleeper.sleep_for(wait);
}

void Courier::recovered() {
  if (!health_.delivering) around_.log.info("the sink takes alerts again", {{"sink", name_}});
  health_.delivering = true;
  health_.failures_in_a_row = 0;
  trouble_.clear();
}

}  // namespace tb::sink

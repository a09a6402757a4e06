// The loop between outbox and sink. It decides nothing about the target: it keeps order, waits, acknowledges, and says
// once when a sink stops and once when it delivers again.
#include "tenbells/sink/courier.hpp"

#include <algorithm>
#include <utility>

#include "tenbells/async/cancelled.hpp"

namespace tb::sink {
namespace {

// How long an idle courier sleeps without being rung: a safety net, not a rhythm.
constexpr std::chrono::seconds kIdle{30};
constexpr std::chrono::seconds kFirstRetry{1};
constexpr std::chrono::seconds kLongestRetry{60};

Result<std::vector<Outgoing>> unpack(const std::vector<journal::Queued>& queued) {
  std::vector<Outgoing> batch;
  batch.reserve(queued.size());
  for (const journal::Queued& entry : queued) {
    Result<Alert> alert = alert_from_json(entry.alert);
    if (!alert) return fail(std::move(alert).error());
    batch.push_back({.position = entry.position, .alert = std::move(*alert), .json = entry.alert});
  }
  return batch;
}

}  // namespace

std::chrono::nanoseconds retry_wait(int failures_in_a_row, std::optional<std::chrono::seconds> retry_after,
                                    double chance) {
  std::chrono::seconds wait = kFirstRetry;
  for (int i = 1; i < failures_in_a_row && wait < kLongestRetry; ++i) wait = std::min(wait * 2, kLongestRetry);
  if (retry_after) wait = std::max(wait, *retry_after);
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
  Result<std::vector<journal::Queued>> queued = co_await around_.journal.waiting(name_, sink_->batch_limit());
  if (!queued) {
    co_await pause(queued.error(), std::nullopt);
    co_return true;
  }
  if (queued->empty()) co_return false;
  Result<std::vector<Outgoing>> batch = unpack(*queued);
  if (!batch) {
    co_await pause(batch.error(), std::nullopt);
    co_return true;
  }
  const Delivery delivery = co_await sink_->deliver(std::move(*batch));
  const Result<void> settled = co_await settle(*queued, delivery);
  if (!settled) {
    co_await pause(settled.error(), std::nullopt);
  } else if (delivery.trouble) {
    co_await pause(*delivery.trouble, delivery.retry_after);
  } else {
    recovered();
  }
  co_return true;
}

asio::awaitable<Result<void>> Courier::settle(const std::vector<journal::Queued>& batch, const Delivery& delivery) {
  std::vector<std::int64_t> delivered;
  std::size_t refused = 0;
  for (std::size_t i = 0; i < delivery.verdicts.size(); ++i) {
    if (delivery.verdicts[i] == Verdict::delivered) delivered.push_back(batch[i].position);
    if (delivery.verdicts[i] != Verdict::refused) continue;
    const std::string reason = delivery.reasons[refused++];
    const Result<void> buried = co_await around_.journal.bury(name_, batch[i].position, reason, around_.clock.now());
    if (!buried) co_return buried;
    ++health_.refused;
    around_.log.error("the sink refused an alert for good; it is kept among the dead with its reason",
                      {{"sink", name_}, {"position", std::to_string(batch[i].position)}, {"reason", reason}});
  }
  if (delivered.empty()) co_return Result<void>();
  const std::size_t count = delivered.size();
  const Result<void> acknowledged = co_await around_.journal.acknowledge(name_, std::move(delivered));
  if (acknowledged) health_.delivered += count;
  co_return acknowledged;
}

asio::awaitable<void> Courier::pause(const Error& trouble, std::optional<std::chrono::seconds> retry_after) {
  const std::string why = to_string(trouble);
  const bool stopping = trouble.kind == ErrorKind::cancelled;
  if (stopping) co_return;
  if (health_.delivering) {
    around_.log.warning("the sink does not take alerts; they wait in the outbox", {{"sink", name_}, {"why", why}});
  }
  health_.delivering = false;
  ++health_.failures_in_a_row;
  const double chance = std::uniform_real_distribution<double>(0, 1)(random_);
  co_await around_.sleeper.sleep_for(retry_wait(health_.failures_in_a_row, retry_after, chance));
}

void Courier::recovered() {
  if (!health_.delivering) around_.log.info("the sink takes alerts again", {{"sink", name_}});
  health_.delivering = true;
  health_.failures_in_a_row = 0;
}

}  // namespace tb::sink

// ScriptedResolver: a DNS that gives the answers a test wants, one after the other, and at once or when it is told to.
#pragma once

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cstddef>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "tenbells/async/cancelled.hpp"
#include "tenbells/http/resolver.hpp"

namespace tb::fakes {

/// Lives on the thread that runs the context.
class ScriptedResolver final : public http::Resolver {
 public:
  using Addresses = std::vector<boost::asio::ip::address>;
  using Answer = Result<Addresses>;

  /// Answers the n-th look-up with the n-th of these, and the last of them ever after.
  explicit ScriptedResolver(std::vector<Answer> answers) : answers_(std::move(answers)) {}

  static Answer addresses(const std::vector<std::string>& texts) {
    Addresses addresses;
    for (const std::string& text : texts) addresses.push_back(boost::asio::ip::make_address(text));
    return addresses;
  }
  static Answer failure(ErrorKind kind, std::string why) {
    return fail({.kind = kind, .doing = "resolve", .to = {}, .why = std::move(why), .advice = {}});
  }

  boost::asio::awaitable<Answer> resolve(std::string host, std::chrono::milliseconds) override {
    const Answer answer = answers_[std::min(asked_.size(), answers_.size() - 1)];
    asked_.push_back(std::move(host));
    const auto executor = co_await boost::asio::this_coro::executor;
    boost::asio::steady_timer timer(executor, boost::asio::steady_timer::time_point::max());
    waiting_.insert(&timer);
    if (is_silent_) co_await timer.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
    waiting_.erase(&timer);
    const bool stop = co_await async::is_cancelled();
    if (stop) co_return failure(ErrorKind::cancelled, "stopped");
    co_return answer;
  }

  /// From now on look-ups wait…
  void fall_silent() { is_silent_ = true; }
  /// …until now: all get their answers.
  void answer_all() {
    is_silent_ = false;
    for (boost::asio::steady_timer* timer : waiting_) timer->cancel();
  }

  /// The names in the order of their look-ups.
  [[nodiscard]] const std::vector<std::string>& asked() const { return asked_; }

 private:
  std::vector<Answer> answers_;
  std::vector<std::string> asked_;
  std::set<boost::asio::steady_timer*> waiting_;
  bool is_silent_ = false;
};

}  // namespace tb::fakes

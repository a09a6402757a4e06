// DnsAnswers: what is known of names, and for how long it may be believed. No waiting, no clock of its own.
#pragma once

#include <boost/asio/ip/address.hpp>
#include <chrono>
#include <cstddef>
#include <list>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "tenbells/core/result.hpp"
#include "tenbells/http/resolver.hpp"

namespace tb::http {

using Addresses = std::vector<asio::ip::address>;

/// Threads: none of its own; one at a time.
class DnsAnswers final {
 public:
  using Steady = std::chrono::steady_clock::time_point;

  explicit DnsAnswers(const DnsMemory& memory) : memory_(memory) {}

  /// What to answer without asking: a fresh answer, a fresh failure, or after a failure the last good answer.
  std::optional<Result<Addresses>> known(const std::string& host, Steady now);

  /// Takes what a look-up brought, and gives what to answer: the last good answer in place of a failure, as long as it
  /// may serve.
  Result<Addresses> learn(const std::string& host, Result<Addresses> brought, Steady now);

  /// The last good answer, as long as it may serve.
  [[nodiscard]] std::optional<Addresses> last_good(const std::string& host, Steady now) const;

  [[nodiscard]] std::size_t size() const { return entries_.size(); }

 private:
  struct Entry {
    std::string host;
    Addresses good;  // the last good answer; empty if there was none
    Steady good_until;
    std::optional<Error> failure;  // of the last look-up
    Steady fresh_until;            // not asked again before
  };
  using Place = std::list<Entry>::iterator;

  Entry& used(Place place);
  [[nodiscard]] static Result<Addresses> answer_of(const Entry& entry, Steady now);

  DnsMemory memory_;
  std::list<Entry> entries_;  // the latest used first
  std::unordered_map<std::string, Place> places_;
};

}  // namespace tb::http

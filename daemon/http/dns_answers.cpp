// A list in the order of use and an index into it. A name's last good answer outlives its failures: a resolver that is
// down for an hour is no reason to miss an hour of news, as the addresses hardly ever change.
#include "dns_answers.hpp"

#include <algorithm>
#include <utility>

namespace tb::http {

DnsAnswers::Entry& DnsAnswers::used(Place place) {
  entries_.splice(entries_.begin(), entries_, place);
  return *place;
}

Result<Addresses> DnsAnswers::answer_of(const Entry& entry, Steady now) {
  if (!entry.good.empty() && (!entry.failure || now < entry.good_until)) return entry.good;
  if (entry.failure) return fail(*entry.failure);
  return Addresses{};
}

std::optional<Result<Addresses>> DnsAnswers::known(const std::string& host, Steady now) {
  const auto found = places_.find(host);
  if (found == places_.end()) return std::nullopt;
  const Entry& entry = used(found->second);
  if (now >= entry.fresh_until) return std::nullopt;
  return answer_of(entry, now);
}

std::optional<Addresses> DnsAnswers::last_good(const std::string& host, Steady now) const {
  const auto found = places_.find(host);
  if (found == places_.end() || found->second->good.empty() || now >= found->second->good_until) return std::nullopt;
  return found->second->good;
}

Result<Addresses> DnsAnswers::learn(const std::string& host, Result<Addresses> brought, Steady now) {
  const auto [found, is_new] = places_.try_emplace(host);
  if (is_new) found->second = entries_.insert(entries_.begin(), Entry{.host = host});
  Entry& entry = used(found->second);
  if (brought) {
    if (brought->size() > memory_.addresses) brought->resize(memory_.addresses);
    entry.good = std::move(*brought);
    entry.good_until = now + memory_.last_good;
    entry.failure.reset();
    entry.fresh_until = now + memory_.answers;
  } else {
    entry.failure = std::move(brought).error();
    entry.fresh_until = now + memory_.failures;
  }
  Result<Addresses> answer = answer_of(entry, now);
  if (entries_.size() > std::max<std::size_t>(memory_.names, 1)) {
    places_.erase(entries_.back().host);
    entries_.pop_back();
  }
  return answer;
}

}  // namespace tb::http

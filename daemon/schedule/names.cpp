// The words for rules and reasons. They are kept in files and looked for in logs: a new one may be added, none renamed.
#include <algorithm>
#include <array>

#include "tenbells/schedule/standing.hpp"

namespace tb::schedule {
namespace {

struct RuleWords {
  Rule rule;
  std::string_view name;
  std::string_view meaning;
};

constexpr std::array kRules{
    RuleWords{Rule::every, "every", "the configured interval"},
    RuleWords{Rule::rhythm, "rhythm", "what the source's own rhythm is worth"},
    RuleWords{Rule::window_overflow, "window_overflow",
              "sooner than its rhythm: the last poll shared no item with the one before"},
    RuleWords{Rule::push, "push", "the source pushes its news, polls are a safety net"},
    RuleWords{Rule::cache, "cache", "the publisher's cache is fresh until then (max-age, Expires)"},
    RuleWords{Rule::ttl, "ttl", "the feed asks for it (ttl)"},
    RuleWords{Rule::update_period, "update_period", "the feed asks for it (sy:updatePeriod)"},
    RuleWords{Rule::skip_hours, "skip_hours", "the feed asks not to be polled in these hours (skipHours)"},
    RuleWords{Rule::skip_days, "skip_days", "the feed asks not to be polled on these days (skipDays)"},
    RuleWords{Rule::retry_after, "retry_after", "the server asks for it (Retry-After)"},
    RuleWords{Rule::unconditional, "unconditional",
              "each poll costs the publisher the whole document: no ETag, no Last-Modified, no max-age, no ttl"},
    RuleWords{Rule::back_off, "back_off", "the last polls failed"},
    RuleWords{Rule::throttled, "throttled", "the server has had too many requests (429, 503)"},
    RuleWords{Rule::missing, "missing", "the server does not find it (404)"},
    RuleWords{Rule::refused, "refused", "the server refuses it (401, 403)"},
    RuleWords{Rule::start, "start", "the sources of a daemon that has just started are spread"},
    RuleWords{Rule::gone, "gone", "parked: the publisher has ended it (410)"},
    RuleWords{Rule::lost, "lost", "parked: for too long there was nothing but 404, or no such host"},
};

struct ReasonWord {
  Reason reason;
  std::string_view name;
};

constexpr std::array kReasons{
    ReasonWord{Reason::none, "none"},
    ReasonWord{Reason::dns, "dns"},
    ReasonWord{Reason::no_such_host, "no_such_host"},
    ReasonWord{Reason::connect, "connect"},
    ReasonWord{Reason::tls, "tls"},
    ReasonWord{Reason::timeout, "timeout"},
    ReasonWord{Reason::limit, "limit"},
    ReasonWord{Reason::http_4xx, "http_4xx"},
    ReasonWord{Reason::http_5xx, "http_5xx"},
    ReasonWord{Reason::throttled, "throttled"},
    ReasonWord{Reason::missing, "missing"},
    ReasonWord{Reason::refused, "refused"},
    ReasonWord{Reason::gone, "gone"},
    ReasonWord{Reason::not_a_feed, "not_a_feed"},
    ReasonWord{Reason::malformed, "malformed"},
    ReasonWord{Reason::protocol, "protocol"},
    ReasonWord{Reason::policy, "policy"},
    ReasonWord{Reason::journal, "journal"},
    ReasonWord{Reason::resources, "resources"},
};

}  // namespace

std::string_view to_string(Rule rule) {
  return std::ranges::find(kRules, rule, &RuleWords::rule)->name;
}

std::string_view meaning(Rule rule) {
  return std::ranges::find(kRules, rule, &RuleWords::rule)->meaning;
}

std::optional<Rule> rule_named(std::string_view name) {
  const auto* const row = std::ranges::find(kRules, name, &RuleWords::name);
  if (row == kRules.end()) return std::nullopt;
  return row->rule;
}

std::string_view to_string(Reason reason) {
  return std::ranges::find(kReasons, reason, &ReasonWord::reason)->name;
}

std::optional<Reason> reason_named(std::string_view name) {
  const auto* const row = std::ranges::find(kReasons, name, &ReasonWord::name);
  if (row == kReasons.end()) return std::nullopt;
  return row->reason;
}

}  // namespace tb::schedule

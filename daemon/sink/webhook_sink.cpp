// The URL is a credential for most chat services: it is in no message, only its reference in the configuration is.
#include "webhook_sink.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "slack_message.hpp"
#include "standard_webhook.hpp"
#include "tenbells/core/printable.hpp"
#include "tenbells/http/retry_after.hpp"

namespace tb::sink {
namespace {

struct Meaning {
  unsigned status;
  Verdict verdict;
  const char* advice;
};

constexpr std::array kMeanings{
    Meaning{400, Verdict::refused, ""},
    Meaning{413, Verdict::refused, ""},
    Meaning{422, Verdict::refused, ""},
    Meaning{401, Verdict::waiting, "Check the webhook's address and credentials."},
    Meaning{403, Verdict::waiting, "Check that the webhook is still enabled."},
    Meaning{404, Verdict::waiting, "Check the webhook's address."},
    Meaning{410, Verdict::waiting, "The webhook was removed: make a new one."},
};

ErrorKind kind_of(unsigned status) {
  if (status == 429) return ErrorKind::throttled;
  return status >= 500 ? ErrorKind::unavailable : ErrorKind::refused;
}

// Whether an answer repeats a part of the address, as many servers' 404 pages do: then it is not quoted.
bool repeats(const std::string& body, const Secret& url) {
  constexpr std::size_t kTellingLength = 6;
  const std::string& address = url.reveal();
  const std::size_t host = address.find("://");
  std::size_t at = host == std::string::npos ? 0 : address.find('/', host + 3);
  while (at < address.size()) {
    const std::size_t end = std::min(address.find_first_of("/?&=#", at + 1), address.size());
    const std::string part = address.substr(at + 1, end - at - 1);
    if (part.size() >= kTellingLength && body.find(part) != std::string::npos) return true;
    at = end;
  }
  return false;
}

}  // namespace

Judged judge(WebhookShape shape, const http::Response& response, const Secret& url) {
  const std::string said = repeats(response.body, url) ? "" : shortened(printable(response.body), 100);
  const std::string why = fmt::format("it answered {}{}{}", response.status, said.empty() ? "" : ": ", said);
  if (response.status >= 200 && response.status < 300) {
    if (shape == WebhookShape::generic || response.body == "ok") return {Verdict::delivered, {}, {}};
    return {Verdict::waiting, why, "Slack answers \"ok\": check that the address is a Slack webhook's."};
  }
  for (const Meaning& meaning : kMeanings) {
    if (meaning.status == response.status) return {meaning.verdict, why, meaning.advice};
  }
  if (response.status >= 300 && response.status < 400) {
    return {Verdict::waiting, why, "Alerts are not posted on to another address: configure the final one."};
  }
  return {Verdict::waiting, why, {}};
}

WebhookSink::WebhookSink(std::string name, WebhookOptions options, http::Client& client, const Clock& clock)
    : name_(std::move(name)), options_(std::move(options)), client_(client), clock_(clock) {}

http::Request WebhookSink::request_for(const Outgoing& outgoing) const {
  http::Request request;
  request.method = "POST";
  request.url = options_.url.reveal();
  request.redirects = http::Redirects::refuse;
  request.allow_private = options_.allow_private;
  request.headers.push_back({.name = "Content-Type", .value = "application/json"});
  if (options_.shape == WebhookShape::slack) {
    request.body = slack_message(outgoing.alert);
    return request;
  }
  request.body = webhook_body(outgoing.alert, outgoing.json);
  const auto attempt = std::chrono::floor<std::chrono::seconds>(clock_.now());
  for (http::Header& header : webhook_headers(outgoing.alert.id, attempt, request.body, options_.signing_secret)) {
    request.headers.push_back(std::move(header));
  }
  return request;
}

asio::awaitable<Delivery> WebhookSink::deliver(std::vector<Outgoing> batch) {
  Delivery delivery;
  delivery.verdicts.assign(batch.size(), Verdict::waiting);
  for (std::size_t i = 0; i < batch.size(); ++i) {
    http::Request request = request_for(batch[i]);
    Result<http::Response> response = co_await client_.fetch(std::move(request));
    if (!response) {
      delivery.trouble = std::move(response).error().during("post to " + name_, options_.url.shown());
      break;
    }
    Judged judged = judge(options_.shape, *response, options_.url);
    delivery.verdicts[i] = judged.verdict;
    if (judged.verdict == Verdict::refused) delivery.reasons.push_back(std::move(judged.why));
    if (judged.verdict != Verdict::waiting) continue;
    delivery.retry_after = http::asked_wait(*response, clock_.now());
    delivery.trouble = Error{.kind = kind_of(response->status),
                             .doing = "post to " + name_,
                             .to = options_.url.shown(),
                             .why = std::move(judged.why),
                             .advice = std::move(judged.advice)};
    break;
  }
  co_return delivery;
}

}  // namespace tb::sink

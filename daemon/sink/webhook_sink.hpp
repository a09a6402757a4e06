// Alerts posted one by one to a webhook, generic or Slack's.
#pragma once

#include <optional>
#include <string>

#include "tenbells/core/clock.hpp"
#include "tenbells/http/client.hpp"
#include "tenbells/sink/sink.hpp"

namespace tb::sink {

/// What an answer means for the alert that was posted.
struct Judged {
  Verdict verdict = Verdict::waiting;
  std::string why;     ///< unless delivered
  std::string advice;  ///< may be empty
};

/// 2xx is success, for Slack only with the body "ok". What says that this message is wrong (400, 413, 422) refuses it
/// for good; what says that the address or the credentials are wrong (401, 403, 404, 410, 3xx) holds everything until a
/// person has looked; the rest is worth trying again.
/// Threads: pure.
/// @param url  an answer that repeats a part of it is not quoted
[[nodiscard]] Judged judge(WebhookShape shape, const http::Response& response, const Secret& url);

class WebhookSink final : public Sink {
 public:
  WebhookSink(std::string name, WebhookOptions options, http::Client& client, const Clock& clock);

  asio::awaitable<Delivery> deliver(std::vector<Outgoing> batch) override;
  /// One: most chats cannot tell a repetition, so as little as can be is repeated after a crash.
  [[nodiscard]] std::size_t batch_limit() const override { return 1; }

 private:
  [[nodiscard]] http::Request request_for(const Outgoing& outgoing) const;

  std::string name_;
  WebhookOptions options_;
  http::Client& client_;
  const Clock& clock_;
};

}  // namespace tb::sink

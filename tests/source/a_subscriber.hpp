// A subscriber among hubs that behave as the test says, and what a hub would send it.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "fakes/hub_words.hpp"
#include "fakes/kept_log.hpp"
#include "fakes/run_until_done.hpp"
#include "fakes/virtual_time.hpp"
#include "tenbells/source/websub.hpp"

namespace tb::source {

inline constexpr const char* kHub = "https://hub.example/";
inline constexpr const char* kOtherHub = "https://other-hub.example/";
inline constexpr const char* kTopic = "https://herald.example/feed.xml";

/// A hub that answers with what the test says.
class Hubs final : public http::Fetcher {
 public:
  asio::awaitable<Result<http::Response>> fetch(http::Request request) override {
    requests.push_back(std::move(request));
    co_return answer(requests.back());
  }
  static Result<http::Response> status(unsigned status, std::vector<http::Header> headers = {}) {
    http::Response response;
    response.status = status;
    response.headers = std::move(headers);
    return response;
  }
  static Result<http::Response> unreachable() {
    return fail(
        {.kind = ErrorKind::unavailable, .doing = "connect to", .to = "hub.example", .why = "no route", .advice = {}});
  }

  std::vector<http::Request> requests;
  std::function<Result<http::Response>(const http::Request&)> answer = [](const auto&) { return status(202); };
};

using fakes::Posted;

inline Posted posted(const http::Request& request) {
  return fakes::posted_form(request.body);
}

class SubscriberTest : public testing::Test {
 protected:
  void SetUp() override { tasks_.spawn("subscriber", subscriber_.run()); }
  void TearDown() override { fakes::run_until_done(context_, tasks_.stop()); }

  static PushChannel a_channel(std::vector<std::string> hubs = {kHub}) {
    return {.topic = kTopic, .hubs = std::move(hubs)};
  }
  static WebsubOptions options() {
    WebsubOptions options;
    options.callback = "https://news.example/websub";
    options.lease = std::chrono::hours{1};
    options.body = Bytes{1000};
    options.deliveries_per_second = 5;
    return options;
  }
  static http::IncomingRequest get(const std::string& token, const std::string& query) {
    http::IncomingRequest request;
    request.method = "GET";
    request.target = "/websub/" + token + "?" + query;
    return request;
  }
  static std::string sha256_of(const std::string& body, const std::string& secret) {
    return fakes::sha256_of(body, secret);
  }
  static http::IncomingRequest delivery(const std::string& token, const std::string& body,
                                        const std::string& signature) {
    http::IncomingRequest request;
    request.method = "POST";
    request.target = "/websub/" + token;
    request.body = body;
    request.headers = {{.name = "Content-Type", .value = "application/rss+xml"},
                       {.name = "x-hub-signature", .value = signature}};
    return request;
  }

  http::Reply call(http::IncomingRequest request) {
    return fakes::run_until_done(context_, subscriber_.handle(std::move(request)));
  }
  void run_for(std::chrono::seconds span) { fakes::run_for(context_, time_, span); }

  /// What was asked of a hub last.
  Posted last_posted() const { return posted(hubs_.requests.back()); }
  http::Reply verified(const Posted& wanted, const std::string& lease = "600") {
    return call(get(wanted.token, "hub.mode=subscribe&hub.topic=" + wanted.topic +
                                      "&hub.challenge=c4+ll&hub.lease_seconds=" + lease));
  }
  /// A subscription of "herald" that is verified, with a lease of 600 s.
  Posted subscribed(const PushChannel& channel = a_channel()) {
    subscriber_.watch("herald", channel, {});
    run_for(std::chrono::seconds{0});
    const Posted wanted = last_posted();
    EXPECT_EQ(verified(wanted).status, 200U);
    return wanted;
  }

  asio::io_context context_;
  fakes::VirtualTime time_;
  fakes::KeptLog log_;
  Hubs hubs_;
  std::vector<std::pair<std::string, Document>> delivered_;
  bool has_room_ = true;
  int randoms_ = 0;
  Subscriber subscriber_{context_.get_executor(),
                         options(),
                         {hubs_, time_, time_, log_},
                         [this](const std::string& source, Document document) {
                           if (has_room_) delivered_.emplace_back(source, std::move(document));
                           return has_room_;
                         },
                         [this](std::size_t bytes) { return std::string(bytes, static_cast<char>(++randoms_)); }};
  async::TaskGroup tasks_{context_.get_executor()};
};

}  // namespace tb::source

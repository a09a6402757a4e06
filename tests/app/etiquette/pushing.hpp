// Pushing: the daemon between publishers that name a hub, the hub, and a desk where alerts arrive. What the hub says it
// says on real connections while time stands still.
#pragma once

#include <unistd.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <future>

#include "etiquette.hpp"
#include "fakes/hub_words.hpp"
#include "fakes/run_until_done.hpp"

namespace tb::app {

class Pushing : public Etiquette {
 protected:
  using Posted = fakes::Posted;
  using Tcp = asio::ip::tcp;

  /// A document that names the hub, with such items, newest first.
  [[nodiscard]] std::string channel_of(const Publisher& hub, const std::vector<std::string>& titles) const {
    return fresh(titles, "ETag: \"" + titles.front() + "\"\r\n",
                 "<atom:link rel=\"hub\" href=\"" + hub.url("/hub") + "\"/><atom:link rel=\"self\" href=\"" +
                     std::string(kTopic) + "\"/>");
  }

  /// The same as configure(), with WebSub and a desk that is rung for quakes.
  void configure_push(const std::vector<std::string>& sources, const std::string& more = {}) {
    configure(sources, "websub: {callback: 'http://news.example/websub/', listen: '" + endpoint_.address().to_string() +
                           ":" + std::to_string(endpoint_.port()) + "'" + more +
                           "}\n"
                           "sinks: {desk: {webhook: '" +
                           desk_.url("/alerts") + "', allow_private: true}}\n");
    folder_.write("rules.yaml", "rules:\n  - {id: quake, title: Quake, match: quake}\n");
  }
  /// One source called herald that is asked each minute, was asked once, and whose hub was asked to push it.
  void watch_pushed(const std::string& more = {}) {
    publisher_.answers(channel_of(hub_, {"Calm"}));
    configure_push({"{feed: '" + publisher_.url() + "', id: herald, every: 60s}"}, more);
    start();
    run_for(1s);
    ASSERT_THAT(hub_.asked(), SizeIs(1));
  }
  /// The same, and the hub has verified.
  Posted pushed_for(seconds lease, const std::string& more = {}) {
    watch_pushed(more);
    const Posted wanted = asked_for();
    verify(wanted, lease);
    return wanted;
  }

  /// What the hub was asked for last.
  [[nodiscard]] Posted asked_for() const {
    const std::string& request = hub_.last();
    return fakes::posted_form(request.substr(request.find("\r\n\r\n") + 4));
  }

  /// Work of another thread, while the daemon goes on and time does not.
  template <class Work>
  auto beside(Work work) {
    auto done = std::async(std::launch::async, std::move(work));
    while (done.wait_for(0s) != std::future_status::ready) {
      context_.restart();
      context_.run_one_for(5ms);
    }
    return done.get();
  }
  /// What the daemon answers to a request, whole.
  std::string call(const std::string& request) {
    const Tcp::endpoint to = endpoint_;
    std::string answer = beside([=] { return exchange(to, request); });
    settle();
    return answer;
  }
  static std::string exchange(const Tcp::endpoint& to, const std::string& request) {
    asio::io_context context;
    Tcp::socket socket(context);
    boost::system::error_code error;
    socket.connect(to, error);
    std::string answer;
    if (error) return answer;
    asio::write(socket, asio::buffer(request), error);  // it may be answered before all is sent
    asio::read(socket, asio::dynamic_buffer(answer), error);
    return answer;
  }
  static std::string get(const std::string& token, const std::string& query) {
    return "GET /websub/" + token + "?" + query + " HTTP/1.1\r\nHost: news.example\r\nConnection: close\r\n\r\n";
  }
  static std::string verification(const Posted& wanted, seconds lease, const std::string& challenge = "c") {
    return get(wanted.token, "hub.mode=subscribe&hub.topic=" + wanted.topic + "&hub.challenge=" + challenge +
                                 "&hub.lease_seconds=" + std::to_string(lease.count()));
  }
  void verify(const Posted& wanted, seconds lease) {
    EXPECT_THAT(call(verification(wanted, lease)), testing::StartsWith("HTTP/1.1 200 "));
  }
  /// @param signature  as a header line, or none
  static std::string delivery(const std::string& token, const std::string& body, const std::string& signature) {
    return "POST /websub/" + token +
           " HTTP/1.1\r\nHost: news.example\r\nConnection: close\r\nContent-Type: application/rss+xml\r\n" + signature +
           "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
  }
  static std::string signed_delivery(const Posted& wanted, const std::string& body) {
    return delivery(wanted.token, body, "X-Hub-Signature: " + fakes::sha256_of(body, wanted.secret) + "\r\n");
  }
  static unsigned status_of(const std::string& answer) {
    return answer.size() > 12 ? static_cast<unsigned>(std::stoul(answer.substr(9, 3))) : 0;
  }

  /// How often the desk was rung with these words.
  [[nodiscard]] std::size_t rung(const std::string& words) const {
    return static_cast<std::size_t>(std::ranges::count_if(
        desk_.asked(), [&](const auto& asked) { return asked.request.find(words) != std::string::npos; }));
  }
  /// Time stands still meanwhile.
  template <class Condition>
  bool wait_for(Condition condition) {
    const auto patience = std::chrono::steady_clock::now() + kPatience;
    while (!condition() && std::chrono::steady_clock::now() < patience) {
      context_.restart();
      context_.run_one_for(5ms);
      settle();
    }
    return condition();
  }
  /// What the daemon says of itself.
  std::string status_line() { return fakes::run_until_done(context_, daemon_->status()); }
  void reload() {
    auto loaded = load_and_compile(configuration_, config::process_environment());
    ASSERT_TRUE(loaded);
    const Result<void> done = fakes::run_until_done(context_, daemon_->reload(std::move(*loaded)));
    ASSERT_TRUE(done) << to_string(done.error());
    settle();
  }

  /// Where the daemon listens.
  [[nodiscard]] Tcp::endpoint endpoint() const { return endpoint_; }

  static constexpr const char* kTopic = "https://herald.example/feed.xml";

  Publisher& hub_ = a_publisher(status("202 Accepted"));
  Publisher& desk_ = a_publisher(status("204 No Content"));
  Publisher& publisher_ = a_publisher(channel_of(hub_, {"Calm"}));

 private:
  // An address of this process alone, so that no other test takes the port between its choice and its use.
  static Tcp::endpoint free_endpoint() {
    const auto process = static_cast<unsigned>(::getpid());
    const asio::ip::address_v4 own((127U << 24U) | ((process & 0x3FFFFFU) << 1U) | (1U << 23U));
    asio::io_context context;
    const Tcp::acceptor taken(context, {own, 0});
    return taken.local_endpoint();
  }
  const Tcp::endpoint endpoint_ = free_endpoint();
};

}  // namespace tb::app

// HTTP/1.1 by Beast's serialiser and parser, and nothing else of Beast: its stream operations cost half a minute of
// compile time, the parser alone a fraction. One connection an exchange, closed after it.
#include "exchange.hpp"

#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <cstdint>
#include <sstream>
#include <utility>

#include "connection.hpp"
#include "tenbells/async/cancelled.hpp"
#include "tenbells/async/deadline.hpp"

namespace tb::http {
namespace {

namespace beast_http = boost::beast::http;
using boost::system::error_code;
using Parser = beast_http::response_parser<beast_http::string_body>;

constexpr std::size_t kPiece = 64 * 1024;

Error protocol_error(const Target& target, const error_code& code) {
  Error error{.kind = ErrorKind::corrupt,
              .doing = "read the answer of",
              .to = target.host_header,
              .why = "it is not HTTP (" + code.message() + ")",
              .advice = {}};
  if (code == beast_http::error::body_limit) {
    error.kind = ErrorKind::limit_exceeded;
    error.why = "the body is larger than allowed (http.body_limit)";
  } else if (code == beast_http::error::header_limit) {
    error.kind = ErrorKind::limit_exceeded;
    error.why = "the headers are larger than allowed (http.header_limit)";
  } else if (code == beast_http::error::end_of_stream) {
    error.kind = ErrorKind::unavailable;
    error.why = "the server closed the connection without an answer";
  } else if (code == beast_http::error::partial_message) {
    error.why = "the server closed the connection in the middle of the answer";
  }
  return error;
}

std::string to_bytes(const Target& target, Message message) {
  beast_http::request<beast_http::string_body> request;
  request.method_string(message.method);
  request.target(target.path);
  request.version(11);
  request.set(beast_http::field::host, target.host_header);
  for (const Header& header : message.headers) request.insert(header.name, header.value);
  request.set(beast_http::field::connection, "close");
  request.body() = std::move(message.body);
  if (request.method() != beast_http::verb::get) request.prepare_payload();
  std::ostringstream bytes;
  bytes << request;
  return std::move(bytes).str();
}

Response to_response(const Target& target, beast_http::response<beast_http::string_body> message) {
  Response response;
  response.status = message.result_int();
  response.url = target.url;
  for (const auto& field : message) {
    response.headers.push_back({.name = std::string(field.name_string()), .value = std::string(field.value())});
  }
  response.body = std::move(message.body());
  return response;
}

// The answer as far as it has come.
class Incoming {
 public:
  explicit Incoming(const Limits& limits) : limits_(limits) { begin(); }

  [[nodiscard]] bool has_header() const { return parser_->is_header_done(); }
  [[nodiscard]] bool is_done() const { return parser_->is_done(); }
  [[nodiscard]] std::span<char> room() { return piece_; }
  [[nodiscard]] beast_http::response<beast_http::string_body> take() { return parser_->release(); }

  /// Takes what was received. A code says why it cannot be an answer.
  [[nodiscard]] error_code take(const Received& received) {
    pending_.append(piece_.data(), received.size);
    error_code code;
    while (!pending_.empty() && !parser_->is_done()) {
      const std::size_t used = parser_->put(boost::asio::buffer(pending_), code);
      pending_.erase(0, used);
      skip_interim();
      if (code == beast_http::error::need_more) break;
      if (code) return code;
    }
    // An endless line between chunks is a header that never ends.
    if (pending_.size() > limits_.headers.count + kPiece) return beast_http::error::header_limit;
    code = {};
    if (received.end == Received::End::none || parser_->is_done()) return code;
    if (received.end == Received::End::truncated) return beast_http::error::partial_message;
    if (!parser_->got_some()) return beast_http::error::end_of_stream;
    parser_->put_eof(code);
    return code;
  }

 private:
  void begin() {
    parser_.emplace();
    parser_->eager(true);
    parser_->header_limit(static_cast<std::uint32_t>(limits_.headers.count));
    parser_->body_limit(limits_.body.count);
  }

  // 1xx announces the answer (RFC 9110 §15.2), it is none.
  void skip_interim() {
    if (parser_->is_done() && parser_->get().result_int() / 100 == 1) begin();
  }

  Limits limits_;
  std::optional<Parser> parser_;
  std::string pending_;  // received and not yet consumed
  std::vector<char> piece_ = std::vector<char>(kPiece);
};

enum class Until : std::uint8_t { header, end };

asio::awaitable<Result<void>> receive(Connection& connection, Incoming& incoming, const Target& target, Until until) {
  while (!incoming.is_done() && !(until == Until::header && incoming.has_header())) {
    const Received received = co_await connection.receive(incoming.room());
    if (received.error) co_return fail(network_error(target, "read the answer of", received.error));
    const error_code code = incoming.take(received);
    if (code) co_return fail(protocol_error(target, code));
  }
  co_return Result<void>();
}

asio::awaitable<Result<void>> ask(Connection& connection, Incoming& incoming, const Target& target, std::string bytes) {
  const error_code code = co_await connection.send(std::move(bytes));
  if (code) co_return fail(network_error(target, "send the request to", code));
  co_return co_await receive(connection, incoming, target, Until::header);
}

}  // namespace

asio::awaitable<Result<Response>> exchange(Target target, std::vector<asio::ip::address> addresses, Message message,
                                           Limits limits, asio::ssl::context& tls) {
  Result<std::unique_ptr<Connection>> connection = co_await connect(target, std::move(addresses), limits, tls);
  if (!connection) co_return fail(std::move(connection).error());
  Incoming incoming(limits);
  std::string bytes = to_bytes(target, std::move(message));
  auto asking = ask(**connection, incoming, target, std::move(bytes));
  auto asked = co_await async::with_deadline(std::move(asking), limits.first_byte);
  const bool stop = co_await async::is_cancelled();
  if (!asked || stop) co_return fail(deadline_error(target, "read the answer of", limits.first_byte, stop));
  if (!*asked) co_return fail(std::move(*asked).error());
  const Result<void> received = co_await receive(**connection, incoming, target, Until::end);
  if (!received) co_return fail(received.error());
  auto answer = incoming.take();
  co_return to_response(target, std::move(answer));
}

}  // namespace tb::http

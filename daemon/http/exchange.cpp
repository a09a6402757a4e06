// Beast, and nothing but Beast: 25 seconds of compile time live here, so this file decides as little as it can.
// One connection an exchange, closed after it; each phase has its own deadline by the stream's timer.
#include "exchange.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/ssl/error.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>
#include <charconv>
#include <utility>

namespace tb::http {
namespace {

namespace beast = boost::beast;
using boost::system::error_code;
using TlsStream = beast::ssl_stream<beast::tcp_stream>;

constexpr auto kAsTuple = asio::as_tuple(asio::use_awaitable);

// Boost's codes in the words of Error. Phases are verb phrases: "connect", "read the body".
Error trouble(const Target& target, const char* phase, const error_code& code, std::chrono::milliseconds limit) {
  Error error{
      .kind = ErrorKind::unavailable, .doing = phase, .to = target.host_header, .why = code.message(), .advice = {}};
  if (code == asio::error::operation_aborted) {
    error.kind = ErrorKind::cancelled;
  } else if (code == beast::error::timeout) {
    error.kind = ErrorKind::timeout;
    error.why = "no answer within " + std::to_string(limit.count()) + " ms";
  } else if (code == beast::http::error::body_limit) {
    error.kind = ErrorKind::limit_exceeded;
    error.why = "the body is larger than allowed (http.body_limit)";
  } else if (code == beast::http::error::header_limit || code == beast::http::error::buffer_overflow) {
    error.kind = ErrorKind::limit_exceeded;
    error.why = "the headers are larger than allowed (http.header_limit)";
  } else if (code == beast::http::error::end_of_stream) {
    error.why = "the server closed the connection without an answer";
  } else if (code == beast::http::error::partial_message) {
    error.kind = ErrorKind::corrupt;
    error.why = "the server closed the connection in the middle of the answer";
  } else if (code.category() == beast::http::make_error_code(beast::http::error::bad_version).category()) {
    error.kind = ErrorKind::corrupt;
    error.why = "the answer is not HTTP (" + code.message() + ")";
  }
  return error;
}

Error tls_trouble(const Target& target, const error_code& code, long verdict, std::chrono::milliseconds limit) {
  Error error = trouble(target, "speak TLS with", code, limit);
  if (error.kind == ErrorKind::cancelled || error.kind == ErrorKind::timeout) return error;
  if (verdict != X509_V_OK) {
    error.kind = ErrorKind::refused;
    error.why = std::string("its certificate is not trusted: ") + ::X509_verify_cert_error_string(verdict);
    error.advice = "If the server is your own, name its CA in http.ca_file.";
  }
  return error;
}

beast::http::request<beast::http::string_body> to_beast(const Target& target, Message message) {
  beast::http::request<beast::http::string_body> request;
  request.method_string(message.method);
  request.target(target.path);
  request.version(11);
  request.set(beast::http::field::host, target.host_header);
  for (const Header& header : message.headers) request.insert(header.name, header.value);
  request.set(beast::http::field::connection, "close");
  request.body() = std::move(message.body);
  if (request.method() != beast::http::verb::get) request.prepare_payload();
  return request;
}

Response to_response(const Target& target, beast::http::response<beast::http::string_body> message) {
  Response response;
  response.status = message.result_int();
  response.url = target.url;
  for (const auto& field : message) {
    response.headers.push_back({.name = std::string(field.name_string()), .value = std::string(field.value())});
  }
  response.body = std::move(message.body());
  return response;
}

// A server that says Connection: close, or HTTP/1.0, may end the body by closing; any other early end is a truncation.
template <class Stream>
asio::awaitable<Result<Response>> converse(Stream& stream, Target target, Message message, Limits limits) {
  auto& timer = beast::get_lowest_layer(stream);
  const auto request = to_beast(target, std::move(message));
  timer.expires_after(limits.first_byte);
  const auto [write_error, written] = co_await beast::http::async_write(stream, request, kAsTuple);
  if (write_error) co_return fail(trouble(target, "send the request to", write_error, limits.first_byte));

  beast::flat_buffer buffer(limits.headers.count + 64 * 1024);
  beast::http::response_parser<beast::http::string_body> parser;
  parser.header_limit(static_cast<std::uint32_t>(limits.headers.count));
  parser.body_limit(limits.body.count);
  if (request.method() == beast::http::verb::head) parser.skip(true);
  const auto [header_error, header_size] = co_await beast::http::async_read_header(stream, buffer, parser, kAsTuple);
  if (header_error) co_return fail(trouble(target, "read the answer of", header_error, limits.first_byte));

  timer.expires_after(limits.total);
  const auto [body_error, body_size] = co_await beast::http::async_read(stream, buffer, parser, kAsTuple);
  const bool closed_instead_of_notify = body_error == asio::ssl::error::stream_truncated && parser.is_done();
  if (body_error && !closed_instead_of_notify) {
    co_return fail(trouble(target, "read the body from", body_error, limits.total));
  }
  auto answer = parser.release();
  co_return to_response(target, std::move(answer));
}

asio::awaitable<Result<Response>> converse_tls(beast::tcp_stream connection, Target target, Message message,
                                               Limits limits, asio::ssl::context& tls) {
  TlsStream stream(std::move(connection), tls);
  ::SSL_set_tlsext_host_name(stream.native_handle(), target.host.c_str());
  stream.set_verify_mode(asio::ssl::verify_peer);
  const asio::ssl::host_name_verification verification(target.host);
  stream.set_verify_callback(verification);
  beast::get_lowest_layer(stream).expires_after(limits.handshake);
  const auto [error] = co_await stream.async_handshake(asio::ssl::stream_base::client, kAsTuple);
  if (error) {
    const long verdict = ::SSL_get_verify_result(stream.native_handle());
    co_return fail(tls_trouble(target, error, verdict, limits.handshake));
  }
  co_return co_await converse(stream, std::move(target), std::move(message), limits);
}

}  // namespace

asio::awaitable<Result<Response>> exchange(Target target, std::vector<asio::ip::address> addresses, Message message,
                                           Limits limits, asio::ssl::context& tls) {
  const auto executor = co_await asio::this_coro::executor;
  std::uint16_t port = 0;
  std::from_chars(target.port.data(), target.port.data() + target.port.size(), port);
  std::vector<asio::ip::tcp::endpoint> endpoints;
  for (const auto& address : addresses) endpoints.emplace_back(address, port);

  beast::tcp_stream stream(executor);
  stream.expires_after(limits.connect);
  const auto [error, endpoint] = co_await stream.async_connect(endpoints, kAsTuple);
  if (error) co_return fail(trouble(target, "connect to", error, limits.connect));
  if (target.tls)
    co_return co_await converse_tls(std::move(stream), std::move(target), std::move(message), limits, tls);
  co_return co_await converse(stream, std::move(target), std::move(message), limits);
}

}  // namespace tb::http

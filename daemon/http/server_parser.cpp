// Beast's basic_parser, and nothing else of Beast. What is ours is where the parts go, and what is refused beyond what
// Beast refuses: everything that a proxy before us could read otherwise than we do (RFC 9112 §11.2).
#include "server_parser.hpp"

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>
#include <functional>
#include <utility>

namespace tb::http {
namespace {

namespace beast_http = boost::beast::http;
using beast_http::field;
using boost::beast::string_view;
using boost::system::error_code;

// Memory grows with what comes, not with what is promised.
constexpr std::uint64_t kMostReserved = 64 * 1024;

// "0", and two line ends: less is never the end of chunks, and Beast's assertions do not hold for less.
constexpr std::size_t kShortestEnd = 5;

constexpr unsigned kBadRequest = 400;
constexpr unsigned kTooLarge = 413;
constexpr unsigned kHeadersTooLarge = 431;
constexpr unsigned kNotImplemented = 501;
constexpr unsigned kWrongVersion = 505;

unsigned status_of(const error_code& code) {
  if (code == beast_http::error::body_limit) return kTooLarge;
  if (code == beast_http::error::header_limit) return kHeadersTooLarge;
  if (code == beast_http::error::bad_version) return kWrongVersion;
  return kBadRequest;
}

std::string_view view(string_view text) {
  return {text.data(), text.size()};
}

}  // namespace

class ServerParser::Parser final : public beast_http::basic_parser<true> {
 public:
  explicit Parser(std::size_t most_fields) : most_fields_(most_fields) {}

  /// The bytes that are about to be put: a field's value that lies outside of them was put together of several lines.
  void looks_at(std::string_view bytes) { bytes_ = bytes; }

  IncomingRequest request;
  bool expects_continue = false;
  std::optional<unsigned> refusal;  ///< where it is not Beast that refuses

 private:
  void refuse(unsigned status, error_code& code) {
    refusal = status;
    code = beast_http::error::bad_value;
  }

  void on_request_impl(beast_http::verb, string_view method, string_view target, int version,
                       error_code& code) override {
    request.method = view(method);
    request.target = view(target);
    is_old_ = version < 11;
    if (is_old_ && version != 10) refuse(kWrongVersion, code);
  }
  void on_response_impl(int, string_view, int, error_code&) override {}

  void on_field_impl(field name, string_view name_text, string_view value, error_code& code) override {
    if (header_done_) return;  // a trailer: nothing that we read may stand there (RFC 9110 §6.5.1)
    const bool inside = value.empty() || (!std::less<>()(value.data(), bytes_.data()) &&
                                          std::less<>()(value.data(), bytes_.data() + bytes_.size()));
    if (!inside) return refuse(kBadRequest, code);
    if (request.headers.size() == most_fields_) return refuse(kHeadersTooLarge, code);
    lengths_ += name == field::content_length ? 1 : 0;
    codings_ += name == field::transfer_encoding ? 1 : 0;
    hosts_ += name == field::host ? 1 : 0;
    if (name == field::expect) expects_continue = boost::beast::iequals(value, "100-continue");
    request.headers.push_back({.name = std::string(view(name_text)), .value = std::string(view(value))});
  }

  void on_header_impl(error_code& code) override {
    header_done_ = true;
    // Two ways of saying where a request ends are one too many, and HTTP/1.0 knows no chunks.
    if (lengths_ + codings_ > 1 || (is_old_ && codings_ > 0)) return refuse(kBadRequest, code);
    if (hosts_ > 1 || (!is_old_ && hosts_ == 0)) return refuse(kBadRequest, code);  // RFC 9112 §3.2
    if (codings_ > 0 && !chunked()) return refuse(kNotImplemented, code);
    expects_continue = expects_continue && !is_old_;
  }

  void on_body_init_impl(const boost::optional<std::uint64_t>& length, error_code&) override {
    if (length) request.body.reserve(static_cast<std::size_t>(std::min(*length, kMostReserved)));
  }
  std::size_t on_body_impl(string_view bytes, error_code&) override {
    request.body.append(bytes.data(), bytes.size());
    return bytes.size();
  }
  void on_chunk_header_impl(std::uint64_t, string_view, error_code&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, string_view bytes, error_code&) override {
    request.body.append(bytes.data(), bytes.size());
    return bytes.size();
  }
  void on_finish_impl(error_code&) override {}

  std::size_t most_fields_;
  std::string_view bytes_;
  bool header_done_ = false;
  bool is_old_ = false;
  int lengths_ = 0;
  int codings_ = 0;
  int hosts_ = 0;
};

ServerParser::ServerParser(const ServerLimits& limits)
    : limits_(limits), parser_(std::make_unique<Parser>(limits.header_fields)) {
  parser_->eager(true);
  parser_->header_limit(static_cast<std::uint32_t>(limits_.headers.count));
  parser_->body_limit(limits_.body.count);
}
ServerParser::~ServerParser() = default;

bool ServerParser::is_done() const {
  return parser_->is_done();
}

bool ServerParser::asks_to_continue() {
  if (continued_ || !parser_->expects_continue || !parser_->is_header_done() || parser_->is_done()) return false;
  continued_ = true;
  return true;
}

std::size_t ServerParser::body_size() const {
  return parser_->request.body.size();
}

std::optional<unsigned> ServerParser::take(std::string_view bytes) {
  begun_ = begun_ || !bytes.empty();
  pending_.append(bytes);
  const std::string_view all = pending_;
  std::size_t used = 0;
  while (used < all.size() && !parser_->is_done()) {
    const std::string_view rest = all.substr(used);
    if (parser_->is_header_done() && parser_->chunked() && rest.size() < kShortestEnd) break;
    parser_->looks_at(rest);
    error_code code;
    used += parser_->put(boost::asio::buffer(rest.data(), rest.size()), code);
    if (parser_->refusal) return parser_->refusal;
    if (code == beast_http::error::need_more) break;
    if (code) return status_of(code);
  }
  pending_.erase(0, used);
  if (parser_->is_done()) {
    leftover_ = !pending_.empty();
    return std::nullopt;
  }
  // An endless line between chunks is a header that never ends.
  if (pending_.size() > limits_.headers.count) return kHeadersTooLarge;
  return std::nullopt;
}

bool ServerParser::keeps_connection() const {
  return parser_->is_done() && !leftover_ && parser_->keep_alive();
}

IncomingRequest ServerParser::release() {
  IncomingRequest request = std::move(parser_->request);
  // "http://host/path", which every server must take (RFC 9112 §3.2.2), is "/path" here.
  const std::size_t scheme = request.target.starts_with('/') ? std::string::npos : request.target.find("://");
  if (scheme != std::string::npos) {
    const std::size_t path = request.target.find_first_of("/?", scheme + 3);
    request.target = path == std::string::npos ? "/" : request.target.substr(path);
    if (request.target.starts_with('?')) request.target.insert(0, "/");
  }
  return request;
}

}  // namespace tb::http

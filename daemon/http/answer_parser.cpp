// Beast's basic_parser, and nothing else of Beast: its stream operations cost half a minute of compile time. What is
// ours is where the fields and the body go, and what is refused beyond what Beast refuses.
#include "answer_parser.hpp"

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>
#include <charconv>
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
// What stands between chunks may be that many times what is in them: of chunks of a single byte it is five times.
constexpr std::size_t kMostFraming = 8;
// A server that announces its answer more often than that has none.
constexpr int kMostInterim = 10;

Error corrupt(std::string why) {
  return {.kind = ErrorKind::corrupt, .doing = {}, .to = {}, .why = std::move(why), .advice = {}};
}

Error too_much(std::string why) {
  return {.kind = ErrorKind::limit_exceeded, .doing = {}, .to = {}, .why = std::move(why), .advice = {}};
}

Error in_words(const error_code& code) {
  if (code == beast_http::error::body_limit) return too_much("the body is larger than allowed (http.body_limit)");
  if (code == beast_http::error::header_limit)
    return too_much("the headers are larger than allowed (http.header_limit)");
  return corrupt("it is not HTTP (" + code.message() + ")");
}

std::string_view view(string_view text) {
  return {text.data(), text.size()};
}

}  // namespace

class AnswerParser::Parser final : public beast_http::basic_parser<false> {
 public:
  explicit Parser(const Limits& limits) : most_fields_(limits.header_fields), most_ignored_(limits.headers.count) {}

  /// The bytes that are about to be put: a field's value that lies outside of them was put together of several lines.
  void looks_at(std::string_view bytes) { bytes_ = bytes; }

  Response response;
  std::string keep_alive_field;
  std::optional<Error> refusal;  ///< why, where it is not Beast that refuses

 private:
  void refuse(Error error, error_code& code) {
    refusal = std::move(error);
    code = beast_http::error::bad_value;
  }

  // Chunk extensions and trailers: nothing that we read may stand there (RFC 9110 §6.5.1), nor more of it than in
  // headers.
  void take_note_of(std::size_t bytes, error_code& code) {
    ignored_ += bytes;
    if (ignored_ > most_ignored_) code = beast_http::error::header_limit;
  }

  void on_request_impl(beast_http::verb, string_view, string_view, int, error_code&) override {}
  void on_response_impl(int status, string_view, int, error_code&) override {
    response.status = static_cast<unsigned>(status);
  }

  void on_field_impl(field name, string_view name_text, string_view value, error_code& code) override {
    if (header_done_) return take_note_of(name_text.size() + value.size(), code);
    const bool inside = value.empty() || (!std::less<>()(value.data(), bytes_.data()) &&
                                          std::less<>()(value.data(), bytes_.data() + bytes_.size()));
    if (!inside) return refuse(corrupt("a header is folded over several lines"), code);
    if (response.headers.size() == most_fields_) {
      return refuse(too_much("more than " + std::to_string(most_fields_) + " headers (http.header_fields)"), code);
    }
    // Two ways of saying where the answer ends are one too many: whoever stands between us may read the other.
    has_length_ = has_length_ || name == field::content_length;
    has_encoding_ = has_encoding_ || name == field::transfer_encoding;
    if (has_length_ && has_encoding_) return refuse(corrupt("it has both a length and a transfer coding"), code);
    if (name == field::keep_alive) keep_alive_field = view(value);
    if (response.headers.empty()) response.headers.reserve(12);
    response.headers.push_back({.name = std::string(view(name_text)), .value = std::string(view(value))});
  }

  void on_header_impl(error_code&) override { header_done_ = true; }

  void on_body_init_impl(const boost::optional<std::uint64_t>& length, error_code&) override {
    if (length) response.body.reserve(static_cast<std::size_t>(std::min(*length, kMostReserved)));
  }
  std::size_t on_body_impl(string_view bytes, error_code&) override {
    response.body.append(bytes.data(), bytes.size());
    return bytes.size();
  }
  void on_chunk_header_impl(std::uint64_t, string_view extensions, error_code& code) override {
    take_note_of(extensions.size(), code);
  }
  std::size_t on_chunk_body_impl(std::uint64_t, string_view bytes, error_code&) override {
    response.body.append(bytes.data(), bytes.size());
    return bytes.size();
  }
  void on_finish_impl(error_code&) override {}

  std::size_t most_fields_;
  std::uint64_t most_ignored_;
  std::uint64_t ignored_ = 0;
  std::string_view bytes_;
  bool header_done_ = false;
  bool has_length_ = false;
  bool has_encoding_ = false;
};

AnswerParser::AnswerParser(const Limits& limits, Expected expected) : limits_(limits), expected_(expected) {
  begin();
}
AnswerParser::~AnswerParser() = default;

void AnswerParser::begin() {
  parser_ = std::make_unique<Parser>(limits_);
  parser_->eager(true);
  parser_->skip(expected_ == Expected::no_body);
  const std::uint64_t left = limits_.headers.count - std::min<std::uint64_t>(limits_.headers.count, interim_bytes_);
  parser_->header_limit(static_cast<std::uint32_t>(std::max<std::uint64_t>(left, 1)));
  parser_->body_limit(limits_.body.count);
}

bool AnswerParser::has_header() const {
  return parser_->is_header_done();
}

bool AnswerParser::is_done() const {
  return parser_->is_done();
}

// How much was consumed. What was not is the beginning of a line whose end has not come.
Result<std::size_t> AnswerParser::put(std::string_view bytes) {
  std::size_t used = 0;
  while (used < bytes.size() && !parser_->is_done()) {
    const std::string_view rest = bytes.substr(used);
    if (parser_->is_header_done() && parser_->chunked() && rest.size() < kShortestEnd) break;
    parser_->looks_at(rest);
    error_code code;
    const std::size_t taken = parser_->put(boost::asio::buffer(rest.data(), rest.size()), code);
    used += taken;
    if (parser_->refusal) return fail(std::move(*parser_->refusal));
    if (code && code != beast_http::error::need_more) return fail(in_words(code));
    if (parser_->is_done() && parser_->response.status / 100 == 1) {
      // 1xx announces the answer (RFC 9110 §15.2), it is none; 101 is for those who asked.
      if (parser_->response.status == 101) return fail(corrupt("it changes the protocol unasked"));
      if (++interim_ > kMostInterim) return fail(too_much("it only ever announces an answer"));
      interim_bytes_ += taken;
      begin();
    } else if (code) {
      break;
    }
  }
  return used;
}

Result<void> AnswerParser::take(std::string_view bytes) {
  const bool fresh = pending_.empty();
  if (!fresh) pending_.append(bytes);
  const std::string_view all = fresh ? bytes : std::string_view(pending_);
  const Result<std::size_t> used = put(all);
  if (!used) return fail(used.error());
  consumed_ += *used;
  if (consumed_ > 2 * limits_.headers.count + (1 + kMostFraming) * parser_->response.body.size()) {
    return fail(too_much("more stands between the chunks of the body than in them"));
  }
  if (parser_->is_done()) {
    leftover_ = *used < all.size();
    return {};
  }
  if (fresh) {
    pending_ = all.substr(*used);
  } else {
    pending_.erase(0, *used);
  }
  // An endless line between chunks is a header that never ends.
  if (pending_.size() > limits_.headers.count) {
    return fail(too_much("the headers are larger than allowed (http.header_limit)"));
  }
  return {};
}

Result<void> AnswerParser::take(Ending ending) {
  if (parser_->is_done()) return {};
  const bool nothing = !parser_->got_some() && interim_ == 0 && pending_.empty();
  if (nothing) {
    return fail({.kind = ErrorKind::unavailable,
                 .doing = {},
                 .to = {},
                 .why = "the server closed the connection without an answer",
                 .advice = {}});
  }
  const Error broken_off = corrupt("the server closed the connection in the middle of the answer");
  if (ending == Ending::truncated || !parser_->got_some()) return fail(broken_off);
  error_code code;
  parser_->put_eof(code);
  if (code) return fail(broken_off);
  return {};
}

std::optional<std::chrono::milliseconds> AnswerParser::kept_for(std::chrono::milliseconds at_most) const {
  if (!parser_->is_done() || leftover_ || !parser_->keep_alive()) return std::nullopt;
  // "timeout=5, max=100": there is no standard but this (RFC 2068 §19.7.1.1).
  const std::string_view field = parser_->keep_alive_field;
  constexpr std::string_view kName = "timeout=";
  const std::size_t at = field.find(kName);
  if (at == std::string_view::npos) return at_most;
  std::uint32_t seconds = 0;
  const char* begin = field.data() + at + kName.size();
  if (std::from_chars(begin, field.data() + field.size(), seconds).ec != std::errc()) return at_most;
  if (seconds == 0) return std::nullopt;
  return std::min<std::chrono::milliseconds>(at_most, std::chrono::seconds(seconds));
}

Response AnswerParser::release() {
  parser_->response.transferred = parser_->response.body.size();
  return std::move(parser_->response);
}

}  // namespace tb::http

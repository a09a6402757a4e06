// Appended into one string: no stream, no allocation per header.
#include "message.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <initializer_list>

namespace tb::http {
namespace {

void append(std::string& bytes, std::initializer_list<std::string_view> parts) {
  for (const std::string_view part : parts) bytes.append(part);
}

bool breaks_the_line(std::string_view text) {
  return text.find_first_of(std::string_view("\r\n\0", 3)) != std::string_view::npos;
}

// Whoever can end a line can send a request of his own.
bool append_fields(std::string& bytes, const std::vector<Header>& headers) {
  for (const Header& header : headers) {
    if (breaks_the_line(header.name) || breaks_the_line(header.value)) return false;
    append(bytes, {header.name, ": ", header.value, "\r\n"});
  }
  return true;
}

bool append_validators(std::string& bytes, const Validators& validators) {
  if (breaks_the_line(validators.etag) || breaks_the_line(validators.last_modified)) return false;
  if (!validators.etag.empty()) append(bytes, {"If-None-Match: ", validators.etag, "\r\n"});
  if (!validators.etag.empty() && validators.accepts_delta) append(bytes, {"A-IM: feed\r\n"});
  if (!validators.last_modified.empty()) append(bytes, {"If-Modified-Since: ", validators.last_modified, "\r\n"});
  return true;
}

bool always_has_a_body(std::string_view method) {
  return method == "POST" || method == "PUT" || method == "PATCH";
}

bool is_idempotent(std::string_view method) {
  constexpr std::array<std::string_view, 6> kIdempotent = {"GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE"};
  return std::ranges::find(kIdempotent, method) != kIdempotent.end();
}

}  // namespace

std::string standing_fields(const std::string& contact) {
  const std::string about = contact.empty() ? "" : "; " + contact;
  return "User-Agent: tenbells/" TB_VERSION " (+" TB_PROJECT_URL + about +
         ")\r\n"
         "Accept-Encoding: gzip, deflate, br, zstd\r\n";
}

Result<Message> message_for(const Request& request, std::string_view standing, const Target& target,
                            Credentials credentials, const Proxy* proxy) {
  Message message{.bytes = {}, .is_head = request.method == "HEAD", .may_be_repeated = is_idempotent(request.method)};
  std::string& bytes = message.bytes;
  bytes.reserve(512 + request.body.size());
  append(bytes, {request.method, " ", proxy != nullptr ? target.url : target.path,
                 " HTTP/1.1\r\nHost: ", target.host_header, "\r\n", standing});
  bool whole = !breaks_the_line(request.method) && append_fields(bytes, request.headers);
  if (credentials == Credentials::send) whole = whole && append_fields(bytes, request.credentials);
  if (request.validators && request.validators->url == target.url) {
    whole = whole && append_validators(bytes, *request.validators);
  }
  if (!whole) {
    return fail({.kind = ErrorKind::invalid_input,
                 .doing = "send the request to",
                 .to = target.host_header,
                 .why = "a header holds a line break, which none can",
                 .advice = {}});
  }
  if (proxy != nullptr && !proxy->authorization.empty()) {
    append(bytes, {"Proxy-Authorization: ", proxy->authorization, "\r\n"});
  }
  if (!request.body.empty() || always_has_a_body(request.method)) {
    std::array<char, 24> digits;
    const char* end = std::to_chars(digits.data(), digits.data() + digits.size(), request.body.size()).ptr;
    append(bytes, {"Content-Length: ", std::string_view(digits.data(), static_cast<std::size_t>(end - digits.data())),
                   "\r\n"});
  }
  append(bytes, {"\r\n", request.body});
  return message;
}

Message connect_message(const Target& target, const Proxy& proxy, std::string_view standing) {
  const bool is_ipv6 = target.host.find(':') != std::string::npos;
  const std::string host = is_ipv6 ? "[" + target.host + "]" : target.host;
  const std::string authority = host + ":" + target.port;
  Message message;
  append(message.bytes, {"CONNECT ", authority, " HTTP/1.1\r\nHost: ", authority, "\r\n",
                         standing.substr(0, standing.find("\r\n") + 2)});
  if (!proxy.authorization.empty()) append(message.bytes, {"Proxy-Authorization: ", proxy.authorization, "\r\n"});
  message.bytes += "\r\n";
  return message;
}

}  // namespace tb::http

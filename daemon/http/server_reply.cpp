// The status line, our fields, then the server's.
#include "server_reply.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <array>
#include <chrono>

namespace tb::http {
namespace {

struct Row {
  unsigned status;
  std::string_view phrase;
};

constexpr std::array kPhrases{
    Row{200, "OK"},
    Row{202, "Accepted"},
    Row{204, "No Content"},
    Row{400, "Bad Request"},
    Row{404, "Not Found"},
    Row{405, "Method Not Allowed"},
    Row{410, "Gone"},
    Row{413, "Content Too Large"},
    Row{415, "Unsupported Media Type"},
    Row{429, "Too Many Requests"},
    Row{431, "Request Header Fields Too Large"},
    Row{500, "Internal Server Error"},
    Row{501, "Not Implemented"},
    Row{503, "Service Unavailable"},
    Row{505, "HTTP Version Not Supported"},
};

std::string_view phrase_of(unsigned status) {
  for (const Row& row : kPhrases) {
    if (row.status == status) return row.phrase;
  }
  return "";
}

std::string http_date_of(Moment moment) {
  const std::time_t seconds = std::chrono::system_clock::to_time_t(std::chrono::floor<std::chrono::seconds>(moment));
  return fmt::format("{:%a, %d %b %Y %H:%M:%S} GMT", fmt::gmtime(seconds));
}

bool is_one_line(std::string_view text) {
  return text.find_first_of("\r\n") == std::string_view::npos;
}

}  // namespace

std::string reply_bytes(const Reply& reply, std::string_view method, After after, Moment now) {
  std::string bytes = fmt::format("HTTP/1.1 {} {}\r\n", reply.status, phrase_of(reply.status));
  for (const Header& header : reply.headers) {
    if (is_one_line(header.name) && is_one_line(header.value)) bytes += header.name + ": " + header.value + "\r\n";
  }
  bytes += "Date: " + http_date_of(now) + "\r\n";
  if (after == After::close) bytes += "Connection: close\r\n";
  const bool has_no_body = reply.status == 204 || reply.status == 304;
  if (!has_no_body) bytes += fmt::format("Content-Length: {}\r\n", reply.body.size());
  bytes += "\r\n";
  if (!has_no_body && method != "HEAD") bytes += reply.body;
  return bytes;
}

Reply plain_reply(unsigned status) {
  Reply reply;
  reply.status = status;
  reply.headers.push_back({.name = "Content-Type", .value = "text/plain; charset=utf-8"});
  reply.body = std::string(phrase_of(status)) + "\n";
  return reply;
}

}  // namespace tb::http

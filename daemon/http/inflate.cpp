// gzip and deflate by zlib. "deflate" means zlib's format (RFC 1950), but servers that send the bare stream exist.
#include "inflate.hpp"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <cctype>

namespace tb::http {
namespace {

constexpr int kGzipOrZlib = 15 + 32;  // zlib's own detection of both headers
constexpr int kBareDeflate = -15;

Error trouble(ErrorKind kind, std::string why) {
  return {.kind = kind, .doing = "decompress the body", .to = {}, .why = std::move(why), .advice = {}};
}

Result<std::string> inflate_all(std::string_view body, int window_bits, Bytes limit) {
  z_stream stream{};
  if (inflateInit2(&stream, window_bits) != Z_OK) return fail(trouble(ErrorKind::internal, "zlib will not start"));
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(body.data()));
  stream.avail_in = static_cast<uInt>(body.size());
  std::string out;
  std::array<char, 64 * 1024> piece;
  int code = Z_OK;
  while (code == Z_OK) {
    stream.next_out = reinterpret_cast<Bytef*>(piece.data());
    stream.avail_out = piece.size();
    code = inflate(&stream, Z_NO_FLUSH);
    out.append(piece.data(), piece.size() - stream.avail_out);
    if (out.size() > limit.count) {
      inflateEnd(&stream);
      return fail(trouble(ErrorKind::limit_exceeded,
                          "more than " + std::to_string(limit.count) + " bytes come out (http.inflated_limit)"));
    }
    const bool another_member = code == Z_STREAM_END && stream.avail_in > 0 && window_bits == kGzipOrZlib;
    if (another_member && inflateReset(&stream) == Z_OK) code = Z_OK;  // gzip files may be concatenated (RFC 1952 §2.2)
  }
  const bool trailing_junk = code == Z_DATA_ERROR && stream.total_out == 0 && !out.empty();
  inflateEnd(&stream);
  if (code == Z_STREAM_END || trailing_junk) return out;
  return fail(
      trouble(ErrorKind::corrupt, code == Z_BUF_ERROR ? "it ends in the middle" : "it is not what its header says"));
}

std::string lower(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  std::string result(text);
  std::ranges::transform(result, result.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return result;
}

bool looks_gzipped(std::string_view body) {
  return body.starts_with("\x1f\x8b\x08");
}

}  // namespace

Result<std::string> decode_content(std::string body, std::string_view coding, Bytes limit) {
  const std::string name = lower(coding);
  if (name.empty() || name == "identity" || name == "none" || name == "utf-8") {
    if (looks_gzipped(body)) return inflate_all(body, kGzipOrZlib, limit);
    return body;
  }
  if (body.empty()) return body;
  if (name == "gzip" || name == "x-gzip") {
    if (!looks_gzipped(body)) return body;  // a proxy has undone it and left the header
    return inflate_all(body, kGzipOrZlib, limit);
  }
  if (name == "deflate") {
    Result<std::string> whole = inflate_all(body, kGzipOrZlib, limit);
    if (whole || whole.error().kind == ErrorKind::limit_exceeded) return whole;
    return inflate_all(body, kBareDeflate, limit);
  }
  return fail(trouble(ErrorKind::invalid_input, "the server used \"" + name + "\", which we did not offer"));
}

}  // namespace tb::http

// gzip and deflate. libdeflate undoes a whole body in half of zlib's time, but must be told how much will come out:
// gzip says so at its end, and is believed if it promises what text does. All else is zlib's: several members, bodies
// that end early, bombs, and deflate, which by its specification is zlib's format and by some servers the bare stream.
#include <libdeflate.h>
#include <zlib.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>

#include "codings.hpp"

namespace tb::http {
namespace {

constexpr int kGzip = 15 + 16;
constexpr int kZlibOrGzip = 15 + 32;  // zlib tells which
constexpr int kBareDeflate = -15;

constexpr std::size_t kMostAtOnce = std::size_t{1} << 30;  // zlib counts in 32 bits

// Feeds are packed 4 to 12 times; what promises more is watched as it comes out.
constexpr std::size_t kBelievedRatio = 24;
constexpr std::size_t kBelievedSize = 64 * 1024;  // of however small a body

// ISIZE: how long the last member was, modulo 2^32 (RFC 1952 §2.3.1).
std::size_t promised_size(std::string_view coded) {
  std::uint32_t size = 0;
  for (std::size_t i = 4; i > 0; --i) size = (size << 8) | static_cast<unsigned char>(coded[coded.size() - 5 + i]);
  return size;
}

// Nothing if it is no single whole member of about the promised size: zlib then says what it is.
std::optional<std::string> undo_at_once(std::string_view coded, const OutputBound& bound) {
  constexpr std::size_t kLeastMember = 18;
  if (coded.size() < kLeastMember) return std::nullopt;
  const std::size_t promised = promised_size(coded);
  if (promised > std::min(std::max(kBelievedRatio * coded.size(), kBelievedSize), bound.most)) return std::nullopt;
  const std::unique_ptr<libdeflate_decompressor, decltype(&libdeflate_free_decompressor)> decompressor(
      libdeflate_alloc_decompressor(), &libdeflate_free_decompressor);
  if (!decompressor) return std::nullopt;
  std::string out(promised, '\0');
  std::size_t read = 0;
  const libdeflate_result result = libdeflate_gzip_decompress_ex(decompressor.get(), coded.data(), coded.size(),
                                                                 out.data(), out.size(), &read, nullptr);
  if (result != LIBDEFLATE_SUCCESS || read != coded.size()) return std::nullopt;
  return out;
}

// zlib's own state, ended with its owner.
class Inflation final {
 public:
  explicit Inflation(int window_bits) : started_(inflateInit2(&stream_, window_bits) == Z_OK) {}
  ~Inflation() {
    if (started_) inflateEnd(&stream_);
  }
  Inflation(const Inflation&) = delete;
  Inflation& operator=(const Inflation&) = delete;

  [[nodiscard]] bool has_started() const { return started_; }
  [[nodiscard]] z_stream& stream() { return stream_; }

 private:
  z_stream stream_{};
  bool started_;
};

Result<std::string> undo_piecewise(std::string_view coded, int window_bits, const char* name,
                                   const OutputBound& bound) {
  Inflation inflation(window_bits);
  if (!inflation.has_started()) return fail(coding_error(ErrorKind::internal, "zlib has no memory"));
  z_stream& stream = inflation.stream();
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(coded.data()));
  stream.avail_in = static_cast<uInt>(coded.size());
  BoundedOutput out(bound, 4 * coded.size());
  bool has_ended = false;
  int code = Z_OK;
  while (code == Z_OK) {
    const std::span<char> room = out.room();
    stream.next_out = reinterpret_cast<Bytef*>(room.data());
    stream.avail_out = static_cast<uInt>(std::min(room.size(), kMostAtOnce));
    const std::size_t offered = stream.avail_out;
    code = inflate(&stream, Z_NO_FLUSH);
    out.wrote(offered - stream.avail_out);
    if (out.is_too_much()) return fail(too_much(bound));
    if (code != Z_STREAM_END) continue;
    has_ended = true;
    // gzip files may be concatenated (RFC 1952 §2.2); what is no further member is padding.
    const std::string_view rest = coded.substr(coded.size() - stream.avail_in);
    if (window_bits == kGzip && looks_gzipped(rest) && inflateReset(&stream) == Z_OK) {
      code = Z_OK;
      has_ended = false;
    }
  }
  if (has_ended) return out.take();
  return fail(code == Z_BUF_ERROR ? ends_early(name) : broken(name));
}

}  // namespace

bool looks_gzipped(std::string_view bytes) {
  return bytes.starts_with("\x1f\x8b\x08");
}

Result<std::string> undo_gzip(std::string_view coded, const OutputBound& bound) {
  std::optional<std::string> whole = undo_at_once(coded, bound);
  if (whole) return std::move(*whole);
  return undo_piecewise(coded, kGzip, "gzip", bound);
}

Result<std::string> undo_deflate(std::string_view coded, const OutputBound& bound) {
  Result<std::string> inflated = undo_piecewise(coded, kZlibOrGzip, "deflate", bound);
  if (inflated || inflated.error().kind == ErrorKind::limit_exceeded) return inflated;
  Result<std::string> bare = undo_piecewise(coded, kBareDeflate, "deflate", bound);
  if (bare || bare.error().kind == ErrorKind::limit_exceeded) return bare;
  return inflated;
}

}  // namespace tb::http

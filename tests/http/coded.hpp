// Bodies with a content-coding on them, made by each coding's own encoder.
#pragma once

#include <brotli/encode.h>
#include <zlib.h>
#include <zstd.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace tb::http::coded {

inline std::string deflated(std::string_view text, int window_bits) {
  z_stream stream{};
  deflateInit2(&stream, 3, Z_DEFLATED, window_bits, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, text.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

inline std::string gzip(std::string_view text) {
  return deflated(text, 15 + 16);
}
inline std::string deflate_of_zlib(std::string_view text) {
  return deflated(text, 15);
}
inline std::string deflate_bare(std::string_view text) {
  return deflated(text, -15);
}

inline std::string brotli(std::string_view text) {
  std::size_t size = BrotliEncoderMaxCompressedSize(text.size());
  std::string out(size, '\0');
  BrotliEncoderCompress(5, 22, BROTLI_MODE_TEXT, text.size(), reinterpret_cast<const std::uint8_t*>(text.data()), &size,
                        reinterpret_cast<std::uint8_t*>(out.data()));
  out.resize(size);
  return out;
}

/// As a server streams it: its length is not said, its window is.
inline std::string zstd(std::string_view text, int window_log = 20) {
  ZSTD_CCtx* context = ZSTD_createCCtx();
  ZSTD_CCtx_setParameter(context, ZSTD_c_windowLog, window_log);
  std::string out(ZSTD_compressBound(text.size()), '\0');
  ZSTD_inBuffer in{.src = text.data(), .size = text.size(), .pos = 0};
  ZSTD_outBuffer into{.dst = out.data(), .size = out.size(), .pos = 0};
  ZSTD_compressStream2(context, &into, &in, ZSTD_e_flush);
  ZSTD_compressStream2(context, &into, &in, ZSTD_e_end);
  ZSTD_freeCCtx(context);
  out.resize(into.pos);
  return out;
}

inline std::string zstd_of_a_stream(std::string_view text) {
  return zstd(text);
}

}  // namespace tb::http::coded

// zstd, by its own library. A frame names the window that it needs before it has shown a byte: beyond the 8 MiB that
// HTTP allows (RFC 9659) it is refused.
#include <zstd.h>
#include <zstd_errors.h>

#include <cstdint>
#include <memory>

#include "codings.hpp"

namespace tb::http {
namespace {

constexpr int kWindowLog = 23;  // 8 MiB

// Frames may follow each other (RFC 8878 §3.1), skippable ones among them.
bool begins_frame(std::string_view bytes) {
  if (bytes.size() < 4) return false;
  std::uint32_t magic = 0;
  for (std::size_t i = 4; i > 0; --i) magic = (magic << 8) | static_cast<unsigned char>(bytes[i - 1]);
  return magic == ZSTD_MAGICNUMBER || (magic & ZSTD_MAGIC_SKIPPABLE_MASK) == ZSTD_MAGIC_SKIPPABLE_START;
}

Error zstd_error(std::size_t code) {
  switch (ZSTD_getErrorCode(code)) {
    case ZSTD_error_frameParameter_windowTooLarge:
      return coding_error(ErrorKind::limit_exceeded, "it wants a window of more than 8 MiB (RFC 9659)");
    case ZSTD_error_memory_allocation:
      return coding_error(ErrorKind::internal, "zstd has no memory");
    default:
      return broken("zstd");
  }
}

}  // namespace

Result<std::string> undo_zstd(std::string_view coded, const OutputBound& bound) {
  const std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)> context(ZSTD_createDCtx(), &ZSTD_freeDCtx);
  if (!context) return fail(coding_error(ErrorKind::internal, "zstd has no memory"));
  ZSTD_DCtx_setParameter(context.get(), ZSTD_d_windowLogMax, kWindowLog);
  BoundedOutput out(bound, 4 * coded.size());
  ZSTD_inBuffer in{.src = coded.data(), .size = coded.size(), .pos = 0};
  for (;;) {
    const std::span<char> room = out.room();
    ZSTD_outBuffer into{.dst = room.data(), .size = room.size(), .pos = 0};
    const std::size_t expected = ZSTD_decompressStream(context.get(), &into, &in);
    if (ZSTD_isError(expected) != 0U) return fail(zstd_error(expected));
    out.wrote(into.pos);
    if (out.is_too_much()) return fail(too_much(bound));
    if (expected == 0 && !begins_frame(coded.substr(in.pos))) return out.take();
    if (in.pos == in.size && into.pos < into.size) return fail(ends_early("zstd"));
  }
}

}  // namespace tb::http

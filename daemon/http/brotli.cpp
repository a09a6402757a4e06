// br, by Google's decoder. Its window is 16 MiB at most (RFC 7932 §9.1): larger ones are not switched on.
#include <brotli/decode.h>

#include <cstdint>
#include <memory>

#include "codings.hpp"

namespace tb::http {

Result<std::string> undo_brotli(std::string_view coded, const OutputBound& bound) {
  const std::unique_ptr<BrotliDecoderState, decltype(&BrotliDecoderDestroyInstance)> decoder(
      BrotliDecoderCreateInstance(nullptr, nullptr, nullptr), &BrotliDecoderDestroyInstance);
  if (!decoder) return fail(coding_error(ErrorKind::internal, "brotli has no memory"));
  BoundedOutput out(bound, 4 * coded.size());
  const auto* in = reinterpret_cast<const std::uint8_t*>(coded.data());
  std::size_t in_left = coded.size();
  BrotliDecoderResult result = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT;
  while (result == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT) {
    const std::span<char> room = out.room();
    auto* into = reinterpret_cast<std::uint8_t*>(room.data());
    std::size_t left = room.size();
    result = BrotliDecoderDecompressStream(decoder.get(), &in_left, &in, &left, &into, nullptr);
    out.wrote(room.size() - left);
    if (out.is_too_much()) return fail(too_much(bound));
  }
  if (result == BROTLI_DECODER_RESULT_SUCCESS) return out.take();
  return fail(result == BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT ? ends_early("br") : broken("br"));
}

}  // namespace tb::http

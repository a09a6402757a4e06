// Content-codings undone (RFC 9110 §8.4), with a bound on what may come out.
#pragma once

#include <string>
#include <string_view>

#include "tenbells/core/result.hpp"
#include "tenbells/http/options.hpp"

namespace tb::http {

/// Undoes gzip (RFC 1952), deflate (RFC 1950, and the bare RFC 1951 that some servers send), br (RFC 7932) and zstd
/// (RFC 8878, windows to 8 MiB as RFC 9659 has it), also several, the last of the list first. A body that is gzip
/// without saying so, or once more than it says, is seen for what it is; one that says gzip and is not is left alone.
///
/// @param codings  Content-Encoding as received, several fields joined by ","; empty or "identity" for none
/// @param limits   `inflated` and `inflation_ratio` count
/// Memory: what has come out so far, twice at the end; a promise of more than text packs into `body` is not believed.
/// Errors: limit_exceeded beyond a limit or three codings; corrupt for a broken or truncated stream; invalid_input for
/// a coding that was not asked for.
/// Threads: pure.
[[nodiscard]] Result<std::string> decode_content(std::string body, std::string_view codings, const Limits& limits);

}  // namespace tb::http

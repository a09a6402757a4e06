// The input of a command: a file, standard input, or a URL, as a document.
#pragma once

#include <cstdint>
#include <string>

#include "tenbells/core/document.hpp"
#include "tenbells/core/result.hpp"
#include "tenbells/http/options.hpp"

namespace tb::app {

/// Whether a URL of the command line may lead into one's own network, as `allow_private` of a source.
enum class PrivateAddresses : std::uint8_t { refuse, allow };

/// @param where  a path, "-" for standard input, or an http(s) URL; a URL is fetched as `run` fetches a source
/// Errors: those of the file or the exchange; limit_exceeded beyond 256 MiB of a file (of a URL: the client's limits).
[[nodiscard]] Result<Document> read_input(const std::string& where, const http::Options& options,
                                          PrivateAddresses addresses);

}  // namespace tb::app

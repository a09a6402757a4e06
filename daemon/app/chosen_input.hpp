// The document and the items that a command is about, as its command line names them.
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "commands.hpp"

namespace tb::app {

/// The input's name in messages.
[[nodiscard]] std::string name_of(const InputChoice& input);

/// kExitUnavailable if a server cannot be reached, else kExitInput.
[[nodiscard]] Refusal refusal_of(const Error& error);

/// Reads the input alone. Errors: as refusal_of says.
[[nodiscard]] tl::expected<Document, Refusal> choose_document(const InputChoice& input, const http::Options& options);

/// Reads the input and its items; each has an id, and one without a source is given the input's name as one only where
/// it is shown. What a feed was read in spite of goes to standard error.
/// Errors: as refusal_of says.
[[nodiscard]] tl::expected<std::vector<Item>, Refusal> choose_items(const InputChoice& input,
                                                                    const http::Options& options);

/// Prints why and answers with the exit code.
int refuse(const Refusal& refusal);

}  // namespace tb::app

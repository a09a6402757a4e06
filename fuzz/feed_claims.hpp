// What must hold of every decoded document, whatever its bytes were. Shared by the targets that decode feeds.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tb::fuzz {

/// Ends the process with a message if a claim about the program does not hold.
void require(bool holds, const char* claim);

/// Ends the process if decoding the bytes as a feed does not end in valid, bounded items or in an error that says why.
/// The bytes are the document. Decoding twice must give the same.
void require_sound_feed(std::string_view bytes);

}  // namespace tb::fuzz

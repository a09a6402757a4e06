// What a YAML parser complains of, as what the person who wrote the file did.
#pragma once

#include <cstddef>
#include <string>

#include "file_text.hpp"

namespace tb::config {

struct YamlComplaint {
  std::size_t at = 0;  ///< byte offset into the file
  std::string message;
};

/// @param theirs       the parser's message and the place it gives
/// @param last_quoted  where the last quoted scalar begins that it read; 0 if there was none
[[nodiscard]] YamlComplaint in_our_words(const FileText& text, const YamlComplaint& theirs, std::size_t last_quoted);

}  // namespace tb::config

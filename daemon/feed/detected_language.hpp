// The language of items that declare none: the last step of decoding, the same for every format.
#pragma once

#include <vector>

#include "tenbells/feed/entry.hpp"

namespace tb::feed {

/// Gives each item without a language the one that its title, summary and the beginning of its body are recognised to
/// be in, and says so in `language_detected`. Where the text is too short or mixed the language stays empty.
/// Takes 0.5 µs an item in a large language, 4 µs where the script decides, up to 15 µs in others.
void detect_languages(std::vector<Entry>& items);

}  // namespace tb::feed

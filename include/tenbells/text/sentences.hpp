// Sentences: how far apart two words may stand and still be said of each other.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace tb::text {

/// Where each sentence of a text ends: byte offsets, rising, the last one the size of the text; none of an empty text.
/// White space, quotes and brackets that close behind a sentence belong to it.
/// - a question or exclamation mark ends a sentence, in any script (。 । ؟); so does a dot, unless the next goes on
///   small;
/// - a line feed ends a sentence, and so does what else Unicode calls a paragraph's end;
/// - a dot inside a number or a word does not (3.5, x.com), nor one behind an abbreviation (Gen., Jan., Inc., vs.),
///   behind one capital or capitals with dots (J. Smith, the U.S. Army), nor No. before a number: rather are two
///   sentences taken for one than one for two.
///
/// @param shipped  UTF-8 of any length, valid or not; what is past the first 2 GiB is left out
/// Time is linear, whatever the text (about 100 MB/s).
/// Threads: safe on any; each keeps an iterator of its own.
/// Source: UAX #29 sentence boundaries, by ICU in its root locale.
[[nodiscard]] std::vector<std::uint32_t> sentence_ends(std::string_view shipped);

}  // namespace tb::text

// The last news that a journal took in, for whoever learns from them before the journal is opened, or beside it.
#pragma once

#include <cstddef>
#include <vector>

#include "tenbells/core/bytes.hpp"
#include "tenbells/core/item.hpp"
#include "tenbells/journal/options.hpp"

namespace tb::journal {

/// The newest items' titles, summaries and bodies, newest first; nothing else of them. Reads with a connection of its
/// own that neither waits for a writer nor keeps one waiting, and creates nothing.
/// @param at_most  items
/// @param text     bytes of all texts together; the item that goes beyond is the last
/// Nothing if there is no journal yet or it cannot be read: what it teaches is of no necessity.
/// Threads: safe on any thread, also while a Journal has the file open.
[[nodiscard]] std::vector<Item> recent_items(const Options& options, std::size_t at_most, Bytes text);

}  // namespace tb::journal

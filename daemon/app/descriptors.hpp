// The limit of open files: how many there may be, and how many polls fit under it. A daemon that runs out of
// descriptors fails where it least expects to; one that knows their number asks for less at a time.
#pragma once

#include <cstddef>

namespace tb::app {

/// Raises the soft limit to the hard one, which is the administrator's word; the soft one is there for programs that
/// use select(). Without effect where that is refused.
void raise_descriptor_limit();

/// How many this process may have open.
[[nodiscard]] std::size_t descriptor_limit();

/// How many polls at the same time leave enough for everything else: at least 1, at most `wanted`.
/// Threads: pure.
[[nodiscard]] std::size_t polls_within(std::size_t limit, std::size_t wanted);

}  // namespace tb::app

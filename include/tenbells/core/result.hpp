// Result<T>: a value or an Error. The one place that names the library, so that std::expected can take over (C++23).
#pragma once

#include <tl/expected.hpp>
#include <utility>

#include "tenbells/core/error.hpp"

namespace tb {

template <class T>
using Result = tl::expected<T, Error>;

/// `return fail(std::move(error));` from any function that returns a Result.
[[nodiscard]] inline tl::unexpected<Error> fail(Error error) {
  return tl::unexpected<Error>(std::move(error));
}

}  // namespace tb

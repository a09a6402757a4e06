// Error: why something could not be done, as a value that people can act on and code can branch on.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace tb {

/// Whose fault it is and whether trying again can help; the one part of an error that code looks at.
enum class ErrorKind : std::uint8_t {
  invalid_input,   ///< what we were given is wrong; the same again fails again
  not_found,       ///< the thing named does not exist (404, a missing file)
  gone,            ///< it existed and will not come back (410)
  refused,         ///< we are not allowed (401, 403, address policy, permissions)
  throttled,       ///< asked to slow down (429, 503 with Retry-After)
  unavailable,     ///< the other side cannot be reached or is failing; later may work
  timeout,         ///< a deadline passed; later may work
  limit_exceeded,  ///< a configured limit was met (bytes, depth, redirects)
  corrupt,         ///< stored data or a protocol does not hold what it promised
  cancelled,       ///< we were told to stop; an ordinary end, never logged
  internal,        ///< the operating system or a library failed in a way we did not foresee
};

/// What was being done, to what, why it failed, what the reader can do. All parts are plain text without secrets;
/// `doing`, `to` and `advice` may be empty.
struct Error {
  ErrorKind kind = ErrorKind::internal;
  std::string doing;   ///< a verb phrase: "poll guardian"
  std::string to;      ///< the object, where it is not in `doing`: a URL, a path
  std::string why;     ///< "refused with 401 after 212 ms"
  std::string advice;  ///< "Check the key."

  /// The same error, seen from one level up: `doing` and `to` are set where they were empty, else put in front of
  /// `why`.
  [[nodiscard]] Error during(std::string_view outer_doing, std::string_view outer_to = {}) &&;

  friend bool operator==(const Error&, const Error&) = default;
};

/// "poll guardian (https://…): refused with 401. Check the key."
[[nodiscard]] std::string to_string(const Error& error);

/// The enumerator's name, as logs and JSON show it: "limit_exceeded".
[[nodiscard]] std::string_view to_string(ErrorKind kind);

}  // namespace tb

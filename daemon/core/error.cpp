// How an Error is passed up and how it reads.
#include "tenbells/core/error.hpp"

namespace tb {

Error Error::during(std::string_view outer_doing, std::string_view outer_to) && {
  if (doing.empty() && to.empty()) {
    doing = outer_doing;
    to = outer_to;
    return std::move(*this);
  }
  std::string inner = doing;
  if (!to.empty()) inner += inner.empty() ? to : " " + to;
  why = inner + ": " + why;
  doing = outer_doing;
  to = outer_to;
  return std::move(*this);
}

std::string to_string(const Error& error) {
  std::string text = error.doing;
  if (!error.to.empty()) text += text.empty() ? error.to : " (" + error.to + ")";
  if (!text.empty()) text += ": ";
  text += error.why;
  if (!error.advice.empty()) {
    if (!text.empty() && text.back() != '.') text += '.';
    text += " " + error.advice;
  }
  return text;
}

std::string_view to_string(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::invalid_input:
      return "invalid_input";
    case ErrorKind::not_found:
      return "not_found";
    case ErrorKind::gone:
      return "gone";
    case ErrorKind::refused:
      return "refused";
    case ErrorKind::throttled:
      return "throttled";
    case ErrorKind::unavailable:
      return "unavailable";
    case ErrorKind::timeout:
      return "timeout";
    case ErrorKind::limit_exceeded:
      return "limit_exceeded";
    case ErrorKind::corrupt:
      return "corrupt";
    case ErrorKind::cancelled:
      return "cancelled";
    case ErrorKind::internal:
      return "internal";
  }
  return "internal";
}

}  // namespace tb

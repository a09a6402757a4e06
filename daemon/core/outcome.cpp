// The outcomes' names, and which of them mean that the source works.
#include "tenbells/core/outcome.hpp"

namespace tb {

std::string_view to_string(Outcome outcome) {
  switch (outcome) {
    case Outcome::fresh:
      return "new";
    case Outcome::unchanged:
      return "unchanged";
    case Outcome::not_modified:
      return "not_modified";
    case Outcome::moved:
      return "moved";
    case Outcome::gone:
      return "gone";
    case Outcome::throttled:
      return "throttled";
    case Outcome::failed:
      return "failed";
  }
  return "failed";
}

bool is_success(Outcome outcome) {
  switch (outcome) {
    case Outcome::fresh:
    case Outcome::unchanged:
    case Outcome::not_modified:
    case Outcome::moved:
      return true;
    case Outcome::gone:
    case Outcome::throttled:
    case Outcome::failed:
      return false;
  }
  return false;
}

}  // namespace tb

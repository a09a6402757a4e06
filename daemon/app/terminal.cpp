// Asks the system; what is done with the answers is pure and elsewhere.
#include "terminal.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <boost/algorithm/string/predicate.hpp>
#include <cstdlib>

namespace tb::app {

bool is_terminal(int descriptor) {
  return ::isatty(descriptor) == 1;
}

Colour colour_of(int descriptor) {
  const char* refused = std::getenv("NO_COLOR");
  const bool wanted = refused == nullptr || *refused == '\0';
  return wanted && is_terminal(descriptor) ? Colour::on : Colour::off;
}

bool speaks_utf8() {
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    const char* locale = std::getenv(name);
    if (locale == nullptr || *locale == '\0') continue;
    return boost::icontains(locale, "utf-8") || boost::icontains(locale, "utf8");
  }
  return false;
}

std::string painted(std::string_view text, fmt::text_style style, Colour colour) {
  return colour == Colour::on ? fmt::format(style, "{}", text) : std::string(text);
}

std::string counted(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

}  // namespace tb::app

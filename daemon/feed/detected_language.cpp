// Each item is asked about once, and about little of its text: a paragraph tells as much as the whole.
#include "tenbells/feed/detected_language.hpp"

#include <cstddef>
#include <string>
#include <string_view>

#include "tenbells/text/language.hpp"
#include "tenbells/text/utf8.hpp"

namespace tb::feed {

namespace {

constexpr std::size_t kEnough = 320;

std::string beginning_of(const Item& item) {
  std::string beginning;
  beginning.reserve(kEnough + 3);
  for (const std::string_view text :
       {std::string_view(item.title), std::string_view(item.summary), std::string_view(item.body)}) {
    if (beginning.size() >= kEnough) break;
    beginning += text::cut_at_code_point(text, kEnough - beginning.size());
    beginning += '\n';
  }
  return beginning;
}

}  // namespace

std::string_view detected_language(const Item& item) {
  return text::detect_language(beginning_of(item));
}

void detect_languages(std::vector<Entry>& items) {
  for (Entry& item : items) {
    if (!item.language.empty()) continue;
    item.language = detected_language(item);
    item.language_detected = !item.language.empty();
  }
}

}  // namespace tb::feed

// One pass over brackets and strings. For each depth it remembers where the last array or object ended.
#include "json_repair.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace tb::feed {

namespace {

struct Cut {
  std::size_t end = 0;    // of the text that is kept; 0 if there is none
  std::size_t depth = 0;  // how many brackets are open there
};

class Brackets {
 public:
  void read(std::string_view json) {
    bool in_string = false;
    for (std::size_t pos = 0; pos < json.size(); ++pos) {
      const char c = json[pos];
      if (in_string) {
        if (c == '\\') ++pos;
        if (c == '"') in_string = false;
      } else if (c == '"') {
        in_string = true;
      } else if (c == '{' || c == '[') {
        open_.push_back(c);
        ends_.resize(open_.size() + 1);
        ends_.back() = 0;
      } else if ((c == '}' || c == ']') && !open_.empty()) {
        open_.pop_back();
        ends_.resize(open_.size() + 1);
        ends_.back() = pos + 1;
      }
    }
  }

  [[nodiscard]] Cut cut() const {
    const std::size_t array = open_.find('[');
    if (array != std::string::npos) return {.end = ends_[array + 1], .depth = array + 1};
    const auto last = std::ranges::max_element(ends_);
    return {.end = *last, .depth = static_cast<std::size_t>(last - ends_.begin())};
  }

  [[nodiscard]] std::string closing(std::size_t depth) const {
    std::string brackets = open_.substr(0, depth);
    std::ranges::reverse(brackets);
    std::ranges::transform(brackets, brackets.begin(), [](char c) { return c == '{' ? '}' : ']'; });
    return brackets;
  }

 private:
  std::string open_;
  std::vector<std::size_t> ends_ = {0};  // at each depth that is open, the root's too
};

}  // namespace

std::optional<std::string> whole_part_of(std::string_view json) {
  Brackets brackets;
  brackets.read(json);
  const Cut cut = brackets.cut();
  if (cut.end == 0) return std::nullopt;
  return std::string(json.substr(0, cut.end)) + brackets.closing(cut.depth);
}

}  // namespace tb::feed

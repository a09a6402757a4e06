// Sections are stepped over from "<" to "<"; a DOCTYPE is read only as far as the names of its entities.
#include "xml_sections.hpp"

#include <algorithm>
#include <array>

#include "names.hpp"

namespace tb::feed {

namespace {

constexpr std::string_view kSpace = " \t\r\n";

std::size_t after(std::string_view text, std::string_view end, std::size_t from) {
  const std::size_t found = text.find(end, from);
  return found == std::string_view::npos ? text.size() : found + end.size();
}

struct Bounds {
  std::string_view opening;
  std::string_view closing;
};

constexpr std::array kSections{Bounds{"<![CDATA[", "]]>"}, Bounds{"<!--", "-->"}, Bounds{"<?", "?>"}};

}  // namespace

std::size_t after_doctype(std::string_view text, std::size_t pos) {
  int depth = 0;
  while (pos < text.size()) {
    const char c = text[pos];
    if (c == '"' || c == '\'') {
      pos = after(text, text.substr(pos, 1), pos + 1);
      continue;
    }
    if (text.substr(pos, 4) == "<!--") {
      pos = after(text, "-->", pos + 4);
      continue;
    }
    if (c == '[') ++depth;
    if (c == ']') --depth;
    ++pos;
    if (c == '>' && depth <= 0) return pos;
  }
  return text.size();
}

bool XmlSections::contain(std::size_t pos) {
  while (end_ <= pos) find_next();
  return pos >= begin_ && pos < end_;
}

bool XmlSections::declare(std::string_view entity) {
  return !doctype_.empty() && (continues_elsewhere_ || std::ranges::binary_search(entities_, entity));
}

void XmlSections::find_next() {
  for (begin_ = text_.find('<', end_); begin_ != std::string_view::npos; begin_ = text_.find('<', begin_ + 1)) {
    const std::string_view rest = text_.substr(begin_);
    if (rest.size() < 2 || (rest[1] != '!' && rest[1] != '?')) continue;
    const auto* const section =
        std::ranges::find_if(kSections, [&](const Bounds& bounds) { return rest.starts_with(bounds.opening); });
    if (section != kSections.end()) {
      end_ = after(text_, section->closing, begin_ + section->opening.size());
      return;
    }
    if (doctype_.empty() && same_name(rest.substr(0, 9), "<!doctype")) {
      end_ = after_doctype(text_, begin_);
      doctype_ = text_.substr(begin_, end_ - begin_);
      return read_doctype();
    }
  }
  begin_ = end_ = std::string_view::npos;
}

void XmlSections::read_doctype() {
  const std::size_t subset = std::min(doctype_.find('['), doctype_.size());
  const std::string_view external = doctype_.substr(0, subset);
  continues_elsewhere_ = external.find("SYSTEM") != std::string_view::npos ||
                         external.find("PUBLIC") != std::string_view::npos ||
                         doctype_.find('%', subset) != std::string_view::npos;
  constexpr std::string_view kDeclaration = "<!ENTITY";
  for (std::size_t pos = doctype_.find(kDeclaration); pos != std::string_view::npos;
       pos = doctype_.find(kDeclaration, pos)) {
    pos = std::min(doctype_.find_first_not_of(kSpace, pos + kDeclaration.size()), doctype_.size());
    const std::size_t end = std::min(doctype_.find_first_of(" \t\r\n<>", pos), doctype_.size());
    entities_.push_back(doctype_.substr(pos, end - pos));
  }
  std::ranges::sort(entities_);
}

}  // namespace tb::feed

// The passage begins half a limit before the first evidence in the body, or at the start if that is near.
#include "excerpt.hpp"

#include <algorithm>
#include <optional>

namespace tb::alerting {
namespace {

bool is_continuation(char byte) {
  return (static_cast<unsigned char>(byte) & 0xc0U) == 0x80U;
}

std::size_t boundary_at_or_before(const std::string& text, std::size_t offset) {
  while (offset > 0 && offset < text.size() && is_continuation(text[offset])) --offset;
  return offset;
}

std::size_t boundary_at_or_after(const std::string& text, std::size_t offset) {
  while (offset < text.size() && is_continuation(text[offset])) ++offset;
  return offset;
}

}  // namespace

void cut_body(Alert& alert, std::size_t limit) {
  std::string& body = alert.item.body;
  if (body.size() <= limit) return;
  std::size_t first = body.size();
  for (const Evidence& span : alert.evidence) {
    if (span.field == Field::body) first = std::min(first, span.begin);
  }
  if (first == body.size()) first = 0;
  const std::size_t begin = first <= limit / 2 ? 0 : boundary_at_or_after(body, first - limit / 2);
  const std::size_t end = boundary_at_or_before(body, std::min(begin + limit, body.size()));
  std::erase_if(alert.evidence, [&](const Evidence& span) {
    return span.field == Field::body && (span.begin < begin || span.end > end);
  });
  for (Evidence& span : alert.evidence) {
    if (span.field != Field::body) continue;
    span.begin -= begin;
    span.end -= begin;
  }
  body = body.substr(begin, end - begin);
}

}  // namespace tb::alerting

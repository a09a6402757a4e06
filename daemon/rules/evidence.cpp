// Only hits that leave the house pay for texts.
#include "evidence.hpp"

#include <algorithm>

namespace tb::rules {

std::vector<Evidence> evidence(std::span<const MatchedSpan> spans, const Item& item, const Vocabulary& vocabulary) {
  std::vector<Evidence> shown;
  shown.reserve(spans.size());
  for (const MatchedSpan& span : spans) {
    const Name& name = vocabulary.names()[span.name];
    shown.push_back({.field = span.field,
                     .entry = span.entry,
                     .begin = span.begin,
                     .end = span.end,
                     .text = text_of(item, span.field, span.entry).substr(span.begin, span.end - span.begin),
                     .term = name.written,
                     .entity = name.entity == kNoEntity ? std::string() : vocabulary.entities()[name.entity].id});
  }
  return shown;
}

std::vector<EntityInfo> entities(std::span<const MatchedSpan> spans, const Vocabulary& vocabulary) {
  std::vector<EntityInfo> infos;
  for (const MatchedSpan& span : spans) {
    const std::uint32_t entity = vocabulary.names()[span.name].entity;
    if (entity == kNoEntity) continue;
    const EntityInfo& info = vocabulary.entities()[entity];
    if (info.kind.empty() && info.ids.empty()) continue;
    if (std::ranges::find(infos, info.id, &EntityInfo::id) == infos.end()) infos.push_back(info);
  }
  std::ranges::sort(infos, {}, &EntityInfo::id);
  return infos;
}

}  // namespace tb::rules

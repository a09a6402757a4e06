// Fuzz target: a rule and an item; the matcher must agree with the naive evaluator. The parts stand between lines of
// "%%", in the order of `Part`; any may be missing.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "rules/agreement.hpp"
#include "rules/makers.hpp"
#include "tenbells/text/utf8.hpp"

namespace {

using namespace tb::rules;

// The naive evaluator asks everything of everything: what is larger takes it seconds.
constexpr std::size_t kLongestRule = 200;
constexpr std::size_t kLongestText = 400;

enum Part : std::size_t {
  kMatch,
  kUnless,
  kTitle,
  kSummary,
  kBody,
  kAuthors,
  kCategories,
  kLink,
  kSource,
  kTags,
  kLanguage,
  kParts
};

std::vector<std::string> split(std::string_view text, std::string_view separator) {
  std::vector<std::string> parts;
  while (true) {
    const std::size_t at = text.find(separator);
    parts.emplace_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + separator.size());
  }
}

/// Items hold valid UTF-8 only.
std::string item_text(const std::string& bytes) {
  return tb::text::repair_utf8(bytes.substr(0, kLongestText)).text;
}

std::vector<std::string> list_of(const std::string& bytes) {
  return bytes.empty() ? std::vector<std::string>{} : split(item_text(bytes), "|");
}

/// Entities with every feature.
std::vector<Entity> entities() {
  std::vector<Entity> all = some_entities();
  all.push_back(
      {.id = "e",
       .names = {"war", "export control*", "中"},
       .exact = {"US"},
       .by_language = {{"fr", {"guerre"}}},
       .excluded = {"war room"},
       .ambiguous = AmbiguousNames{.names = {"army"}, .exact = {"PLA"}, .context = "@china OR peace", .within = 3},
       .members = {"taiwan"}});
  return all;
}

Question question(std::string_view bytes) {
  std::vector<std::string> parts = split(bytes, "\n%%\n");
  parts.resize(kParts);
  Question question{.match = Sketch{.before = parts[kMatch]}, .entities = entities()};
  if (!parts[kUnless].empty()) question.unless = Sketch{.before = parts[kUnless]};
  question.item = {.source = item_text(parts[kSource]),
                   .link = item_text(parts[kLink]),
                   .title = item_text(parts[kTitle]),
                   .summary = item_text(parts[kSummary]),
                   .body = item_text(parts[kBody]),
                   .authors = list_of(parts[kAuthors]),
                   .categories = list_of(parts[kCategories]),
                   .tags = list_of(parts[kTags]),
                   .language = item_text(parts[kLanguage])};
  return question;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const Question asked = question({reinterpret_cast<const char*>(bytes), size});
  if (asked.match->before.size() > kLongestRule || (asked.unless && asked.unless->before.size() > kLongestRule))
    return 0;
  const std::string differs = difference(asked);
  if (differs.empty()) return 0;
  std::fprintf(stderr, "%s→ %s\n", shown(asked).c_str(), differs.c_str());
  std::abort();
}

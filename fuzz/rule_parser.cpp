// Fuzz target: any bytes as a rule. Reading them must end in bounded time, in an expression or in mistakes that lie
// inside the text; what is accepted must compile or say why not, and then match any item.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "rules/makers.hpp"
#include "rules/parser.hpp"
#include "rules/truth.hpp"
#include "tenbells/rules/lints.hpp"

namespace {

using namespace tb::rules;

void require(bool holds) {
  if (!holds) std::abort();
}

void ask(const std::string& text) {
  const auto expression = parse(text);
  if (!expression) {
    require(!expression.error().empty());
    for (const Mistake& mistake : expression.error())
      require(mistake.offset <= text.size() && !mistake.message.empty());
    return;
  }
  static_cast<void>(needs_nothing(*expression));
  const RulePack pack = a_pack(text);
  static_cast<void>(lints({pack}));
  const auto set = compile({pack});
  if (set) static_cast<void>((*set)->match({.title = "Taiwan: US export control, 中国", .body = text}));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  ask(std::string(reinterpret_cast<const char*>(bytes), size));
  return 0;
}

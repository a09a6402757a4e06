// `tenbells explain`.
#include <fmt/format.h>

#include <algorithm>

#include "chosen_input.hpp"
#include "commands.hpp"
#include "tenbells/core/nearest.hpp"
#include "tenbells/core/printable.hpp"

namespace tb::app {
namespace {

tl::expected<Item, Refusal> chosen_item(const ExplainChoice& explain, const http::Options& options) {
  if (!explain.text.empty()) return item_of_text(explain.text);
  auto items = choose_items(explain.input, options);
  if (!items) return tl::unexpected(std::move(items).error());
  if (explain.item >= 1 && explain.item <= items->size()) return std::move(items->at(explain.item - 1));
  return tl::unexpected(
      Refusal{.exit_code = kExitInput,
              .message = fmt::format("--item {}: there {} in {}\n", explain.item,
                                     items->size() == 1 ? "is 1 item" : fmt::format("are {} items", items->size()),
                                     printable(explain.input.where))});
}

}  // namespace

int explain_command(const RuleChoice& choice, const ExplainChoice& explain, Output output) {
  const auto chosen = choose_rules(choice, config::process_environment());
  if (!chosen) return refuse(chosen.error());
  const std::vector<std::string> ids = chosen->rules->rule_ids();
  if (std::ranges::find(ids, explain.rule) == ids.end()) {
    const std::string shown = printable(shortened(explain.rule, 100));
    return refuse({.exit_code = kExitUsage,
                   .message = fmt::format("there is no rule \"{}\" among {}.{} `tenbells rules list` names them.\n",
                                          shown, counted(ids.size(), "rule"), did_you_mean(explain.rule, ids))});
  }
  const auto item = chosen_item(explain, chosen->http);
  if (!item) return refuse(item.error());
  const auto explanation = chosen->rules->explain(explain.rule, *item);
  if (!explanation) return kExitUsage;
  if (output == Output::json) {
    fmt::print("{}\n", explanation_json(*explanation, *item));
  } else {
    fmt::print("{}", explanation_text(*explanation, *item, explain.signs, colour_of(1)));
  }
  return explanation->hit ? kExitOk : kExitWrong;
}

}  // namespace tb::app

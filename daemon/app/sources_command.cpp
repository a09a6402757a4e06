// `tenbells sources`, `sources explain` and `sources unpark`: from the configuration, the journal and the ledger of
// polls, whether a daemon runs or not.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "chosen_input.hpp"
#include "commands.hpp"
#include "source_explanation.hpp"
#include "sources_report.hpp"
#include "tenbells/core/printable.hpp"
#include "tenbells/journal/known_sources.hpp"
#include "tenbells/journal/poll_ledger.hpp"

namespace tb::app {
namespace {

Refusal refusal_of_store(const Error& error) {
  return {.exit_code = kExitUnavailable, .message = to_string(error) + "\n"};
}

// What does not concern the sources, such as a secret that is not here, is passed over: `check` tells of it.
tl::expected<config::Configuration, Refusal> read_configuration(const std::filesystem::path& file) {
  config::Examined examined = config::examine(file, config::process_environment());
  if (!examined.configuration.sources.empty() || examined.mistakes.empty()) return std::move(examined.configuration);
  Refusal refusal{.exit_code = kExitConfiguration, .message = {}};
  for (const config::Diagnostic& mistake : examined.mistakes) refusal.message += to_string(mistake) + "\n";
  return tl::unexpected(std::move(refusal));
}

std::optional<Refusal> unknown_of(const std::vector<std::string>& ids, const config::Configuration& configuration) {
  std::set<std::string_view> known;
  for (const source::Options& source : configuration.sources) known.insert(source.id);
  std::string message;
  for (const std::string& id : ids) {
    if (!known.contains(id)) message += fmt::format("the configuration has no source \"{}\"\n", printable(id));
  }
  if (message.empty()) return std::nullopt;
  return Refusal{.exit_code = kExitUsage, .message = message + "`tenbells sources` lists them.\n"};
}

/// The sources with these ids, in the order of the configuration; all if there are none.
tl::expected<std::vector<SourceView>, Refusal> read_views(const std::filesystem::path& file,
                                                          const std::vector<std::string>& ids) {
  const auto configuration = read_configuration(file);
  if (!configuration) return tl::unexpected(configuration.error());
  if (std::optional<Refusal> unknown = unknown_of(ids, *configuration)) return tl::unexpected(*std::move(unknown));
  const std::filesystem::path path = journal::ledger_path(configuration->journal);
  const auto opened = journal::PollLedger::open(path, journal::Opening::read);
  if (!opened && opened.error().kind == ErrorKind::not_found) {
    return tl::unexpected(Refusal{
        .exit_code = kExitUnavailable,
        .message =
            fmt::format("the daemon has not run with this configuration: there is no {}. `tenbells run` writes it; "
                        "if the daemon runs, it has another configuration (-c) or another journal.path.\n",
                        path.string())});
  }
  if (!opened) return tl::unexpected(refusal_of_store(opened.error()));
  if (opened->warning) fmt::print(stderr, "warning: {}\n", to_string(*opened->warning));
  const auto known = journal::sources(configuration->journal);
  if (!known) return tl::unexpected(refusal_of_store(known.error()));
  std::map<std::string_view, const SourceState*> states;
  for (const journal::KnownSource& source : *known) states.emplace(source.id, &source.state);

  std::vector<SourceView> views;
  for (const source::Options& source : configuration->sources) {
    std::optional<SourceState> state;
    if (const auto found = states.find(source.id); found != states.end()) state = *found->second;
    std::optional<SourceRecord> record;
    if (const auto text = opened->ledger->find(source.id)) record = source_record_of(*text);
    views.push_back(view_of(source, state, record));
  }
  note_holds(views);
  std::erase_if(views, [&](const SourceView& view) { return !ids.empty() && !std::ranges::count(ids, view.id); });
  return views;
}

}  // namespace

int sources_command(const std::filesystem::path& configuration, const SourcesChoice& choice, Output output) {
  auto views = read_views(configuration, choice.ids);
  if (!views) return refuse(views.error());
  if (choice.shown == ShownSources::failing) {
    std::erase_if(*views, [](const SourceView& view) { return !is_in_trouble(view); });
  }
  if (output == Output::json) {
    fmt::print("{}\n", sources_json(*views));
  } else if (views->empty() && choice.shown == ShownSources::failing) {
    fmt::print("no source fails, is stale or parked\n");
  } else {
    fmt::print("{}", sources_text(*views, SystemClock().now(), colour_of(1)));
  }
  return kExitOk;
}

int sources_explain_command(const std::filesystem::path& configuration, const std::string& id, Signs signs,
                            Output output) {
  const auto views = read_views(configuration, {id});
  if (!views) return refuse(views.error());
  if (output == Output::json) {
    fmt::print("{}\n", sources_json(*views));
    return kExitOk;
  }
  for (const SourceView& view : *views) fmt::print("{}", source_explanation(view, SystemClock().now(), signs));
  return kExitOk;
}

int sources_unpark_command(const std::filesystem::path& file, const std::string& id) {
  const auto configuration = read_configuration(file);
  if (!configuration) return refuse(configuration.error());
  const auto unparked = journal::unpark(configuration->journal, id);
  if (!unparked) return refuse(refusal_of_store(unparked.error()));
  switch (*unparked) {
    case journal::Unparked::done:
      fmt::print("{} is no longer parked. A daemon that runs takes it up at a reload (SIGHUP) or a restart.\n",
                 printable(id));
      return kExitOk;
    case journal::Unparked::was_not_parked:
      fmt::print(stderr, "{} is not parked\n", printable(id));
      return kExitWrong;
    case journal::Unparked::unknown:
      break;
  }
  if (std::optional<Refusal> unknown = unknown_of({id}, *configuration)) return refuse(*unknown);
  fmt::print(stderr, "{} was never polled with success, and is not parked\n", printable(id));
  return kExitWrong;
}

}  // namespace tb::app

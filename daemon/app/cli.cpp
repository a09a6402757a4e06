// CLI11 reads the command line; wrong ones exit with 2. Each command adds its options and says what it runs.
#include "cli.hpp"

#include <CLI/CLI.hpp>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "chosen_input.hpp"
#include "commands.hpp"

namespace tb::app {
namespace {

constexpr int kMostListed = 1'000'000;  // items or rules; more are a slip of the finger

constexpr const char* kDefaultConfiguration = "/etc/tenbells/tenbells.yaml";
constexpr const char* kForPeople = "For whoever writes rules";
constexpr const char* kOfTheDaemon = "The daemon";
constexpr const char* kTools = "Tools";

// What all commands read into; at most one of them is parsed.
struct Options {
  std::string configuration = kDefaultConfiguration;
  std::vector<std::string> packs;
  std::string input;
  std::string url;
  std::string headers;
  std::string as;
  std::string rule;
  std::string id;
  std::vector<std::string> ids;
  std::string text;
  std::string junit;
  std::string corpus;
  std::string out;
  std::vector<std::string> lists;
  std::size_t item = 1;
  std::size_t top = 10;
  bool json = false;
  bool strict = false;
  bool all = false;
  bool ascii = false;
  bool weak = false;
  bool failing = false;
  bool allow_private = false;

  [[nodiscard]] Output output() const { return json ? Output::json : Output::text; }
  [[nodiscard]] Signs signs() const { return ascii || !speaks_utf8() ? Signs::ascii : Signs::unicode; }
  [[nodiscard]] RuleChoice rules() const { return {{packs.begin(), packs.end()}, configuration}; }
  [[nodiscard]] InputChoice input_named(const std::string& where) const {
    static const std::map<std::string, InputForm> kForms{
        {"feed", InputForm::feed}, {"json", InputForm::json}, {"text", InputForm::text}};
    InputChoice choice{.where = where};
    if (const auto found = kForms.find(as); found != kForms.end()) choice.form = found->second;
    choice.addresses = allow_private ? PrivateAddresses::allow : PrivateAddresses::refuse;
    return choice;
  }
};

void add_configuration(CLI::App& command, Options& options) {
  command.add_option("-c,--config", options.configuration, "The configuration file")->capture_default_str();
}

void add_json(CLI::App& command, Options& options) {
  command.add_flag("--json", options.json, "Print JSON");
}

// -r takes one pack each, so that what follows it may be something else.
void add_rules(CLI::App& command, Options& options) {
  command.add_option("-r,--rules", options.packs, "A rule pack or a folder of them; may be given again")
      ->type_name("PACK")
      ->allow_extra_args(false);
  command.add_option("-c,--config", options.configuration, "The configuration whose rules are meant, without --rules")
      ->capture_default_str();
}

void add_allow_private(CLI::App& command, Options& options) {
  command.add_flag("--allow-private", options.allow_private, "Fetch URLs of one's own network too");
}

void add_input(CLI::App& command, Options& options) {
  command.add_option("--as", options.as, "What the input is; otherwise told from its first bytes")
      ->check(CLI::IsMember({"feed", "json", "text"}));
  add_allow_private(command, options);
}

using Run = std::function<int()>;

Run add_match(CLI::App& command, Options& options) {
  add_rules(command, options);
  command.add_option("input", options.input, "A feed, items in JSON or a text: a file, - or a URL")->required();
  add_input(command, options);
  command.add_flag("--all", options.all, "Show items that nothing hits too");
  add_json(command, options);
  return [&options] {
    return match_command(options.rules(), options.input_named(options.input), options.output(),
                         options.all ? Shown::all : Shown::hits);
  };
}

Run add_decode(CLI::App& command, Options& options) {
  command.add_option("input", options.input, "A feed: a file, - or a URL")->required();
  command.add_option("--url", options.url, "Where the document came from: the base of its relative links")
      ->type_name("BASE");
  command.add_option("--headers", options.headers, "The headers that came with it, one \"Name: value\" a line")
      ->type_name("FILE");
  add_allow_private(command, options);
  command.add_flag("--json", options.json, "Print JSON on one line, also on a terminal");
  return [&options] {
    return decode_command(options.input_named(options.input), {.url = options.url, .headers = options.headers},
                          options.output());
  };
}

Run add_explain(CLI::App& command, Options& options) {
  command.add_option("rule", options.rule, "The rule's id")->required();
  CLI::Option* input = command.add_option("item", options.input, "An item as for match: a file, - or a URL");
  command.add_option("--text", options.text, "A text in the place of an item: its first line is the title")
      ->excludes(input);
  command.add_option("--item", options.item, "Which item of the document, from 1")
      ->check(CLI::Range(1, kMostListed))
      ->capture_default_str();
  add_rules(command, options);
  add_input(command, options);
  command.add_flag("--ascii", options.ascii, "Draw with + and - instead of ✓ and ✗");
  add_json(command, options);
  return [&options] {
    if (options.input.empty() && options.text.empty()) {
      return refuse({.exit_code = kExitUsage, .message = "explain needs an item, or --text \"…\"\n"});
    }
    return explain_command(options.rules(),
                           {.rule = options.rule,
                            .input = options.input_named(options.input),
                            .text = options.text,
                            .item = options.item,
                            .signs = options.signs()},
                           options.output());
  };
}

}  // namespace

int cli(int argc, char** argv) {
  CLI::App program{"Watches news feeds and wire APIs, and rings when a story matches your rules.", "tenbells"};
  program.set_version_flag("--version", "tenbells " TB_VERSION);
  program.require_subcommand(1);
  program.failure_message(CLI::FailureMessage::simple);

  Options options;
  std::vector<std::pair<CLI::App*, Run>> commands;
  const auto add = [&](CLI::App& parent, const char* name, const char* what, const char* group) -> CLI::App& {
    CLI::App* command = parent.add_subcommand(name, what);
    command->group(group);
    return *command;
  };

  CLI::App& run = add(program, "run", "Watch, match and ring until told to stop (SIGTERM, Ctrl-C)", kOfTheDaemon);
  add_configuration(run, options);
  commands.emplace_back(&run, [&] { return run_command(options.configuration); });

  CLI::App& check =
      add(program, "check", "Say everything that is wrong with a configuration and its rules", kOfTheDaemon);
  add_rules(check, options);
  check.add_flag("--strict", options.strict, "Fail on warnings too");
  add_json(check, options);
  commands.emplace_back(&check, [&] {
    return check_command(options.rules(), options.output(), options.strict ? Warnings::fail : Warnings::tell);
  });

  CLI::App& test = add(program, "test", "Run the rules' own tests", kForPeople);
  test.add_option("packs", options.packs, "Rule packs, or folders of them; otherwise those of the configuration");
  add_configuration(test, options);
  test.add_option("--junit", options.junit, "Write JUnit's XML to this file too")->type_name("FILE");
  add_json(test, options);
  commands.emplace_back(&test, [&] { return test_command(options.rules(), options.output(), options.junit); });

  CLI::App& match = add(program, "match", "Show which rules hit a feed, items or a text, and why", kForPeople);
  commands.emplace_back(&match, add_match(match, options));
  CLI::App& decode =
      add(program, "decode", "Show as JSON what is read of a feed, and what was wrong with it", kForPeople);
  commands.emplace_back(&decode, add_decode(decode, options));
  CLI::App& explain = add(program, "explain", "Show why a rule is true of an item, or what it lacks", kForPeople);
  commands.emplace_back(&explain, add_explain(explain, options));

  CLI::App& rules = add(program, "rules", "List rules; count what they are made of and what they cost", kForPeople);
  rules.require_subcommand(1);
  CLI::App& list = add(rules, "list", "Every rule: id, pack, severity, status, enabled, title", "Commands");
  add_rules(list, options);
  add_json(list, options);
  commands.emplace_back(&list, [&] { return rules_list_command(options.rules(), options.output()); });
  CLI::App& stats = add(rules, "stats", "Terms, words, memory; with a corpus, which rules cost most", "Commands");
  add_rules(stats, options);
  stats.add_option("--corpus", options.corpus, "News to measure with, as for match: a file, - or a URL");
  stats.add_option("--top", options.top, "How many rules of each list are named")
      ->check(CLI::Range(1, kMostListed))
      ->capture_default_str();
  add_input(stats, options);
  add_json(stats, options);
  commands.emplace_back(&stats, [&] {
    return rules_stats_command(options.rules(), options.input_named(options.corpus), options.top, options.output());
  });

  CLI::App& sources = add(program, "sources", "Show how polling goes, source by source", kOfTheDaemon);
  sources.require_subcommand(0, 1);
  CLI::App& why = add(sources, "explain", "Say why a source is not polled now, and when it will be", "Commands");
  why.add_option("id", options.id, "The source")->required();
  add_configuration(why, options);
  why.add_flag("--ascii", options.ascii, "Draw with digits instead of bars");
  add_json(why, options);
  commands.emplace_back(&why, [&] {
    return sources_explain_command(options.configuration, options.id, options.signs(), options.output());
  });
  CLI::App& unpark = add(sources, "unpark", "Let a parked source be polled again", "Commands");
  unpark.add_option("id", options.id, "The source")->required();
  add_configuration(unpark, options);
  commands.emplace_back(&unpark, [&] { return sources_unpark_command(options.configuration, options.id); });
  sources.add_option("ids", options.ids, "Show these alone");
  add_configuration(sources, options);
  sources.add_flag("--failing", options.failing, "Show only sources that fail, are silent or are parked");
  add_json(sources, options);
  commands.emplace_back(&sources, [&] {  // behind its own commands: with them it is parsed too
    return sources_command(options.configuration,
                           {.ids = options.ids, .shown = options.failing ? ShownSources::failing : ShownSources::all},
                           options.output());
  });

  CLI::App& import = add(program, "import", "Turn a public list into an entity list for `lists:` of a pack", kTools);
  import.require_subcommand(1);
  CLI::App& ofac_sdn = add(import, "ofac-sdn", "The sanctions list of the US Treasury (OFAC SDN)", "Lists");
  ofac_sdn.add_option("files", options.lists, "SDN.XML, or SDN.CSV and ALT.CSV")->required();
  ofac_sdn.add_option("-o,--out", options.out,
                      "The file to write, *.json or *.csv; without it JSON goes to standard output");
  ofac_sdn.add_flag("--weak", options.weak, "Take weak aliases too; they count only near words of sanctions");
  commands.emplace_back(&ofac_sdn, [&] {
    return import_ofac_sdn_command({options.lists.begin(), options.lists.end()}, options.out,
                                   options.weak ? WeakNames::guard : WeakNames::leave_out);
  });

  program.footer("`tenbells COMMAND --help` says more of each.");  // behind the commands, which would inherit it
  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return program.exit(error) == 0 ? kExitOk : kExitUsage;
  }
  for (const auto& [command, action] : commands) {
    if (command->parsed()) return action();
  }
  return kExitUsage;
}

}  // namespace tb::app

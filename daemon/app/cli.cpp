// CLI11 reads the command line; wrong ones exit with 2.
#include "cli.hpp"

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "commands.hpp"

namespace tb::app {
namespace {

constexpr const char* kDefaultConfiguration = "/etc/tenbells/tenbells.yaml";

}  // namespace

int cli(int argc, char** argv) {
  CLI::App program{"Watches news feeds and wire APIs, and rings when a story matches your rules."};
  program.set_version_flag("--version", "tenbells " TB_VERSION);
  program.require_subcommand(1);
  program.failure_message(CLI::FailureMessage::simple);

  std::string configuration = kDefaultConfiguration;
  std::vector<std::string> packs;
  bool json = false;

  CLI::App* run = program.add_subcommand("run", "Watch, match and ring until told to stop (SIGTERM, Ctrl-C)");
  run->add_option("-c,--config", configuration, "The configuration file")->capture_default_str();
  CLI::App* check = program.add_subcommand("check", "Say everything that is wrong with a configuration and its rules");
  check->add_option("-c,--config", configuration, "The configuration file")->capture_default_str();
  check->add_flag("--json", json, "Print JSON");
  CLI::App* test = program.add_subcommand("test", "Run the tests inside rule packs");
  test->add_option("packs", packs, "Rule packs, or folders of them")->required();
  test->add_flag("--json", json, "Print JSON");

  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return program.exit(error) == 0 ? kExitOk : kExitUsage;
  }
  const Output output = json ? Output::json : Output::text;
  if (run->parsed()) return run_command(configuration);
  if (check->parsed()) return check_command(configuration, output);
  return test_command({packs.begin(), packs.end()}, output);
}

}  // namespace tb::app

// The commands behind the command line, each a function from its options to an exit code.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "chosen_rules.hpp"
#include "explanation_text.hpp"
#include "input.hpp"
#include "item_reading.hpp"

namespace tb::app {

inline constexpr int kExitOk = 0;
inline constexpr int kExitWrong = 1;
inline constexpr int kExitUsage = 2;
inline constexpr int kExitInput = 65;
inline constexpr int kExitUnavailable = 69;
inline constexpr int kExitConfiguration = 78;

enum class Output : std::uint8_t { text, json };

/// What a command looks at beside rules.
struct InputChoice {
  std::string where = {};  ///< a file, "-" for standard input, or a URL
  std::optional<InputForm> form = {};
  PrivateAddresses addresses = PrivateAddresses::refuse;
};

/// `tenbells run`: the daemon, in the foreground, until SIGTERM or SIGINT.
int run_command(const std::filesystem::path& configuration);

enum class Warnings : std::uint8_t { tell, fail };

/// `tenbells check`: everything that `run` would refuse, without touching the network, and what was surely not meant.
/// With packs named, these alone.
int check_command(const RuleChoice& choice, Output output, Warnings warnings);

/// `tenbells test`: the rules' own tests.
/// @param junit  a file for JUnit's XML; empty: none
int test_command(const RuleChoice& choice, Output output, const std::filesystem::path& junit);

enum class Shown : std::uint8_t { hits, all };

/// `tenbells match`: which rules hit the items of a document, and why.
int match_command(const RuleChoice& choice, const InputChoice& input, Output output, Shown shown);

struct DecodeChoice {
  std::string url = {};                ///< the base of relative links; empty: where the input came from
  std::filesystem::path headers = {};  ///< a file of the headers that the server sent; empty: none
};

/// `tenbells decode`: what is read of a feed, as JSON; laid out for people on a terminal.
int decode_command(const InputChoice& input, const DecodeChoice& choice, Output output);

struct ExplainChoice {
  std::string rule = {};
  InputChoice input = {};
  std::string text = {};  ///< in the place of an input
  std::size_t item = 1;   ///< which of the document, from 1
  Signs signs = Signs::unicode;
};

/// `tenbells explain`: why a rule is true of an item or not.
int explain_command(const RuleChoice& choice, const ExplainChoice& explain, Output output);

/// `tenbells rules list`.
int rules_list_command(const RuleChoice& choice, Output output);

/// `tenbells rules stats`.
/// @param corpus  an empty `where`: none
int rules_stats_command(const RuleChoice& choice, const InputChoice& corpus, std::size_t top, Output output);

enum class ShownSources : std::uint8_t { all, failing };

struct SourcesChoice {
  std::vector<std::string> ids = {};  ///< empty: all
  ShownSources shown = ShownSources::all;
};

/// `tenbells sources`: how polling goes, source by source.
int sources_command(const std::filesystem::path& configuration, const SourcesChoice& choice, Output output);

/// `tenbells sources explain`: why a source is not polled now.
int sources_explain_command(const std::filesystem::path& configuration, const std::string& id, Signs signs,
                            Output output);

/// `tenbells sources unpark`: lets a parked source be polled again.
int sources_unpark_command(const std::filesystem::path& configuration, const std::string& id);

enum class WeakNames : std::uint8_t { leave_out, guard };

/// `tenbells import ofac-sdn`: the sanctions list of the US Treasury, as it is published, to an entity list.
/// @param out  JSON or CSV by its ending, written whole or not at all; empty: JSON to standard output
int import_ofac_sdn_command(const std::vector<std::filesystem::path>& files, const std::filesystem::path& out,
                            WeakNames weak);

}  // namespace tb::app

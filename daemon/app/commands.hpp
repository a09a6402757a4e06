// The commands behind the command line, each a function from its options to an exit code.
#pragma once

#include <filesystem>
#include <vector>

namespace tb::app {

inline constexpr int kExitOk = 0;
inline constexpr int kExitWrong = 1;
inline constexpr int kExitUsage = 2;
inline constexpr int kExitUnavailable = 69;
inline constexpr int kExitConfiguration = 78;

enum class Output { text, json };

/// `tenbells run`: the daemon, in the foreground, until SIGTERM or SIGINT.
int run_command(const std::filesystem::path& configuration);

/// `tenbells check`: everything that `run` would refuse, without touching the network.
int check_command(const std::filesystem::path& configuration, Output output);

/// `tenbells test`: the rules' own tests.
int test_command(const std::vector<std::filesystem::path>& packs, Output output);

}  // namespace tb::app

// The command line: which command, with which options.
#pragma once

namespace tb::app {

/// Exit codes: 0 done, 1 what was checked or tested is wrong, 2 a wrong command line, 69 something needed is away,
/// 78 a wrong configuration (sysexits' EX_CONFIG).
int cli(int argc, char** argv);

}  // namespace tb::app

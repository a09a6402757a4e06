// The command line: which command, with which options.
#pragma once

namespace tb::app {

/// Exit codes: 0 done, 1 what was checked or tested is wrong or nothing hit, 2 a wrong command line, 65 an input that
/// cannot be read, 69 something needed is away, 78 a wrong configuration or wrong rules (sysexits' EX_CONFIG).
int cli(int argc, char** argv);

}  // namespace tb::app

// The program: all of it is in cli(). It ends without static destructors: a thread that is still inside the C library's
// resolver or librdkafka's farewell must not meet a half torn down process, and everything that matters is done by
// then.
#include <unistd.h>

#include <cstdio>

#include "cli.hpp"

namespace {

constexpr int kOutputLost = 74;  // EX_IOERR of sysexits.h

}  // namespace

int main(int argc, char** argv) {
  int status = tb::app::cli(argc, argv);
  // What was printed and lost must not look like success: a full disk, a closed pipe.
  if ((std::fflush(stdout) != 0 || std::ferror(stdout) != 0) && status == 0) {
    std::fputs("tenbells: the output could not be written: is the disk full, or the reader gone?\n", stderr);
    status = kOutputLost;
  }
  std::fflush(nullptr);
  ::_exit(status);
}

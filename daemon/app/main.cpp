// The program: all of it is in cli(). It ends without static destructors: a thread that is still inside the C library's
// resolver or librdkafka's farewell must not meet a half torn down process, and everything that matters is done by
// then.
#include <unistd.h>

#include <cstdio>

#include "cli.hpp"

int main(int argc, char** argv) {
  const int status = tb::app::cli(argc, argv);
  std::fflush(nullptr);
  ::_exit(status);
}

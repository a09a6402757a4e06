// bench_poll_server: publishers for bench/poll/run.py. Prints its port, then a line for each poll (newsstand.hpp); runs
// until it is ended.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <boost/asio/io_context.hpp>
#include <cstdlib>
#include <exception>

#include "newsstand.hpp"

int main(int argc, char** argv) {
  CLI::App program{"Ten thousand publishers on loopback addresses; one line on standard output for each poll."};
  tb::bench::NewsstandOptions options;
  bool no_hung = false;
  program.add_option("--sources", options.sources, "How many");
  program.add_option("--port", options.port, "0: a free one");
  program.add_flag("--no-hung", no_hung, "Nobody is silent");
  try {
    program.parse(argc, argv);
    options.hung = !no_hung;
    boost::asio::io_context context(1);
    tb::bench::Newsstand newsstand(context, options, stdout);
    fmt::print("{}\n", newsstand.port());
    std::fflush(stdout);
    newsstand.start();
    context.run();
    return EXIT_SUCCESS;
  } catch (const CLI::ParseError& error) {
    return program.exit(error);
  } catch (const std::exception& error) {
    fmt::print(stderr, "bench_poll_server: {}\n", error.what());
    return EXIT_FAILURE;
  }
}

// The program: all of it is in cli().
#include "cli.hpp"

int main(int argc, char** argv) {
  return tb::app::cli(argc, argv);
}

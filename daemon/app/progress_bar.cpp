// A line that is drawn over itself, ten times a second at most.
#include "progress_bar.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <string>

#include "terminal.hpp"

namespace tb::app {
namespace {

constexpr std::size_t kWidth = 40;
constexpr std::chrono::milliseconds kPatience{400};
constexpr std::chrono::milliseconds kEvery{100};

}  // namespace

ProgressBar::ProgressBar(std::size_t total, std::string_view noun)
    : total_(total), noun_(noun), terminal_(is_terminal(2)), next_(std::chrono::steady_clock::now() + kPatience) {}

void ProgressBar::at(std::size_t done) {
  if (!terminal_ || total_ == 0) return;
  const auto now = std::chrono::steady_clock::now();
  if (now < next_) return;
  next_ = now + kEvery;
  const std::string bar(kWidth * done / total_, '=');
  fmt::print(stderr, "\r[{:<{}}] {} of {} {}", bar, kWidth, done, total_, noun_);
  std::fflush(stderr);
  drawn_ = true;
}

void ProgressBar::clear() {
  if (!drawn_) return;
  fmt::print(stderr, "\r\x1b[K");
  std::fflush(stderr);
  drawn_ = false;
}

}  // namespace tb::app

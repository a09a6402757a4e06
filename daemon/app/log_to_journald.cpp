// sd_journal_sendv: the fields stand apart and in the message, which is what people see without asking for more.
#define SD_JOURNAL_SUPPRESS_LOCATION
#include "log_to_journald.hpp"

#include <sys/stat.h>
#include <sys/uio.h>
#include <systemd/sd-journal.h>

#include <boost/algorithm/string/case_conv.hpp>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "log_to_stderr.hpp"
#include "tenbells/core/printable.hpp"

namespace tb::app {
namespace {

// syslog(3) priorities.
int priority_of(LogLevel level) {
  switch (level) {
    case LogLevel::debug:
      return 7;
    case LogLevel::info:
      return 6;
    case LogLevel::warning:
      return 4;
    case LogLevel::error:
      return 3;
  }
  return 6;
}

}  // namespace

void LogToJournald::write(const LogRecord& record) {
  if (record.level < least_) return;
  std::vector<std::string> entries;
  entries.push_back("MESSAGE=" + log_line(record));
  entries.push_back("PRIORITY=" + std::to_string(priority_of(record.level)));
  entries.push_back("SYSLOG_IDENTIFIER=tenbells");
  for (const LogField& field : record.fields) {
    entries.push_back("TENBELLS_" + boost::to_upper_copy(std::string(field.name)) + "=" + printable(field.value));
  }
  std::vector<iovec> parts;
  parts.reserve(entries.size());
  for (std::string& entry : entries) parts.push_back({.iov_base = entry.data(), .iov_len = entry.size()});
  sd_journal_sendv(parts.data(), static_cast<int>(parts.size()));
}

bool LogToJournald::is_connected() {
  const char* stream = std::getenv("JOURNAL_STREAM");
  struct stat status {};
  if (stream == nullptr || ::fstat(2, &status) != 0) return false;
  const std::string ours = std::to_string(status.st_dev) + ":" + std::to_string(status.st_ino);
  return ours == stream;
}

}  // namespace tb::app

// The Persian calendar is ICU's.
#include "persian_day.hpp"

#include <unicode/calendar.h>
#include <unicode/timezone.h>

#include <memory>

namespace tb::text {

bool from_persian(CivilTime& time) {
  if (time.year < 1348 || time.year > 1500 || time.month < 1 || time.month > 12) return false;
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::Calendar> calendar(
      icu::Calendar::createInstance(*icu::TimeZone::getGMT(), icu::Locale("fa@calendar=persian"), status));
  if (U_FAILURE(status) != 0) return false;
  calendar->setLenient(0);  // a day that does not exist is an error then
  calendar->clear();
  calendar->set(time.year, time.month - 1, time.day);
  const std::chrono::duration<double, std::milli> since_1970{calendar->getTime(status)};
  if (U_FAILURE(status) != 0) return false;
  const std::chrono::year_month_day day{std::chrono::floor<std::chrono::days>(
      std::chrono::sys_time<std::chrono::duration<double, std::milli>>{since_1970})};
  time.year = static_cast<int>(day.year());
  time.month = static_cast<int>(static_cast<unsigned>(day.month()));
  time.day = static_cast<int>(static_cast<unsigned>(day.day()));
  return true;
}

}  // namespace tb::text

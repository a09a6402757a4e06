// Dates as feeds write them, and those that must not be read.
#include "tenbells/text/dates.hpp"

#include <gmock/gmock.h>

#include <string>

namespace tb::text {
namespace {

struct Row {
  std::string name;
  std::string text;
  std::string want;  // RFC 3339; empty: refused
};

class Date : public testing::TestWithParam<Row> {};

TEST_P(Date, IsReadAsTheMomentItNames) {
  const std::optional<Moment> moment = parse_date(GetParam().text);
  EXPECT_EQ(moment ? to_rfc3339(*moment) : "", GetParam().want);
}

std::string row_name(const testing::TestParamInfo<Row>& info) {
  return info.param.name;
}

const Row kRfc822[] = {
    {"Complete", "Tue, 24 Nov 2026 05:29:43 GMT", "2026-11-24T05:29:43.000Z"},
    {"Offset", "Tue, 24 Nov 2026 05:29:43 +0900", "2026-11-23T20:29:43.000Z"},
    {"NegativeOffset", "Tue, 24 Nov 2026 05:29:43 -0530", "2026-11-24T10:59:43.000Z"},
    {"OffsetWithColon", "Tue, 24 Nov 2026 05:29:43 +09:00", "2026-11-23T20:29:43.000Z"},
    {"OffsetBehindName", "Tue, 24 Nov 2026 05:29:43 GMT+0200", "2026-11-24T03:29:43.000Z"},
    {"OffsetOfOneDigit", "Tue, 24 Nov 2026 05:29:43 +9", "2026-11-23T20:29:43.000Z"},
    {"NoWeekday", "24 Nov 2026 05:29:43 GMT", "2026-11-24T05:29:43.000Z"},
    {"WrongWeekday", "Mon, 24 Nov 2026 05:29:43 GMT", "2026-11-24T05:29:43.000Z"},
    {"NoCommaBehindWeekday", "Tue 24 Nov 2026 05:29:43 GMT", "2026-11-24T05:29:43.000Z"},
    {"NoSpaceBehindComma", "Tue,24 Nov 2026 05:29:43 GMT", "2026-11-24T05:29:43.000Z"},
    {"LongWeekdayAndMonth", "Tuesday, 24 November 2026 05:29:43 GMT", "2026-11-24T05:29:43.000Z"},
    {"NoSeconds", "Tue, 24 Nov 2026 05:29 GMT", "2026-11-24T05:29:00.000Z"},
    {"NoZone", "Tue, 24 Nov 2026 05:29:43", "2026-11-24T05:29:43.000Z"},
    {"NoTime", "24 Nov 2026", "2026-11-24T00:00:00.000Z"},
    {"NoTimeButZone", "24 Nov 2026 GMT", "2026-11-24T00:00:00.000Z"},
    {"TwoDigitYear", "24 Nov 26 05:29:43 GMT", "2026-11-24T05:29:43.000Z"},
    {"TwoDigitYearOfLastCentury", "24 Nov 98 05:29:43 GMT", "1998-11-24T05:29:43.000Z"},
    {"OneDigitDay", "Thu, 5 Nov 2026 05:29:43 GMT", "2026-11-05T05:29:43.000Z"},
    {"OneDigitHour", "Thu, 5 Nov 2026 5:29:43 GMT", "2026-11-05T05:29:43.000Z"},
    {"LowerCase", "tue, 24 nov 2026 05:29:43 gmt", "2026-11-24T05:29:43.000Z"},
    {"UpperCase", "TUE, 24 NOV 2026 05:29:43 UTC", "2026-11-24T05:29:43.000Z"},
    {"SpaceEverywhere", "\n  Tue,  24  Nov 2026\t05:29:43   GMT \n", "2026-11-24T05:29:43.000Z"},
    {"Comment", "Tue, 24 Nov 2026 05:29:43 +0000 (Coordinated Universal Time)", "2026-11-24T05:29:43.000Z"},
    {"Fraction", "Tue, 24 Nov 2026 05:29:43.5 GMT", "2026-11-24T05:29:43.500Z"},
    {"Dashes", "Tue, 24-Nov-2026 05:29:43 GMT", "2026-11-24T05:29:43.000Z"},
    {"Rfc850", "Tuesday, 24-Nov-26 05:29:43 GMT", "2026-11-24T05:29:43.000Z"},
    {"MonthFirst", "Nov 24, 2026 05:29:43 GMT", "2026-11-24T05:29:43.000Z"},
    {"MonthFirstHalfDay", "November 24, 2026 3:07 PM", "2026-11-24T15:07:00.000Z"},
    {"HalfDayWithoutSpace", "Tuesday, November 24, 2026 - 3:07pm", "2026-11-24T15:07:00.000Z"},
    {"HalfDayWithStops", "Nov. 24, 2026, 10:57 a.m.", "2026-11-24T10:57:00.000Z"},
    {"TwelveAtNight", "24 Nov 2026 12:05 am", "2026-11-24T00:05:00.000Z"},
    {"TwelveAtNoon", "24 Nov 2026 12:05 pm", "2026-11-24T12:05:00.000Z"},
    {"HourAlone", "24 Nov 2026 3pm", "2026-11-24T15:00:00.000Z"},
    {"Ordinal", "24th November 2026", "2026-11-24T00:00:00.000Z"},
    {"MonthAndYear", "Nov. 2026", "2026-11-01T00:00:00.000Z"},
    {"Asctime", "Tue Nov 24 05:29:43 2026", "2026-11-24T05:29:43.000Z"},
    {"AsctimePaddedDay", "Thu Nov  5 05:29:43 2026", "2026-11-05T05:29:43.000Z"},
    {"AsctimeWithZone", "Tue Nov 24 05:29:43 EST 2026", "2026-11-24T10:29:43.000Z"},
    {"AsctimeWithOffset", "Tue Nov 24 05:29:43 +0000 2026", "2026-11-24T05:29:43.000Z"},
    {"MidnightAsTwentyFour", "Tue, 24 Nov 2026 24:00:00 GMT", "2026-11-25T00:00:00.000Z"},
    {"LeapSecond", "Tue, 24 Nov 2026 23:59:60 GMT", "2026-11-25T00:00:00.000Z"},
    {"LeapDay", "29 Feb 2028 00:00:00 GMT", "2028-02-29T00:00:00.000Z"},
};

INSTANTIATE_TEST_SUITE_P(Rfc822, Date, testing::ValuesIn(kRfc822), row_name);

const Row kZones[] = {
    {"Ut", "24 Nov 2026 12:00 UT", "2026-11-24T12:00:00.000Z"},
    {"Z", "24 Nov 2026 12:00 Z", "2026-11-24T12:00:00.000Z"},
    {"Est", "24 Nov 2026 12:00 EST", "2026-11-24T17:00:00.000Z"},
    {"Edt", "24 Nov 2026 12:00 EDT", "2026-11-24T16:00:00.000Z"},
    {"Cst", "24 Nov 2026 12:00 CST", "2026-11-24T18:00:00.000Z"},
    {"Cdt", "24 Nov 2026 12:00 CDT", "2026-11-24T17:00:00.000Z"},
    {"Mst", "24 Nov 2026 12:00 MST", "2026-11-24T19:00:00.000Z"},
    {"Mdt", "24 Nov 2026 12:00 MDT", "2026-11-24T18:00:00.000Z"},
    {"Pst", "24 Nov 2026 12:00 PST", "2026-11-24T20:00:00.000Z"},
    {"Pdt", "24 Nov 2026 12:00 PDT", "2026-11-24T19:00:00.000Z"},
    {"Cest", "24 Nov 2026 12:00 CEST", "2026-11-24T10:00:00.000Z"},
    {"Jst", "24 Nov 2026 12:00 JST", "2026-11-24T03:00:00.000Z"},
    {"India", "24 Nov 2026 12:00 IST", "2026-11-24T06:30:00.000Z"},
};

INSTANTIATE_TEST_SUITE_P(Zones, Date, testing::ValuesIn(kZones), row_name);

const Row kIso[] = {
    {"Rfc3339", "2026-11-24T05:29:43Z", "2026-11-24T05:29:43.000Z"},
    {"Fraction", "2026-11-24T05:29:43.120Z", "2026-11-24T05:29:43.120Z"},
    {"LongFraction", "2026-11-24T05:29:43.1209999999999999Z", "2026-11-24T05:29:43.120Z"},
    {"CommaFraction", "2026-11-24T05:29:43,5Z", "2026-11-24T05:29:43.500Z"},
    {"Offset", "2026-11-24T05:29:43+08:00", "2026-11-23T21:29:43.000Z"},
    {"BasicOffset", "2026-11-24T05:29:43-0500", "2026-11-24T10:29:43.000Z"},
    {"HourOffset", "2026-11-24T05:29:43+08", "2026-11-23T21:29:43.000Z"},
    {"NoSeconds", "2026-11-24T05:29Z", "2026-11-24T05:29:00.000Z"},
    {"NoZone", "2026-11-24T05:29:43", "2026-11-24T05:29:43.000Z"},
    {"SpaceForT", "2026-11-24 05:29:43", "2026-11-24T05:29:43.000Z"},
    {"SpaceBeforeZone", "2026-11-24 05:29:43 +0200", "2026-11-24T03:29:43.000Z"},
    {"ZoneByName", "2026-11-24 05:29:43 UTC", "2026-11-24T05:29:43.000Z"},
    {"LowerCase", "2026-11-24t05:29:43z", "2026-11-24T05:29:43.000Z"},
    {"DateOnly", "2026-11-24", "2026-11-24T00:00:00.000Z"},
    {"MonthOnly", "2026-11", "2026-11-01T00:00:00.000Z"},
    {"YearOnly", "2026", "2026-01-01T00:00:00.000Z"},
    {"Basic", "20261124T052943Z", "2026-11-24T05:29:43.000Z"},
    {"BasicWithoutT", "20261124052943", "2026-11-24T05:29:43.000Z"},
    {"BasicDate", "20261124", "2026-11-24T00:00:00.000Z"},
    {"DayOfYear", "2026-328T05:29:43Z", "2026-11-24T05:29:43.000Z"},
    {"Midnight", "2026-11-24T24:00:00Z", "2026-11-25T00:00:00.000Z"},
    {"HalfDay", "2026-11-24 05:29:43 PM", "2026-11-24T17:29:43.000Z"},
    {"LastYear", "9999-12-31T23:59:59Z", "9999-12-31T23:59:59.000Z"},
};

INSTANTIATE_TEST_SUITE_P(Iso8601, Date, testing::ValuesIn(kIso), row_name);

const Row kElsewhere[] = {
    {"Seconds", "1795498183", "2026-11-24T05:29:43.000Z"},
    {"Milliseconds", "1795498183120", "2026-11-24T05:29:43.120Z"},
    {"NineDigits", "915148800", "1999-01-01T00:00:00.000Z"},
    {"DayFirstWithStops", "24.11.2026", "2026-11-24T00:00:00.000Z"},
    {"DayFirstWithStopsAndTime", "24.11.26 05:29", "2026-11-24T05:29:00.000Z"},
    {"MonthFirstWithSlashes", "11/24/2026 05:29 PM", "2026-11-24T17:29:00.000Z"},
    {"DayFirstWithSlashesWhereItMust", "24/11/2026", "2026-11-24T00:00:00.000Z"},
    {"YearFirstWithSlashes", "2026/11/24 05:29:43", "2026-11-24T05:29:43.000Z"},
    {"German", "Di, 24 Dezember 2026 05:29:43 +0100", "2026-12-24T04:29:43.000Z"},
    {"GermanMarch", "Do, 5 Mär 2026 00:00:00 +0100", "2026-03-04T23:00:00.000Z"},
    {"French", "mar., 24 févr. 2026 05:29:43 +0000", "2026-02-24T05:29:43.000Z"},
    {"FrenchAugust", "24 août 2026", "2026-08-24T00:00:00.000Z"},
    {"Spanish", "martes, 24 de enero de 2026", "2026-01-24T00:00:00.000Z"},
    {"Russian", "Вт, 24 ноября 2026 05:29:43 +0300", "2026-11-24T02:29:43.000Z"},
    {"Chinese", "2026年11月24日 14:03", "2026-11-24T14:03:00.000Z"},
    {"ChineseWithSeconds", "2026年11月24日 14:03:05", "2026-11-24T14:03:05.000Z"},
    {"ChineseAlone", "2026年11月24日", "2026-11-24T00:00:00.000Z"},
    {"ChineseShort", "2026年1月4日", "2026-01-04T00:00:00.000Z"},
    {"ChineseClock", "2026年11月24日14时03分", "2026-11-24T14:03:00.000Z"},
    {"ChineseClockWithSeconds", "2026年11月24日 14时03分05秒", "2026-11-24T14:03:05.000Z"},
    {"ChineseHourAlone", "2026年11月24日14时", "2026-11-24T14:00:00.000Z"},
    {"ChineseTraditionalClock", "2026年11月24日14時03分", "2026-11-24T14:03:00.000Z"},
    {"ChineseAfternoon", "2026年11月24日 下午2:03", "2026-11-24T14:03:00.000Z"},
    {"ChineseWithZone", "2026年11月24日 14:03 +0800", "2026-11-24T06:03:00.000Z"},
    {"JapaneseWithWeekday", "2026年11月24日(火) 14:03 JST", "2026-11-24T05:03:00.000Z"},
    {"Korean", "2026년 11월 24일 09:00", "2026-11-24T09:00:00.000Z"},
    {"KoreanWithoutSpaces", "2026년11월24일 09:00:05", "2026-11-24T09:00:05.000Z"},
    {"KoreanClock", "2026년 11월 24일 9시 5분", "2026-11-24T09:05:00.000Z"},
    {"KoreanAfternoon", "2026년 11월 24일 오후 2:03 KST", "2026-11-24T05:03:00.000Z"},
    {"MinusSign", "2026-11-24T14:03:00−05:00", "2026-11-24T19:03:00.000Z"},
    {"MinusSignInWords", "Tue, 24 Nov 2026 14:03:00 −0530", "2026-11-24T19:33:00.000Z"},
    {"Hours", "24 November 2026, 09:00 hrs IST", "2026-11-24T03:30:00.000Z"},
    {"HoursWithStop", "24 November 2026, 09:00 hrs. IST", "2026-11-24T03:30:00.000Z"},
    {"Uhr", "24. November 2026, 14:03 Uhr", "2026-11-24T14:03:00.000Z"},
    {"UhrBehindUm", "Dienstag, 24. November 2026 um 14:03 Uhr MEZ", "2026-11-24T13:03:00.000Z"},
    {"Greek", "Τρί, 24 Νοέ 2026 12:00:00 EST", "2026-11-24T17:00:00.000Z"},
};

INSTANTIATE_TEST_SUITE_P(Elsewhere, Date, testing::ValuesIn(kElsewhere), row_name);

const Row kRefused[] = {
    {"Nothing", "", ""},
    {"Space", " \n ", ""},
    {"Word", "yesterday", ""},
    {"FebruaryThirtieth", "30 Feb 2026 00:00:00 GMT", ""},
    {"NoLeapDay", "2026-02-29", ""},
    {"MonthThirteen", "2026-13-01T00:00:00Z", ""},
    {"MonthZero", "2026-00-10", ""},
    {"DayZero", "2026-11-00", ""},
    {"HourTwentyFive", "2026-11-24T25:00:00Z", ""},
    {"MinuteSixty", "2026-11-24T05:60:00Z", ""},
    {"SecondSixtyOne", "2026-11-24T05:29:61Z", ""},
    {"NoSuchOffset", "2026-11-24T05:29:43-99:99", ""},
    {"NoSuchOffsetInWords", "Tue, 24 Nov 2026 05:29:43 +9999", ""},
    {"LettersForAnOffset", "Tue, 24 Nov 2026 05:29:43 +zz:00", ""},
    {"NoSuchZone", "Tue, 24 Nov 2026 05:29:43 XYZ", ""},
    {"BeforeTheEpoch", "1969-12-31T23:59:59Z", ""},
    {"YearZero", "0001-01-01T00:00:00Z", ""},
    {"YearOfFiveDigits", "20266-11-24", ""},
    {"HugeNumber", "99999999999999999999999999", ""},
    {"NegativeSeconds", "-1795498183", ""},
    {"SmallNumber", "12345", ""},
    {"DayWithoutMonth", "Tue, 24 x 2026 05:29:43 GMT", ""},
    {"MonthWithoutDay", "Tue, Nov x 2026 05:29:43 GMT", ""},
    {"TwoMonths", "24 Nov Dec 2026", ""},
    {"TwoTimes", "24 Nov 2026 05:29 06:29", ""},
    {"TimeAlone", "05:29:43", ""},
    {"DayOfYearBeyondTheYear", "2026-366", ""},
    {"TextBehind", "2026-11-24T05:29:43Z and more", ""},
    {"Markup", "<b>2026-11-24</b>", ""},
    {"TwoDigitYearFirst", "26-11-24", ""},
    {"TwoDigitYearFirstWithTime", "26-11-24 05:29", ""},
    {"ChineseYearAlone", "年11月24日", ""},
    {"ChineseMonthThirteen", "2026年13月24日", ""},
    {"FourDigitDay", "1234 Nov 2026", ""},
};

INSTANTIATE_TEST_SUITE_P(Refused, Date, testing::ValuesIn(kRefused), row_name);

TEST(ParseDate, LooksAtNoMoreThanADate) {
  EXPECT_FALSE(parse_date(std::string(10'000'000, '1')));
}

TEST(ParseDate, SurvivesEveryByteInEveryPlace) {
  for (const std::string valid : {"Tue, 24 Nov 2026 05:29:43 GMT", "2026-11-24T05:29:43.120+08:00", "24.11.2026 3pm"}) {
    for (std::size_t place = 0; place < valid.size(); ++place) {
      for (int byte = 0; byte < 256; ++byte) {
        std::string text = valid;
        text[place] = static_cast<char>(byte);
        const Moment moment = parse_date(text).value_or(Moment{});
        EXPECT_GE(moment, Moment{} - std::chrono::days{1});
      }
    }
  }
}

}  // namespace
}  // namespace tb::text

// The CSV edition: no header, "-0-" for nothing. Each file is known by how many columns it has. In it the weak aliases
// and the identifiers stand among the remarks, divided by semicolons.
#include "sdn_csv.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <string_view>

#include "sdn_ids.hpp"
#include "tenbells/config/csv.hpp"

namespace tb::watchlist {
namespace {

using Cells = std::vector<config::CsvCell>;

// As the data specification numbers them.
constexpr std::size_t kSdnColumns = 12;
constexpr std::size_t kAddColumns = 6;
constexpr std::size_t kAltColumns = 5;
constexpr std::size_t kCommentColumns = 2;
constexpr std::size_t kMostAliases = 1'000;  // of one party; the list's own most is a few dozen

Error wrong(const std::string& file, std::string why, std::string advice) {
  return {.kind = ErrorKind::invalid_input,
          .doing = "import",
          .to = file,
          .why = std::move(why),
          .advice = std::move(advice)};
}

std::string_view without_blanks(std::string_view text) {
  while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ') text.remove_prefix(1);
  while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') text.remove_suffix(1);
  return text;
}

std::string_view value_of(const config::CsvCell& cell) {
  const std::string_view text = without_blanks(cell.text);
  return text == "-0-" ? std::string_view() : text;
}

std::optional<std::uint64_t> number_of(const config::CsvCell& cell) {
  const std::string_view text = value_of(cell);
  std::uint64_t number = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failed != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

SdnParty::Kind kind_of(std::string_view type) {
  if (type == "individual") return SdnParty::Kind::person;
  if (type == "vessel") return SdnParty::Kind::vessel;
  if (type == "aircraft") return SdnParty::Kind::aircraft;
  return SdnParty::Kind::organisation;
}

// "SDGT] [IFSR" → both.
std::vector<std::string> programs_of(std::string_view text) {
  std::vector<std::string> programs;
  while (!text.empty()) {
    const std::size_t end = std::min(text.size(), text.find(']'));
    std::string_view program = without_blanks(text.substr(0, end));
    if (program.starts_with('[')) program.remove_prefix(1);
    if (!program.empty()) programs.emplace_back(program);
    text.remove_prefix(std::min(text.size(), end + 1));
  }
  return programs;
}

void add_name(SdnParty& party, SdnName name) {
  if (!name.last.empty() && party.names.size() < kMostAliases) party.names.push_back(std::move(name));
}

// a.k.a. 'THE BAKER' → a weak alias; an identifier → an id; all else is not for us.
void add_remark(SdnParty& party, std::string_view remark) {
  while (remark.ends_with('.')) remark.remove_suffix(1);
  for (const std::string_view before : {"a.k.a. '", "alt. a.k.a. '", "f.k.a. '", "n.k.a. '"}) {
    if (!remark.starts_with(before) || !remark.ends_with('\'')) continue;
    std::string_view quoted = remark.substr(before.size());
    quoted.remove_suffix(1);
    SdnName name = name_of_text(quoted, party.kind);
    name.weak = true;
    add_name(party, std::move(name));
    return;
  }
  if (auto id = sdn_id_of_remark(remark)) party.ids.insert(*std::move(id));
}

void add_remarks(SdnParty& party, std::string_view remarks) {
  while (!remarks.empty()) {
    const std::size_t end = std::min(remarks.size(), remarks.find(';'));
    add_remark(party, without_blanks(remarks.substr(0, end)));
    remarks.remove_prefix(std::min(remarks.size(), end + 1));
  }
}

struct Joined {
  SdnList list;
  std::map<std::uint64_t, std::size_t> places;  // of the parties

  SdnParty* party(const config::CsvCell& number) {
    const auto uid = number_of(number);
    const auto found = uid ? places.find(*uid) : places.end();
    return found == places.end() ? nullptr : &list.parties[found->second];
  }

  void add_party(const Cells& row) {
    const auto uid = number_of(row[0]);
    if (!uid || value_of(row[1]).empty() || !places.emplace(*uid, list.parties.size()).second) {
      ++list.skipped;
      return;
    }
    SdnParty& party = list.parties.emplace_back();
    party.uid = *uid;
    party.kind = kind_of(value_of(row[2]));
    add_name(party, name_of_text(value_of(row[1]), party.kind));
    party.programs = programs_of(value_of(row[3]));
    add_remarks(party, value_of(row[11]));
  }

  void add_alias(const Cells& row) {
    if (SdnParty* const found = party(row[0])) add_name(*found, name_of_text(value_of(row[3]), found->kind));
  }

  void add_comment(const Cells& row) {
    if (SdnParty* const found = party(row[0])) add_remarks(*found, value_of(row[1]));
  }
};

// Calls take(row) for every row; a lone mark of the end of file, which DOS wrote, is none.
template <class Take>
Result<void> for_each_row(const SdnFile& file, std::size_t columns, const Take& take) {
  std::optional<std::size_t> odd;
  const config::CsvOptions options{.quotes = config::CsvOptions::Quotes::lenient};
  const auto mistake = config::read_csv(file.bytes, options, [&](Cells& row) {
    if (row.size() == columns) {
      take(row);
    } else if (!(row.size() == 1 && row[0].text == "\x1A") && !odd) {
      odd = row[0].at;
    }
  });
  if (!mistake && !odd) return {};
  const std::size_t at = mistake ? mistake->at : *odd;
  const auto line = std::count(file.bytes.begin(), file.bytes.begin() + static_cast<std::ptrdiff_t>(at), '\n') + 1;
  return fail(wrong(fmt::format("{}:{}", file.name, line),
                    mistake ? mistake->message : fmt::format("the row has not {} columns like the first one", columns),
                    "Download the file again."));
}

std::size_t columns_of(const SdnFile& file) {
  const std::string_view line = std::string_view(file.bytes).substr(0, file.bytes.find_first_of("\r\n"));
  std::size_t columns = 0;
  const auto mistake = config::read_csv(line, {.quotes = config::CsvOptions::Quotes::lenient},
                                        [&](Cells& row) { columns = row.size(); });
  return mistake ? 0 : columns;
}

const SdnFile* file_of(const std::vector<SdnFile>& files, std::size_t columns) {
  const auto found = std::ranges::find(files, columns, columns_of);
  return found == files.end() ? nullptr : &*found;
}

}  // namespace

SdnName name_of_text(std::string_view text, SdnParty::Kind kind) {
  const std::size_t comma = kind == SdnParty::Kind::person ? text.find(',') : std::string_view::npos;
  if (comma == std::string_view::npos) return {.last = std::string(without_blanks(text))};
  return {.last = std::string(without_blanks(text.substr(0, comma))),
          .first = std::string(without_blanks(text.substr(comma + 1)))};
}

Result<SdnList> read_sdn_csv(const std::vector<SdnFile>& files) {
  for (const SdnFile& file : files) {
    const std::size_t columns = columns_of(file);
    const bool is_known =
        columns == kSdnColumns || columns == kAddColumns || columns == kAltColumns || columns == kCommentColumns;
    if (is_known) continue;
    return fail(wrong(file.name, fmt::format("its first row has {} columns, which no file of the list has", columns),
                      "SDN.CSV has 12, ALT.CSV 5, ADD.CSV 6, SDN_COMMENTS.CSV 2; take them as OFAC publishes them."));
  }
  const SdnFile* const parties = file_of(files, kSdnColumns);
  if (parties == nullptr) {
    return fail(wrong(files.front().name, "SDN.CSV is missing, which names the parties", "Name it as well."));
  }
  Joined joined;
  Result<void> read = for_each_row(*parties, kSdnColumns, [&](const Cells& row) { joined.add_party(row); });
  if (const SdnFile* const aliases = file_of(files, kAltColumns); read && aliases != nullptr) {
    read = for_each_row(*aliases, kAltColumns, [&](const Cells& row) { joined.add_alias(row); });
  }
  if (const SdnFile* const comments = file_of(files, kCommentColumns); read && comments != nullptr) {
    read = for_each_row(*comments, kCommentColumns, [&](const Cells& row) { joined.add_comment(row); });
  }
  if (!read) return fail(std::move(read).error());
  if (joined.list.parties.empty()) {
    return fail(wrong(parties->name, "it names no party", "Download the file again."));
  }
  return std::move(joined.list);
}

}  // namespace tb::watchlist

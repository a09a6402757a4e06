// Which edition the files are.
#include "tenbells/watchlist/ofac_sdn.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "sdn_csv.hpp"
#include "sdn_xml.hpp"
#include "tenbells/text/charset.hpp"

namespace tb::watchlist {
namespace {

bool is_xml(const std::string& bytes) {
  const std::size_t first = bytes.find_first_not_of(" \t\r\n");
  return first != std::string::npos && bytes[first] == '<';
}

tl::unexpected<Error> wrong(std::string to, std::string why, std::string advice) {
  return fail({.kind = ErrorKind::invalid_input,
               .doing = "import",
               .to = std::move(to),
               .why = std::move(why),
               .advice = std::move(advice)});
}

}  // namespace

Result<SdnList> read_sdn(std::vector<SdnFile> files) {
  std::size_t xml = 0;
  for (SdnFile& file : files) {
    file.bytes = text::read_as_utf8(file.bytes, "").text;
    xml += is_xml(file.bytes) ? 1 : 0;
  }
  if (files.empty()) return wrong("", "no file was given", "Name SDN.XML, or SDN.CSV with ALT.CSV.");
  if (xml > 0 && files.size() > 1) {
    return wrong(files.back().name, "the XML list holds everything and stands alone",
                 "Name SDN.XML alone, or the CSV files without it.");
  }
  Result<SdnList> list = xml > 0 ? read_sdn_xml(std::move(files.front())) : read_sdn_csv(files);
  if (!list) return list;
  std::ranges::stable_sort(list->parties, {}, &SdnParty::uid);
  const auto same = [](const SdnParty& a, const SdnParty& b) { return a.uid == b.uid; };
  const auto last = std::unique(list->parties.begin(), list->parties.end(), same);
  list->skipped += static_cast<std::size_t>(list->parties.end() - last);
  list->parties.erase(last, list->parties.end());
  return list;
}

}  // namespace tb::watchlist

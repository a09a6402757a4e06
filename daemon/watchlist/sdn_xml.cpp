// SDN.XML by pugixml, which expands no entity but XML's own five and reads no DTD; one that is there all the same is
// not what the Treasury publishes, and is refused.
#include "sdn_xml.hpp"

#include <fmt/core.h>

#include <charconv>
#include <optional>
#include <pugixml.hpp>
#include <string_view>

#include "sdn_csv.hpp"
#include "sdn_ids.hpp"

namespace tb::watchlist {
namespace {

constexpr std::size_t kMostAliases = 1'000;  // of one party; the list's own most is a few dozen

Error wrong(const std::string& file, std::string why) {
  return {.kind = ErrorKind::invalid_input,
          .doing = "import",
          .to = file,
          .why = std::move(why),
          .advice = "Take SDN.XML as OFAC publishes it; SDN_ADVANCED.XML has another form."};
}

std::string_view local_name(std::string_view name) {
  return name.substr(name.find(':') + 1);  // npos + 1 is 0
}

pugi::xml_node child_of(pugi::xml_node parent, std::string_view name) {
  for (const pugi::xml_node child : parent.children()) {
    if (child.type() == pugi::node_element && local_name(child.name()) == name) return child;
  }
  return {};
}

std::string text_of(pugi::xml_node parent, std::string_view name) {
  std::string_view text = child_of(parent, name).text().get();
  while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ') text.remove_prefix(1);
  while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') text.remove_suffix(1);
  return std::string(text);
}

SdnParty::Kind kind_of(std::string_view type) {
  if (type == "Individual") return SdnParty::Kind::person;
  if (type == "Vessel") return SdnParty::Kind::vessel;
  if (type == "Aircraft") return SdnParty::Kind::aircraft;
  return SdnParty::Kind::organisation;
}

std::optional<SdnName> name_of(pugi::xml_node node, SdnParty::Kind kind) {
  SdnName name{.last = text_of(node, "lastName"), .first = text_of(node, "firstName")};
  if (name.last.empty() && name.first.empty()) return std::nullopt;
  if (name.last.empty()) std::swap(name.last, name.first);
  // Of all but persons the first name is only the beginning of a long one.
  if (kind != SdnParty::Kind::person && !name.first.empty()) {
    name.last = name.first + " " + name.last;
    name.first.clear();
  }
  name.weak = text_of(node, "category") == "weak";
  return name;
}

std::optional<SdnParty> party_of(pugi::xml_node entry) {
  SdnParty party{.kind = kind_of(text_of(entry, "sdnType"))};
  const std::string uid = text_of(entry, "uid");
  const auto [end, failed] = std::from_chars(uid.data(), uid.data() + uid.size(), party.uid);
  std::optional<SdnName> name = name_of(entry, party.kind);
  if (failed != std::errc() || end != uid.data() + uid.size() || !name) return std::nullopt;
  party.names.push_back(*std::move(name));
  for (const pugi::xml_node aka : child_of(entry, "akaList").children()) {
    std::optional<SdnName> alias = name_of(aka, party.kind);
    if (alias && party.names.size() < kMostAliases) party.names.push_back(*std::move(alias));
  }
  for (const pugi::xml_node program : child_of(entry, "programList").children()) {
    party.programs.emplace_back(program.text().get());
  }
  for (const pugi::xml_node id : child_of(entry, "idList").children()) {
    if (auto known = sdn_id(text_of(id, "idType"), text_of(id, "idNumber"))) party.ids.insert(*std::move(known));
  }
  return party;
}

}  // namespace

Result<SdnList> read_sdn_xml(SdnFile file) {
  if (file.bytes.find("<!DOCTYPE") != std::string::npos || file.bytes.find("<!ENTITY") != std::string::npos) {
    return fail(wrong(file.name, "it declares a document type, which the list has not"));
  }
  pugi::xml_document tree;
  const pugi::xml_parse_result parsed =
      tree.load_buffer_inplace(file.bytes.data(), file.bytes.size(), pugi::parse_default, pugi::encoding_utf8);
  if (!parsed) {
    return fail(wrong(file.name, fmt::format("it is no XML: {} at byte {}", parsed.description(), parsed.offset)));
  }
  const pugi::xml_node root = child_of(tree, "sdnList");
  if (!root) return fail(wrong(file.name, "it holds no sdnList"));
  SdnList list;
  for (const pugi::xml_node entry : root.children()) {
    if (local_name(entry.name()) != "sdnEntry") continue;
    if (std::optional<SdnParty> party = party_of(entry)) {
      list.parties.push_back(*std::move(party));
    } else {
      ++list.skipped;
    }
  }
  if (list.parties.empty()) return fail(wrong(file.name, "it holds no sdnEntry with a uid and a name"));
  return list;
}

}  // namespace tb::watchlist

// Well-formed documents never take the way of repair. What is well-formed is decided by somebody else: libxml2 in its
// strict mode, RapidJSON in its own.
#include <gmock/gmock.h>
#include <libxml/parser.h>
#include <rapidjson/document.h>

#include <random>

#include "feed/expectation.hpp"

namespace tb::feed {
namespace {

bool is_well_formed_xml(const std::string& bytes) {
  constexpr int kOptions = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING;
  xmlDoc* const tree = xmlReadMemory(bytes.data(), static_cast<int>(bytes.size()), nullptr, nullptr, kOptions);
  xmlFreeDoc(tree);
  return tree != nullptr;
}

bool is_well_formed(const std::string& bytes) {
  if (bytes.starts_with('{') || bytes.starts_with('[')) return !rapidjson::Document().Parse(bytes).HasParseError();
  return is_well_formed_xml(bytes);
}

Result<Feed> decoded(const std::string& bytes, const std::string& content_type = {}) {
  return decode({.bytes = bytes, .url = "https://news.example/", .content_type = content_type}, Limits{});
}

void expect_not_repaired(const Result<Feed>& feed) {
  ASSERT_TRUE(feed.has_value()) << to_string(feed.error());
  EXPECT_FALSE(feed->repaired);
  for (const Warning& warning : feed->warnings) {
    EXPECT_THAT(warning.kind, testing::AnyOf(WarningKind::charset, WarningKind::field, WarningKind::item,
                                             WarningKind::format, WarningKind::limit))
        << warning.message;
  }
}

TEST(WellFormed, FixturesAreNeverRepaired) {
  std::size_t well_formed = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(TB_TEST_DATA)) {
    const std::string name = entry.path().filename().string();
    if (!entry.is_regular_file() || name.ends_with(".want.json")) continue;
    const std::string bytes = content_of_file(entry.path());
    if (!is_well_formed(bytes)) continue;
    SCOPED_TRACE(name);
    const Result<Feed> feed = decoded(bytes);
    if (!feed) continue;  // well-formed, and no feed
    ++well_formed;
    expect_not_repaired(feed);
  }
  EXPECT_GT(well_formed, 30U);
}

struct Row {
  std::string name;
  std::string document;
};

class WellFormed : public testing::TestWithParam<Row> {};

TEST_P(WellFormed, IsNeverRepaired) {
  ASSERT_TRUE(is_well_formed(GetParam().document));
  expect_not_repaired(decoded(GetParam().document));
}

std::string a_feed(const std::string& description, const std::string& prolog = "", const std::string& behind = "") {
  return prolog + "<rss version='2.0'><channel><title>Wire</title><item><title>One</title><description>" + description +
         "</description></item></channel></rss>" + behind;
}

const Row kRows[] = {
    {"AmpersandInAComment", a_feed("a <!-- Q&A & more &nbsp; <br> --> b")},
    {"AmpersandInASection", a_feed("<![CDATA[Q&A &nbsp; &#0; <p>x]]>")},
    {"AmpersandInAnInstruction", a_feed("x", "<?note a & b?>")},
    {"EntityThatTheDocumentDeclares", a_feed("&port;", "<!DOCTYPE rss [<!ENTITY port \"Kalda &amp; quay\">]>")},
    {"EntityOfHtmlThatTheDocumentDeclares", a_feed("&eacute;", "<!DOCTYPE rss [<!ENTITY eacute \"&#233;\">]>")},
    {"AmpersandInADeclaration", a_feed("x", "<!DOCTYPE rss [<!ENTITY a 'x'><!ENTITY b '&a;&a;'>]>")},
    {"ReferencesToCharacters", a_feed("&#9;&#10;&#13;&#x20;&#xD7FF;&#xE000;&#xFFFD;&#x10FFFF;")},
    {"BracketsInAttributes", a_feed("<b title='a > b' lang=\"it's\">x</b>")},
    {"MarkupBehindTheRoot", a_feed("x", "", "\n<!-- made at 14:03 -->\n<?done?>\n")},
    {"EmptyElements", a_feed("<br/><br /><hr></hr>")},
    {"TabsInTags", a_feed("<b\n\ttitle\n=\n'x'\n>x</b\n>")},
    {"CarriageReturns", a_feed("one\r\ntwo\rthree", "\xEF\xBB\xBF<?xml version='1.0'?>\r\n")},
    {"NamesOfAnyScript", a_feed("<х:ü xmlns:х='urn:x'>x</х:ü>")},
    {"JsonWithEscapes",
     R"({"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","title":"\ud83d\udd14 \u00e9"}]})"},
};

INSTANTIATE_TEST_SUITE_P(Documents, WellFormed, testing::ValuesIn(kRows),
                         [](const auto& row) { return row.param.name; });

/// Makes well-formed markup out of every construct that XML has.
class Generator {
 public:
  explicit Generator(unsigned seed) : random_(seed) {}

  std::string feed() {
    std::string prolog = one_of({"", "<?xml version='1.0'?>", "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"});
    if (random_() % 3 == 0) prolog += "<!-- " + words() + " & <x> -->";
    if (random_() % 4 == 0) prolog += "<!DOCTYPE rss [<!ENTITY own \"Kalda &amp; &#233;\">]>";
    std::string items;
    for (unsigned i = 0; i < 1 + random_() % 4; ++i)
      items += "<item><title>" + words() + "</title>" + field() + "</item>";
    return prolog + "<rss version='2.0'><channel><title>" + words() + "</title>" + items + "</channel></rss>";
  }

 private:
  std::string one_of(std::initializer_list<const char*> choices) {
    return *(choices.begin() + static_cast<std::ptrdiff_t>(random_() % choices.size()));
  }

  std::string words() {
    return one_of({"port", "Kalda", "é 北京", "a &amp; b", "&#8217;", "&lt;b&gt;", "]] >", "\"'"});
  }

  std::string field() {
    const std::string name = one_of({"description", "link", "guid", "author", "x:y", "pubDate", "category"});
    std::string content;
    for (unsigned i = 0; i < random_() % 5; ++i) content += piece(3);
    return "<" + name + attributes() + ">" + content + "</" + name + ">";
  }

  std::string attributes() {
    return one_of({"", " a='1'", " a = \"x > y &amp; z\"", " xmlns:x='urn:x'", "\n\tb='&#10;'"});
  }

  std::string piece(int depth) {
    switch (random_() % (depth > 0 ? 7 : 6)) {
      case 0:
        return "<![CDATA[" + one_of({"<p>a & b<br>", "]]", "&nbsp;", "<!-- x"}) + "]]>";
      case 1:
        return "<!-- " + one_of({"a & b", "<item>", "]]>", "- -"}) + " -->";
      case 2:
        return "<?" + one_of({"pi", "php & <x>", "a '"}) + "?>";
      case 3:
        return one_of({"<br/>", "<hr />", "<b></b>"});
      case 6:
        return "<b" + attributes() + ">" + piece(depth - 1) + piece(depth - 1) + "</b>";
      default:
        return words();
    }
  }

  std::mt19937 random_;
};

TEST(WellFormed, GeneratedFeedsAreNeverRepaired) {
  for (unsigned seed = 0; seed < 3'000; ++seed) {
    const std::string document = Generator(seed).feed();
    SCOPED_TRACE(document);
    ASSERT_TRUE(is_well_formed(document));
    ASSERT_NO_FATAL_FAILURE(expect_not_repaired(decoded(document)));
    if (testing::Test::HasFailure()) return;
  }
}

}  // namespace
}  // namespace tb::feed

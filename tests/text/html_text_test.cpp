// HTML to text: what a reader sees of a fragment, and that hostile markup costs no more than its length.
#include "tenbells/text/html_text.hpp"

#include <gmock/gmock.h>

#include <ctime>

#include "tenbells/text/utf8.hpp"

namespace tb::text {
namespace {

struct Row {
  std::string name;
  std::string html;
  std::string want;
};

std::string row_name(const testing::TestParamInfo<Row>& info) {
  return info.param.name;
}

class HtmlToText : public testing::TestWithParam<Row> {};

TEST_P(HtmlToText, ShowsWhatAReaderSees) {
  EXPECT_EQ(html_to_text(GetParam().html), GetParam().want);
}

const Row kTexts[] = {
    {"PlainText", "Talks resumed.", "Talks resumed."},
    {"Empty", "", ""},
    {"OnlyMarkup", "<p><br></p>", ""},
    {"InlineTagsVanish", "Talks <b>re</b>sumed in <i>Geneva</i>.", "Talks resumed in Geneva."},
    {"ParagraphsBreak", "<p>One.</p><p>Two.</p>", "One.\nTwo."},
    {"BreakBreaks", "One.<br>Two.<br/>Three.", "One.\nTwo.\nThree."},
    {"SeveralBreaksAreOne", "One.<br><br><p></p>Two.", "One.\nTwo."},
    {"ListItemsBreak", "<ul><li>Steel<li>Chips</ul>after", "Steel\nChips\nafter"},
    {"HeadingsBreak", "<h2>Markets</h2>fell", "Markets\nfell"},
    {"CellsAreApart", "<table><tr><td>Oil</td><td>71</td></tr><tr><td>Gas</td></tr></table>", "Oil 71\nGas"},
    {"ImagesAreApart", "left<img src=a.png>right", "left right"},
    {"WhiteSpaceCollapses", "  a \t\n  b  ", "a b"},
    {"SpaceAcrossTags", "a <b> b</b>", "a b"},
    {"NoSpaceIsInvented", "a<b>b</b>c", "abc"},
    {"NoBreakSpaceIsSpace", "10&nbsp;000&#160;men", "10 000 men"},
    {"PreKeepsLines", "<pre>one\ntwo</pre>three\nfour", "one\ntwo\nthree four"},
    {"ScriptIsHidden", "a<script>if (a < b) { alert('</p>') }</script>b", "ab"},
    {"ScriptEndInAnyCase", "a<SCRIPT>x</ScRiPt >b", "ab"},
    {"ScriptNeverClosed", "a<script>x", "a"},
    {"ScriptClosedInItself", "a<script src=x />b", "ab"},
    {"StyleIsHidden", "<style>p { color: red }</style>text", "text"},
    {"FrameIsHidden", "a<iframe src=x>your browser is old</iframe>b", "ab"},
    {"CommentIsHidden", "a<!-- <p>no</p> -->b", "ab"},
    {"EmptyComment", "a<!-->b", "ab"},
    {"CommentNeverClosed", "a<!-- b", "a"},
    {"ConditionalComment", "a<![if !mso]>b<![endif]>c", "abc"},
    {"InstructionIsHidden", "a<?xml:namespace prefix = o />b", "ab"},
    {"SectionWrappedTwice", "<![CDATA[<p>One &amp; two</p>]]>", "One & two"},
    {"BracketsInText", "a]]>b", "a]]>b"},
    {"LessThanIsText", "3 < 4 and 5 > 2", "3 < 4 and 5 > 2"},
    {"LessThanDigit", "<3 <4>", "<3 <4>"},
    {"LoneLessThanAtTheEnd", "a <", "a <"},
    {"UnfinishedTagIsDropped", "more <a href=\"http://x", "more"},
    {"UnfinishedTagWithWordsStays", "Cut <a class=\"x the hotline", "Cut <a class=\"x the hotline"},
    {"UnfinishedNameStays", "the talks <b", "the talks <b"},
    {"LessThanAWordStays", "Growth <zero: the military-to-military hotline was cut",
     "Growth <zero: the military-to-military hotline was cut"},
    {"LessThanAWordBeforeTagsStays", "Growth <zero: the hotline <b>was</b> cut > 5",
     "Growth <zero: the hotline was cut > 5"},
    {"LessThanAnElementsNameBeforeTagsStays", "if a <b and the hotline <i>is</i> cut",
     "if a <b and the hotline is cut"},
    {"NameOfNoElementStays", "said <Reuters> today", "said <Reuters> today"},
    {"EndTagOfNoElementVanishes", "x</foo>y", "xy"},
    {"UnclosedQuoteEndsAtTheTag", "<a href=\"http://x>link</a> military-to-military", "link military-to-military"},
    {"UnclosedQuoteBeforeQuotedWords", "<a href=\"http://x>link</a> said \"no\" to the <b>hotline</b>",
     "link said \"no\" to the hotline"},
    {"UnclosedQuoteBeforeAnotherTag", "<a href=\"http://x>link</a> hotline <a href=\"http://y\">two</a>",
     "link hotline two"},
    {"UnclosedSingleQuote", "<a href='http://x>link</a> hotline", "link hotline"},
    {"TagsInAttribute", "<img alt=\"<b>x</b>\">c", "c"},
    {"SpaceAroundEquals", "<a href = \"a > b\">c</a>", "c"},
    {"UnfinishedDeclarationStays", "the <!DOCTYPE", "the <!DOCTYPE"},
    {"GreaterThanInAttribute", "<a title=\"a > b\">c</a>", "c"},
    {"QuoteInUnquotedValue", "<p title=it's>Text</p> isn't", "Text\nisn't"},
    {"AttributeWithoutValue", "<input disabled>x", "x"},
    {"UpperCaseTags", "<P>One</P><P>Two</P>", "One\nTwo"},
    {"UnknownElementsVanish", "<o:p>Word</o:p> <custom-x>y</custom-x>", "Word y"},
    {"NamedReference", "caf&eacute; &mdash; &euro;5", "café — €5"},
    {"DecimalReference", "&#8220;so&#8221;", "“so”"},
    {"HexReference", "&#x4E2D;&#X56FD;", "中国"},
    {"ReferenceWithoutSemicolon", "&copy 2026 AT&amp T", "© 2026 AT& T"},
    {"NoReferenceInAWord", "AT&T R&D &copyright", "AT&T R&D &copyright"},
    {"NoReferenceInAQuery", "a=1&copy=2&lt=3", "a=1&copy=2&lt=3"},
    {"NewerNamesNeedTheSemicolon", "&hellip x &hellip;", "&hellip x …"},
    {"UnknownReferenceStays", "&tenbells; &;", "&tenbells; &;"},
    {"CaseMatters", "&Eacute;&eacute; &EACUTE;", "Éé &EACUTE;"},
    {"DecodedOnce", "&amp;lt;b&amp;gt;", "&lt;b&gt;"},
    {"EscapedTagIsText", "&lt;b&gt;", "<b>"},
    {"Windows1252Reference", "it&#146;s &#128;5 &#x97;", "it’s €5 —"},
    {"Windows1252AsControl", "it\xC2\x92s", "it’s"},
    {"ReferenceToNothing", "a&#0;b&#xD800;c&#1114112;", "a\uFFFDb\uFFFDc\uFFFD"},
    {"ReferencesToBothHalvesOfACharacter", "&#55357;&#56832; &#xD83D;&#xDE00;", "😀 😀"},
    {"ReferenceToHalfACharacter", "&#55357; &#56832;&#55357;", "\uFFFD \uFFFD\uFFFD"},
    {"ReferenceOverflows", "&#99999999999999999999;x", "\uFFFDx"},
    {"ReferenceOfManyDigits", "&#000000000000065;", "A"},
    {"ReferenceWithoutDigits", "&#; &#x;", "&#; &#x;"},
    {"ControlByReference", "a&#7;b&#27;[31m", "ab[31m"},
    {"SoftHyphensVanish", "multi&shy;lateral\xC2\xADism", "multilateralism"},
    {"ZeroWidthSpaceVanishes", "mul\xE2\x80\x8Bti", "multi"},
    {"ByteOrderMarkVanishes", "\xEF\xBB\xBFtext", "text"},
    {"OverrideVanishes",
     "abc\xE2\x80\xAE"
     "def",
     "abcdef"},
    {"DirectionalControlsVanish", "\u202Aa\u202B\u202C\u202D\u202E b\u2066\u2067\u2068\u2069c", "a bc"},
    {"JoinersStay", "न\xE2\x80\x8Dम", "न\xE2\x80\x8Dम"},
    {"WideSpacesAreSpaces",
     "東京\xE3\x80\x80発 a\xE2\x80\x89"
     "b",
     "東京 発 a b"},
    {"LineSeparatorBreaks",
     "a\xE2\x80\xA8"
     "b",
     "a\nb"},
    {"OtherScriptsStay", "习近平 Привет مرحبا 🔔", "习近平 Привет مرحبا 🔔"},
    {"EveryNameOfHtml", "&CounterClockwiseContourIntegral; &apos;&bigstar;&nbsp;&hearts;", "∳ '★ ♥"},
    {"NameOfTwoCharacters", "a &nGt; b &NotEqualTilde; c", "a ≫⃒ b ≂̸ c"},
    {"NameBeyondTheLongest", "&CounterClockwiseContourIntegralX;", "&CounterClockwiseContourIntegralX;"},
    {"NoScriptIsForOldBrowsers", "a<noscript><img src=x>Switch it on</noscript>b", "ab"},
    {"NoScriptNeverClosedHidesNothing", "a<noscript>b", "ab"},
    {"TemplateIsHidden", "a<template><p>no</p></template>b", "ab"},
    {"PlayerIsHidden", "a<video src=x controls><p>Your browser is old.</p></video>b", "ab"},
    {"OfficeIslandIsHidden", "<xml><w:View>Normal</w:View></xml>Talks", "Talks"},
    {"HiddenTitleOfAPage", "<html><head><title>Page</title></head><body>Talks</body></html>", "Talks"},
    {"ConditionalCommentWhole", "a<!--[if gte mso 9]><p>no</p><![endif]-->b", "ab"},
    {"PictureAloneIsItsAlternative", "<p><img src=\"a.png\" alt=\"Cranes &amp; quay\"/></p>", "Cranes & quay"},
    {"PictureBesideTextIsNone", "<img src=a.png alt=\"Cranes\"> Port open", "Port open"},
    {"PictureWithoutAlternative", "<img src=a.png alt=''><img src=b.png>", ""},
    {"FirstOfSeveralPictures", "<img alt='One'><img alt='Two'>", "One"},
    {"EmojiAsPicture", "won<img class=\"emoji\" alt=\"🎉\" src=\"x.png\">!", "won🎉!"},
    {"BreakOpportunityVanishes", "multi<wbr>lateral", "multilateral"},
    {"SpaceBeforeAnEndTag", "<b>a </b>b<i> c</i>", "a b c"},
    {"SpaceBeforeAReference", "a &amp; b &nbsp; c", "a & b c"},
    {"SpaceBeforeAWideSpace", "a \u2003 b", "a b"},
    {"SectionEndInATag", "<![CDATA[<a title=\"]]>\">x</a>]]>y", "xy"},
    {"SectionNeverClosed", "<![CDATA[a <b>c</b>", "a c"},
    {"QuotesOfTypographyRunOn", "“It’s” — he said… « non »", "“It’s” — he said… « non »"},
    {"FormulaIsItsText", "<math><mrow><mi>x</mi><mo>=</mo><mn>2</mn></mrow></math> holds", "x=2 holds"},
    {"CellsOfAFormula", "<math><mtable><mtr><mtd>1</mtd><mtd>0</mtd></mtr></mtable></math>", "1 0"},
    {"NoteInAFormulaIsHidden",
     "<math><semantics><mi>x</mi><annotation encoding=\"application/x-tex\">x</annotation></semantics></math>!", "x!"},
    {"DrawingIsItsText", "<svg viewBox='0 0 9 9'><title>Plan</title><g><rect/><text x=1>North quay</text></g></svg>",
     "North quay"},
    {"NamesOfFormulasAreWordsElsewhere", "press <mi> or <text> <math/> <none>", "press <mi> or <text> <none>"},
    {"NamesBehindAFormulaAreWords", "<math><mi>x</mi></math> and <mi>", "x and <mi>"},
    {"FormulaNeverClosed", "<math> and <zero>", "and <zero>"},
    {"EntityAtTheEnd", "a &am", "a &am"},
    {"AmpersandAtTheEnd", "a &", "a &"},
};

INSTANTIATE_TEST_SUITE_P(Fragments, HtmlToText, testing::ValuesIn(kTexts), row_name);

class HtmlToLine : public testing::TestWithParam<Row> {};

TEST_P(HtmlToLine, ShowsTheTitle) {
  EXPECT_EQ(html_to_line(GetParam().html), GetParam().want);
}

const Row kTitles[] = {
    {"InlineMarkup", "<b>Flash:</b> port <i>closed</i>", "Flash: port closed"},
    {"BreaksAreSpaces", "One<br>two\nthree", "One two three"},
    {"NamesOfElementsAreWords", "The <canvas> element", "The <canvas> element"},
    {"GenericsAreWords", "vector<T> and map<K, V>", "vector<T> and map<K, V>"},
    {"EscapedHtmlAfterDecoding", "How to use &lt;b&gt;", "How to use <b>"},
    {"Ampersand", "AT&amp;T", "AT&T"},
    {"BareAmpersand", "AT&T & Co", "AT&T & Co"},
    {"Comparison", "A<B", "A<B"},
    {"ScriptNeverClosedIsAWord", "Why <script> tags <b>block</b>", "Why <script> tags block"},
    {"PictureAlone", "<img src='a.png' alt='Cranes'>", "Cranes"},
    {"ScriptIsHidden", "x<script>alert(1)</script>y", "xy"},
    {"FormulaInATitle", "Limits of <math><msub><mi>x</mi><mn>0</mn></msub></math> found", "Limits of x0 found"},
    {"NameOfAFormula", "The <math> element and <mi>", "The <math> element and <mi>"},
    {"AddressInAngleBrackets", "Ada <ada@example.org>", "Ada <ada@example.org>"},
};

INSTANTIATE_TEST_SUITE_P(Titles, HtmlToLine, testing::ValuesIn(kTitles), row_name);

TEST(PlainToLine, KeepsWhatLooksLikeMarkup) {
  EXPECT_EQ(plain_to_line(" a <b> &amp;\n c "), "a <b> &amp; c");
}

TEST(DecodeReferences, DecodesOnceAndNothingElse) {
  EXPECT_EQ(decode_references("<p> &amp;amp; & &eacute;"), "<p> &amp; & é");
}

TEST(LooksLikeHtml, NeedsAnEndTagABreakOrAParagraph) {
  EXPECT_TRUE(looks_like_html("so <b>it</b> is"));
  EXPECT_TRUE(looks_like_html("one<br>two"));
  EXPECT_TRUE(looks_like_html("one<BR/>two"));
  EXPECT_TRUE(looks_like_html("<p class=x>one"));
  EXPECT_FALSE(looks_like_html("The <canvas> element; a < b; </ <; <pre>"));
}

// Ordinary text is copied in blocks of sixteen: what needs a look is found at every place in and across them.
TEST(HtmlToText, FindsWhatVanishesAtEveryPlace) {
  for (std::size_t before = 0; before < 40; ++before) {
    const std::string word(before, 'x');
    for (const std::string_view hidden : {"\u00AD", "\u200B", "\u202E", "\uFEFF", "\x01", "\x7F", "<b>", "\u2060"}) {
      EXPECT_EQ(html_to_text(word + std::string(hidden) + "end"), word + "end") << before;
    }
    for (const std::string_view white :
         {"  ", "\t", "\u00A0", "\u1680", "\u2003", "\u202F", "\u3000", " \n ", "&nbsp;"}) {
      EXPECT_EQ(html_to_text("a" + word + std::string(white) + "end"), "a" + word + " end") << before;
      EXPECT_EQ(html_to_text("a" + word + std::string(white)), "a" + word) << before;
    }
    for (const std::string_view shown : {"\u00A1", "\u00AE", "\u200D", "\u2019", "\u2026", "\u20AC", "\u3001", "\u3042",
                                         "\uFF0C", "\U0001F514", "é", "1 2"}) {
      EXPECT_EQ(html_to_text(word + std::string(shown) + "end"), word + std::string(shown) + "end") << before;
    }
  }
}

// Processor time of four megabytes: one search to the end for each piece took a quarter of a minute.
TEST(HtmlToText, SearchesForOneEndOnce) {
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"<![CDATA[", ""}, {"<![CDATA[", "]]>"}, {"<math>", ""}, {"<math>", "</math>"}, {"<svg><title>", "</svg>"}};
  for (const auto& [piece, end] : rows) {
    SCOPED_TRACE(testing::Message() << piece << " and " << end);
    std::string html;
    while (html.size() < 4'000'000) html += piece;
    const std::clock_t before = std::clock();
    EXPECT_TRUE(is_valid_utf8(html_to_text(html + std::string(end))));
    EXPECT_LT(std::clock() - before, 2 * CLOCKS_PER_SEC);
  }
}

// Each would take minutes if any step were quadratic; the suite's time limit is the measure.
TEST(HtmlToText, IsLinearOnHostileMarkup) {
  const auto repeated = [](std::string_view piece) {
    std::string text;
    while (text.size() < 1'000'000) text += piece;
    return text;
  };
  for (const std::string_view piece : {"<",
                                       "&",
                                       "<!",
                                       "<!--",
                                       "<a",
                                       "<a ",
                                       "<b x=\"",
                                       "</",
                                       "<script>",
                                       "<script></",
                                       "<p>",
                                       "<a b=\"x\" c=\"",
                                       "<a b='>",
                                       "<zz b=\"x\" c=\"",
                                       "<a-b c=\"",
                                       "<a b=\"<a b='",
                                       "&#",
                                       "&#x1",
                                       "&amp",
                                       "<![CDATA[",
                                       "]]>",
                                       "<b",
                                       "<?",
                                       "< ",
                                       "<!DOCTYPE ",
                                       "<noscript>",
                                       "<img alt=\"",
                                       "<img alt='x'>",
                                       "&CounterClockwiseContourIntegra",
                                       "<![CDATA[]]>",
                                       "<![CDATA[<a b=\"]]>\">"}) {
    SCOPED_TRACE(piece);
    EXPECT_TRUE(is_valid_utf8(html_to_text(repeated(piece))));
    EXPECT_TRUE(is_valid_utf8(html_to_line(repeated(piece))));
    EXPECT_TRUE(is_valid_utf8(html_to_text(repeated(piece) + "\" <>")));
  }
}

}  // namespace
}  // namespace tb::text

// Fields: those looked through word by word, and those compared as a whole.
#include "rules/semantics.hpp"

namespace tb::rules {
namespace {

using Row = SemanticsRow;

INSTANTIATE_TEST_SUITE_P(
    TextFields, Semantics,
    testing::Values(
        Row{"Title", "title:china", Item{.title = "China", .body = "China"}, "China"},
        Row{"Summary", "summary:china", Item{.title = "China", .summary = "in China"}, "China"},
        Row{"Body", "body:china", Item{.title = "China"}, kMiss},
        Row{"Author", "author:smith", Item{.title = "Smith", .authors = {"Jane Smith"}}, "Smith"},
        Row{"AuthorIsNotLookedAtWithout", "smith", Item{.title = "News", .authors = {"Jane Smith"}}, kMiss},
        Row{"AuthorPhrase", "author:\"jane smith\"", Item{.authors = {"Jane Smith"}}, "Jane Smith"},
        Row{"AuthorPhraseNotAcrossTwo", "author:\"jane smith\"", Item{.authors = {"Jane", "Smith"}}, kMiss},
        Row{"AuthorNearNotAcrossTwo", "author:(jane NEAR/3 smith)", Item{.authors = {"Jane", "Smith"}}, kMiss},
        Row{"AuthorNear", "author:(jane NEAR/3 smith)", Item{.authors = {"Bo", "Smith, Jane"}}, "Smith|Jane"},
        Row{"AuthorAndAcrossTwo", "author:(jane AND smith)", Item{.authors = {"Jane", "Smith"}}, "Jane|Smith"},
        Row{"AuthorSecond", "author:li", Item{.authors = {"Jane Smith", "Li Wei"}}, "Li"},
        Row{"AuthorPrefix", "author:smi*", Item{.authors = {"Jane Smith"}}, "Smith"},
        Row{"AuthorRegex", "author:/^J/", Item{.authors = {"Al", "Jane"}}, "J"},
        Row{"AuthorExact", "author:=AP", Item{.authors = {"ap", "AP"}}, "AP"},
        Row{"AuthorChinese", "author:王", Item{.authors = {"王毅"}}, "王"},
        Row{"AuthorEntity", "author:@china", Item{.title = "China", .authors = {"China Daily"}}, "China"},
        Row{"NoAuthor", "author:smith", Item{.title = "Smith"}, kMiss},
        Row{"Category", "category:trade", Item{.title = "Trade", .categories = {"World trade"}}, "trade"},
        Row{"CategoryNotAcrossTwo", "category:\"world trade\"", Item{.categories = {"World", "Trade"}}, kMiss},
        Row{"CategoryGroup", "category:(asia OR trade)", Item{.categories = {"Asia", "Trade"}}, "Asia|Trade"},
        Row{"Link", "link:sanctions", Item{.link = "https://example.com/news/sanctions-2049"}, "sanctions"},
        Row{"LinkPhrase", "link:\"news sanctions\"", Item{.link = "https://example.com/news/sanctions"},
            "news/sanctions"},
        Row{"LinkHost", "link:\"example com\"", Item{.link = "https://example.com/x"}, "example.com"},
        Row{"LinkRegex", "link:/\\/live\\//", Item{.link = "https://example.com/live/x"}, "/live/"},
        Row{"LinkIsNotLookedAtWithout", "sanctions", Item{.link = "https://example.com/sanctions", .title = "x"},
            kMiss},
        Row{"GroupOfAnd", "title:(china AND taiwan)", Item{.title = "China", .body = "Taiwan"}, kMiss},
        Row{"GroupOfNot", "title:(china AND NOT taiwan)", Item{.title = "China", .body = "Taiwan"}, "China"},
        Row{"TwoFields", "title:china AND author:smith", Item{.title = "China", .authors = {"Smith"}}, "China|Smith"},
        Row{"FieldAndNone", "title:china AND taiwan", Item{.title = "China", .body = "Taiwan"}, "China|Taiwan"},
        Row{"NotField", "china AND NOT category:sport", Item{.title = "China", .categories = {"Sport"}}, kMiss},
        Row{"EvidenceInTheOrderOfFields", "link:x AND category:x AND author:x AND title:x",
            Item{.link = "https://e.com/x", .title = "X", .authors = {"x"}, .categories = {"x"}}, "X|x|x|x"}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    WholeFields, Semantics,
    testing::Values(
        Row{"Tag", "china AND tags:us", Item{.title = "China", .tags = {"us"}}, "China|us"},
        Row{"TagIsNotAPart", "china AND tags:us", Item{.title = "China", .tags = {"us-china"}}, kMiss},
        Row{"TagInAnyCase", "china AND tags:us", Item{.title = "China", .tags = {"US"}}, "China|US"},
        Row{"TagPrefix", "china AND tags:us*", Item{.title = "China", .tags = {"us-china"}}, "China|us-china"},
        Row{"TagPrefixIsItself", "china AND tags:us*", Item{.title = "China", .tags = {"us"}}, "China|us"},
        Row{"TagPrefixNotInside", "china AND tags:china*", Item{.title = "China", .tags = {"us-china"}}, kMiss},
        Row{"TagPhrase", "china AND tags:\"south asia\"", Item{.title = "China", .tags = {"South Asia"}},
            "China|South Asia"},
        Row{"TagPhraseIsTheWhole", "china AND tags:asia", Item{.title = "China", .tags = {"South Asia"}}, kMiss},
        Row{"TagAnyOne", "china AND tags:us", Item{.title = "China", .tags = {"wire", "us", "asia"}}, "China|us"},
        Row{"TagNotAcrossTwo", "china AND tags:\"south asia\"", Item{.title = "China", .tags = {"south", "asia"}},
            kMiss},
        Row{"TagRegexInside", "china AND tags:/-ch/", Item{.title = "China", .tags = {"us-china"}}, "China|-ch"},
        Row{"TagAccents", "china AND tags:economie", Item{.title = "China", .tags = {"Économie"}}, "China|Économie"},
        Row{"TagChinese", "china AND tags:台湾", Item{.title = "China", .tags = {"臺灣"}}, "China|臺灣"},
        Row{"TagGroup", "china AND tags:(us OR wire)", Item{.title = "China", .tags = {"wire"}}, "China|wire"},
        Row{"NoTag", "china AND NOT tags:sport", Item{.title = "China"}, "China"},
        Row{"NotTag", "china AND NOT tags:sport", Item{.title = "China", .tags = {"sport"}}, kMiss},
        Row{"TagAlone", "tags:us", Item{.title = "x", .tags = {"us"}}, "us"},
        Row{"Source", "china AND source:reuters", Item{.source = "reuters", .title = "China"}, "China|reuters"},
        Row{"SourceIsTheWhole", "china AND source:reuters", Item{.source = "reuters-asia", .title = "China"}, kMiss},
        Row{"SourcePrefix", "china AND source:reuters*", Item{.source = "reuters-asia", .title = "China"},
            "China|reuters-asia"},
        Row{"NotSource", "china AND NOT source:blog", Item{.source = "reuters", .title = "China"}, "China"},
        Row{"Language", "china AND lang:fr", Item{.title = "China", .language = "fr"}, "China|fr"},
        Row{"LanguageOfARegion", "china AND lang:zh", Item{.title = "China", .language = "zh-TW"}, "China|zh-TW"},
        Row{"LanguageOfAScript", "china AND lang:zh", Item{.title = "China", .language = "zh-Hant"}, "China|zh-Hant"},
        Row{"LanguageRangeIsLonger", "china AND lang:zh-Hant", Item{.title = "China", .language = "zh"}, kMiss},
        Row{"LanguageRangeOfTwo", "china AND lang:zh-Hant", Item{.title = "China", .language = "zh-Hant-TW"},
            "China|zh-Hant-TW"},
        Row{"LanguageIsNoPrefix", "china AND lang:fr", Item{.title = "China", .language = "frr"}, kMiss},
        Row{"LanguageInAnyCase", "china AND lang:ZH-hant", Item{.title = "China", .language = "zh-Hant"},
            "China|zh-Hant"},
        Row{"LanguageUnknown", "china AND lang:zh", Item{.title = "China"}, kMiss},
        Row{"NotLanguageUnknown", "china AND NOT lang:zh", Item{.title = "China"}, "China"},
        Row{"NotLanguage", "china AND NOT lang:zh", Item{.title = "China", .language = "zh-CN"}, kMiss},
        Row{"LanguageOr", "china AND lang:(fr OR de)", Item{.title = "China", .language = "de-AT"}, "China|de-AT"},
        Row{"InAtLeast", "AT_LEAST(2, china, tags:us, lang:fr)", Item{.title = "China", .tags = {"us"}}, "China|us"}),
    name_of);

}  // namespace
}  // namespace tb::rules

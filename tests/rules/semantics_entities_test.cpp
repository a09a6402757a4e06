// Entities: names, exact names, names of one language, exclusions, contexts, members.
#include "rules/semantics.hpp"

namespace tb::rules {
namespace {

using Row = SemanticsRow;

INSTANTIATE_TEST_SUITE_P(
    Names, Semantics,
    testing::Values(
        Row{"AnyName", "@taiwan", "Taipei says no", "Taipei"}, Row{"AnyCase", "@taiwan", "TAIWAN", "TAIWAN"},
        Row{"Chinese", "@china", "访问中国", "中国"}, Row{"Traditional", "@taiwan", "臺灣大選", "臺灣"},
        Row{"MixedTraditional", "@taiwan", "台灣大選", "台灣"}, Row{"Russian", "@china", "КИТАЙ", "КИТАЙ"},
        Row{"Arabic", "@us", "قالت أمريكا", "أمريكا"},
        Row{"ArabicWithAnArticleWritten", "@china", "وقالت والصين", "والصين"},
        Row{"Exact", "@taiwan", "the ROC navy", "ROC"}, Row{"ExactInSmall", "@taiwan", "a roc egg", kMiss},
        Row{"ExactWithDots", "@china", "the P.R.C. says", "P.R.C."}, Row{"Pronoun", "@us", "give us time", kMiss},
        Row{"Dots", "@us", "U.S. time", "U.S."}, Row{"PrefixName", "@restrictions", "Sanctioned", "Sanctioned"},
        Row{"PrefixPhraseName", "@restrictions", "Export controls", "Export controls"},
        Row{"PrefixNameCyrillic", "@russia", "российская армия", "российская"},
        Row{"ManyNames", "@us AND @china", "Beijing, America, 中国", "Beijing|America|中国"},
        Row{"InAField", "title:@taiwan", Item{.title = "Tokyo", .body = "Taiwan"}, kMiss},
        Row{"Near", "@japan NEAR/2 @taiwan", "Tokyo meets Taipei", "Tokyo|Taipei"},
        Row{"Not", "talks AND NOT @us", "U.S. talks", kMiss}, Row{"Possessive", "@japan", "Japan’s PM", "Japan"},
        Row{"NoNameInside", "@japan", "Japanese cars", kMiss}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    LanguageNames, Semantics,
    testing::Values(Row{"OfTheLanguage", "@chinese-army", Item{.title = "L'APL avance", .language = "fr"}, "APL"},
                    Row{"OfARegion", "@chinese-army", Item{.title = "L’APL avance", .language = "fr-CA"}, "APL"},
                    Row{"OfAnother", "@chinese-army", Item{.title = "APL conference", .language = "en"}, kMiss},
                    Row{"OfNoKnownOne", "@chinese-army", "APL conference", "APL"},
                    Row{"OfAnotherListed", "@chinese-army", Item{.title = "APL", .language = "de"}, kMiss},
                    Row{"German", "@chinese-army", Item{.title = "Die VBA übt", .language = "de"}, "VBA"},
                    Row{"PrefixName", "@chinese-army", Item{.title = "Volksbefreiungsarmee", .language = "de-CH"},
                        "Volksbefreiungsarmee"},
                    Row{"NoPrefixOfATag", "@chinese-army", Item{.title = "APL", .language = "frr"}, kMiss},
                    Row{"AnyCase", "@chinese-army", Item{.title = "apl", .language = "FR"}, "apl"},
                    Row{"PlainNamesInAny", "@chinese-army", Item{.title = "解放军", .language = "fr"}, "解放军"}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    ExcludedNames, Semantics,
    testing::Values(Row{"Counts", "@turkey", "Turkey votes", "Turkey"},
                    Row{"DoesNotCount", "@turkey", "Roast turkey for all", kMiss},
                    Row{"AnotherPlaceCounts", "@turkey", "Roast turkey in Turkey", "Turkey"},
                    Row{"PrefixOfWhatIsExcluded", "@turkey", "Two turkey sandwiches", kMiss},
                    Row{"InAnotherCase", "@turkey", "ROAST TURKEY", kMiss},
                    Row{"BesideIsNoSharing", "@turkey", "A roast, Turkey",
                        kMiss},  // punctuation is nothing in a phrase
                    Row{"BesideAWord", "@turkey", "A roast in Turkey", "Turkey"},
                    Row{"ALongerName", "@army", "the Liberation Army Museum", kMiss},
                    Row{"ALongerNameOfAnExactOne", "@army", "PLA at the Liberation Army Museum", "PLA"},
                    Row{"OnlyThere", "@army", "Liberation Army at the Liberation Army Museum", "Liberation Army"},
                    Row{"InAnotherField", "@army",
                        Item{.title = "Liberation Army", .summary = "Liberation Army Museum"}, "Liberation Army"},
                    Row{"UnderNot", "museum AND NOT @army", "Liberation Army Museum", "Museum"},
                    Row{"InNear", "@turkey NEAR/2 votes", "Roast turkey votes; Turkey", "votes|Turkey"},
                    Row{"InNearTheOther", "@turkey NEAR/0 dinner", "Roast turkey dinner in Turkey", kMiss},
                    Row{"InCount", "COUNT(@turkey) >= 2", "Turkey: roast turkey", kMiss}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    AmbiguousNames, Semantics,
    testing::Values(
        Row{"WithContext", "@georgia", "Georgia: protests in Tbilisi", "Georgia"},
        Row{"WithoutContext", "@georgia", "Georgia: protests in Atlanta", kMiss},
        Row{"ContextInAnotherField", "@georgia", Item{.title = "Georgia", .body = "In the Caucasus"}, "Georgia"},
        Row{"ContextAlone", "@georgia", "Tbilisi", kMiss},
        Row{"EveryPlace", "@georgia", "Georgia on Georgia, says Tbilisi", "Georgia|Georgia"},
        Row{"Within", "@apple", "Apple shares fall", "Apple"},
        Row{"WithinBefore", "@apple", "The iPhone of Apple", "Apple"},
        Row{"NotWithin", "@apple", "Apple pie, and a long way down the page, shares", kMiss},
        Row{"OnlyThePlacesNearIt", "@apple", "Apple pie and cream and tea and cake; Apple shares", "Apple"},
        Row{"WithinButInAnotherField", "@apple", Item{.title = "Apple", .summary = "shares"}, kMiss},
        Row{"PlainNameNeedsNone", "@apple", "Apple Inc", "Apple Inc"},
        Row{"NearWithin", "@jordan", "Jordan: in Amman, the king says", "Jordan"},
        Row{"NearWithinBroken", "@jordan", "Jordan: Amman says basketball", kMiss},
        Row{"NearWithinMayNotSpanTheName", "@jordan", "Amman: Jordan king", kMiss},
        Row{"OrWithin", "@jordan", "the Hashemite kingdom of Jordan", "Jordan"},
        Row{"ExactWithEntityContext", "@forces", "PLA drills, Beijing says", "PLA"},
        Row{"ExactInAnotherCase", "@forces", "Pla drills, Beijing says", kMiss},
        Row{"ExactWithoutContext", "@forces", "PLA bioplastics", kMiss},
        Row{"AnyCaseWithContext", "@forces", "Armed Forces of China", "Armed Forces"},
        Row{"ContextMayNotShareAWord", "@forces", "Chinese armed forces", "Chinese armed forces"},
        Row{"AtLeastContext", "@mercury", "Mercury: a probe in orbit", "Mercury"},
        Row{"AtLeastContextTooFew", "@mercury", "Mercury in fish, says probe", kMiss},
        Row{"NearContext", "@chad", "Chad: N'Djamena, an African capital", "Chad"},
        Row{"NearContextTooFar", "@chad", Item{.title = "Chad", .summary = "N'Djamena", .body = "African"}, kMiss},
        Row{"UnderNot", "protests AND NOT @georgia", "Georgia: protests in Atlanta", "protests"},
        Row{"InNear", "@georgia NEAR/1 protests", "Georgia protests; Tbilisi", "Georgia|protests"},
        Row{"InASentence", "SAME_SENTENCE(@georgia, protests)", "Georgia protests. Tbilisi waits.", "Georgia|protests"},
        Row{"InAField", "title:@georgia", Item{.title = "Georgia", .body = "Tbilisi"}, "Georgia"}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Members, Semantics,
    testing::Values(Row{"Any", "@east-asia", "Tokyo", "Tokyo"}, Row{"AnyOther", "@east-asia", "Taipei", "Taipei"},
                    Row{"Both", "@east-asia", "Tokyo, Taipei", "Tokyo|Taipei"},
                    Row{"None", "@east-asia", "Seoul", kMiss}, Row{"OfMembers", "@pacific", "Taipei", "Taipei"},
                    Row{"OwnName", "@pacific", "Pacific", "Pacific"},
                    Row{"OwnAndMembers", "@pacific", "Pacific US, Tokyo", "Pacific|US|Tokyo"},
                    Row{"ExactOfAMember", "@pacific", "let us roc", kMiss},
                    Row{"Near", "@east-asia NEAR/1 talks", "Japan talks", "Japan|talks"},
                    Row{"NearWithinItself", "@east-asia NEAR/1 @east-asia", "Japan, Taiwan", "Japan|Taiwan"},
                    Row{"Counted", "COUNT(@east-asia) >= 2", "Japan, Taiwan", "Japan|Taiwan"},
                    Row{"AMemberAndTheWhole", "@east-asia AND @japan", "Japan", "Japan"},
                    Row{"Not", "talks AND NOT @east-asia", "Japan talks", kMiss}),
    name_of);

}  // namespace
}  // namespace tb::rules

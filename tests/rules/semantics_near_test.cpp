// NEAR and BEFORE, between words and between whole expressions.
#include "rules/semantics.hpp"

namespace tb::rules {
namespace {

using Row = SemanticsRow;

INSTANTIATE_TEST_SUITE_P(
    Near, Semantics,
    testing::Values(
        Row{"Beside", "fleet NEAR/0 strait", "the fleet strait", "fleet|strait"},
        Row{"EitherOrder", "fleet NEAR/0 strait", "strait fleet", "strait|fleet"},
        Row{"AsFarAsAllowed", "fleet NEAR/3 strait", "fleet in the narrow strait", "fleet|strait"},
        Row{"OneTooFar", "fleet NEAR/2 strait", "fleet in the narrow strait", kMiss},
        Row{"OneTooFarBackwards", "strait NEAR/2 fleet", "fleet in the narrow strait", kMiss},
        Row{"AThousand", "fleet NEAR/1000 strait", "fleet a b c d e f g h i j k l m strait", "fleet|strait"},
        Row{"PunctuationIsNotCounted", "fleet NEAR/0 strait", "fleet — (strait)", "fleet|strait"},
        Row{"FromAPhrasesEnd", "\"carrier strike group\" NEAR/1 strait", "carrier strike group in strait",
            "carrier strike group|strait"},
        Row{"ToAPhrasesBegin", "strait NEAR/1 \"carrier strike group\"", "strait sees carrier strike group",
            "strait|carrier strike group"},
        Row{"NotWithItself", "fleet NEAR/5 fleet", "one fleet", kMiss},
        Row{"WithAnotherOfItself", "fleet NEAR/5 fleet", "fleet against fleet", "fleet|fleet"},
        Row{"NotSharingAWord", "\"naval fleet\" NEAR/5 fleet", "naval fleet", kMiss},
        Row{"NotAcrossFields", "fleet NEAR/9 strait", Item{.title = "Fleet", .summary = "Strait"}, kMiss},
        Row{"InTheBody", "fleet NEAR/9 strait", Item{.body = "Fleet in strait"}, "Fleet|strait"},
        Row{"InAField", "title:(fleet NEAR/9 strait)", Item{.title = "Fleet", .body = "Fleet in strait"}, kMiss},
        Row{"OnlyWhatIsNear", "fleet NEAR/0 strait", "fleet x fleet strait x strait", "fleet|strait"},
        Row{"Both", "fleet NEAR/0 strait", "strait fleet strait", "strait|fleet|strait"},
        Row{"OrOnBothSides", "(fleet OR navy) NEAR/1 (strait OR sea)", "navy at sea", "navy|sea"},
        Row{"OrInOr", "(fleet OR (navy OR ships)) NEAR/0 sea", "ships sea", "ships|sea"},
        Row{"Prefixes", "deploy* NEAR/2 missil*", "deploying new missiles", "deploying|missiles"},
        Row{"PrefixPhrase", "\"cruise missil*\" NEAR/2 deploy*", "cruise missiles were deployed",
            "cruise missiles|deployed"},
        Row{"Exact", "=US NEAR/1 fleet", "US fleet", "US|fleet"},
        Row{"ExactOfAnotherSpelling", "=US NEAR/1 fleet", "let us fleet", kMiss},
        Row{"EntityAndWord", "@pla NEAR/3 drill*", "PLA begins live-fire drills", "PLA|drills"},
        Row{"Entities", "@us NEAR/3 @china", "China accuses the US", "China|US"},
        Row{"RegexTouchesWords", "/[JH]-\\d+/ NEAR/2 strait", "a J-20 over the strait", "J-20|strait"},
        Row{"RegexWithinAWord", "/anctio/ NEAR/0 new", "new sanctions", "new|anctio"},
        Row{"RegexSharesTheWord", "/anctio/ NEAR/5 sanctions", "new sanctions", kMiss},
        Row{"RegexBetweenWords", "/[—–]/ NEAR/0 war", "peace — war", "—|war"},
        Row{"RegexBetweenWordsNotWithItself", "/[!?]/ NEAR/4 /[?!]/", "War!", kMiss},
        Row{"Chinese", "台湾 NEAR/2 军售", "对台湾的新军售", "台湾|军售"},
        Row{"ChineseCharactersAreCounted", "台湾 NEAR/1 军售", "对台湾的新军售", kMiss},
        Row{"TighterThanAnd", "blockade AND fleet NEAR/0 strait", "fleet strait blockade", "fleet|strait|blockade"},
        Row{"Negated", "fleet AND NOT (fleet NEAR/1 strait)", "fleet far from any strait", "fleet"},
        Row{"NegatedAndTrue", "fleet AND NOT (fleet NEAR/1 strait)", "fleet strait", kMiss},
        Row{"PossessiveIsNotCounted", "taiwan NEAR/0 vote", "Taiwan's vote", "Taiwan|vote"}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Before, Semantics,
    testing::Values(Row{"InOrder", "china BEFORE/3 warns", "China again warns", "China|warns"},
                    Row{"Turned", "warns BEFORE/3 china", "China again warns", kMiss},
                    Row{"AsFarAsAllowed", "china BEFORE/1 warns", "China again warns", "China|warns"},
                    Row{"OneTooFar", "china BEFORE/0 warns", "China again warns", kMiss},
                    Row{"OnlyThePairs", "china BEFORE/1 warns", "warns China warns", "China|warns"},
                    Row{"WithItself", "no BEFORE/1 no", "no, no", "no|no"},
                    Row{"AloneWithItself", "no BEFORE/1 no", "no", kMiss},
                    Row{"Or", "(china OR beijing) BEFORE/1 (warns OR urges)", "Beijing urges", "Beijing|urges"},
                    Row{"Entities", "@china BEFORE/2 @us", "China tells the US", "China|US"},
                    Row{"EntitiesTurned", "@us BEFORE/2 @china", "China tells the US", kMiss},
                    Row{"RightToLeftIsInReadingOrder", "وزير BEFORE/1 الصين", "وزير خارجية الصين", "وزير|الصين"},
                    Row{"RightToLeftTurned", "الصين BEFORE/1 وزير", "وزير خارجية الصين", kMiss},
                    Row{"Chinese", "中国 BEFORE/0 外交部", "中国外交部回应", "中国|外交部"},
                    Row{"InAField", "title:(china BEFORE/3 warns)", Item{.title = "China", .summary = "China warns"},
                        kMiss},
                    Row{"NotSharingAWord", "\"trade war\" BEFORE/3 war", "trade war", kMiss}),
    name_of);

INSTANTIATE_TEST_SUITE_P(NearOfPlaces, Semantics,
                         testing::Values(Row{"LeftToRight", "a NEAR/0 b NEAR/0 c", "b a c", "b|a|c"},
                                         Row{"LeftToRightNotTheLastAlone", "a NEAR/0 b NEAR/0 c", "a b x c", kMiss},
                                         Row{"CountsFromThePairsEnd", "(a BEFORE/2 b) NEAR/0 c", "a x b c", "a|b|c"},
                                         Row{"AndFromItsBegin", "(a BEFORE/2 b) NEAR/0 c", "c a x b", "c|a|b"},
                                         Row{"NotInsideThePair", "(a BEFORE/2 b) NEAR/5 c", "a c b", kMiss},
                                         Row{"PairsOnBothSides", "(a NEAR/0 b) BEFORE/1 (c NEAR/0 d)", "b a x d c",
                                             "b|a|d|c"},
                                         Row{"PairsThatOverlap", "(a NEAR/1 b) NEAR/5 (b NEAR/1 c)", "a b c", kMiss},
                                         Row{"TheLongerPairPairsToo", "(a NEAR/5 b) BEFORE/0 c", "a a b c", "a|a|b|c"},
                                         Row{"TheFartherOnePairsToo", "a NEAR/3 b", "a a b", "a|a|b"},
                                         Row{"PairOrWord", "(a NEAR/0 b OR d) BEFORE/1 c", "d c", "d|c"},
                                         Row{"SentenceIsAPlace", "SAME_SENTENCE(fleet, navy) BEFORE/0 storm",
                                             "Fleet of the navy. Storm nears.", "Fleet|navy|Storm"},
                                         Row{"SentenceTooFar", "SAME_SENTENCE(fleet, navy) BEFORE/0 storm",
                                             "Fleet of the navy. No storm.", kMiss}),
                         name_of);

INSTANTIATE_TEST_SUITE_P(
    NearDistributed, Semantics,
    testing::Values(
        Row{"AndOnTheLeft", "(taiwan AND missile) NEAR/2 china", "Taiwan and China: missile", "Taiwan|China|missile"},
        Row{"AndNeedsBothNear", "(taiwan AND missile) NEAR/2 china", "missile: at last Taiwan tells China", kMiss},
        Row{"AndOnTheRight", "china NEAR/2 (taiwan AND missile)", "Taiwan and China: missile", "Taiwan|China|missile"},
        Row{"EachMayHaveItsOwn", "(a AND b) NEAR/0 c", "a c x x b c", "a|c|b|c"},
        Row{"InDifferentFields", "(a AND b) NEAR/0 c", Item{.title = "a c", .body = "b c"}, "a|c|b|c"},
        Row{"AndNot", "(a AND NOT b) NEAR/1 c", "a c x x b", "a|c"},
        Row{"AndNotButNear", "(a AND NOT b) NEAR/1 c", "a c b", kMiss},
        Row{"AndNotButNearElsewhere", "(a AND NOT b) NEAR/1 c", "a c x x b c", kMiss},
        Row{"OrWithAnd", "(a OR b AND d) NEAR/0 c", "b c d", "b|c|d"},
        Row{"OrWithAndByTheOther", "(a OR b AND d) NEAR/0 c", "a c", "a|c"},
        Row{"OrWithAndOfWhichHalfIsNear", "(a OR b AND d) NEAR/0 c", "b c x d", kMiss},
        Row{"AtLeast", "AT_LEAST(2, a, b, d) NEAR/0 c", "a c d", "a|c|d"},
        Row{"AtLeastButOneNear", "AT_LEAST(2, a, b, d) NEAR/0 c", "a c x d b", kMiss},
        Row{"AndOnBothSides", "(a AND b) NEAR/5 (c AND d)", "a b c d", "a|b|c|d"},
        Row{"AndOnBothSidesTooFar", "(a AND b) NEAR/1 (c AND d)", "a b c d", kMiss},
        Row{"BeforeKeepsTheOrder", "(a AND b) BEFORE/3 c", "a b c", "a|b|c"},
        Row{"BeforeKeepsTheOrderOfEach", "(a AND b) BEFORE/3 c", "a c b", kMiss},
        Row{"NotNot", "(a AND NOT (NOT b)) NEAR/1 c", "a c b", "a|c|b"},
        Row{"AndInsideANear", "((a AND b) NEAR/0 c) NEAR/9 d", "a c b x d", "a|c|b|d"}),
    name_of);

}  // namespace
}  // namespace tb::rules

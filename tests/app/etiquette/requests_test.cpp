// Line 30: what every request says of us, and what it leaves out.
#include "etiquette.hpp"

namespace tb::app {
namespace {

TEST_F(Etiquette, L30_EveryRequestSaysWhoAsksAndWhereToReachUs) {
  Publisher& publisher = a_publisher(fresh({"One"}, "ETag: \"a\"\r\n"));
  configure({"{feed: '" + publisher.url() + "', id: herald, every: 60s}"},
            "http: {contact: 'mailto:desk@news.example'}\n");
  start();
  ASSERT_TRUE(run_until_asked(publisher, 2));
  for (const auto& asked : publisher.asked()) {
    EXPECT_THAT(header_of(asked.request, "User-Agent").value_or(""),
                testing::MatchesRegex("tenbells/[0-9][^ ]* \\(\\+https://[^ ;]+; mailto:desk@news\\.example\\)"));
  }
}

TEST_F(Etiquette, L30_NoRequestCarriesWhatThePublisherDidNotAskFor) {
  Publisher& publisher = a_publisher(fresh({"One"}, "ETag: \"a\"\r\nSet-Cookie: session=1; Path=/\r\n"));
  configure({"{feed: '" + publisher.url("/feed?edition=us") + "', id: herald, every: 60s}"});
  start();
  ASSERT_TRUE(run_until_asked(publisher, 3));
  for (const auto& asked : publisher.asked()) {
    EXPECT_EQ(path_of(asked.request), "/feed?edition=us") << "no parameter of ours";
    for (const char* name :
         {"Cookie", "Referer", "Authorization", "X-Forwarded-For", "From", "Cache-Control", "Pragma"}) {
      EXPECT_EQ(header_of(asked.request, name), std::nullopt) << name;
    }
  }
}

TEST_F(Etiquette, L30_ItAcceptsFeedsAndCodingsThatItCanRead) {
  Publisher& publisher = a_publisher(fresh({"One"}));
  watch(publisher);
  const std::string accept = header_of(publisher.last(), "Accept").value_or("");
  for (const char* type : {"application/atom+xml", "application/rss+xml", "application/feed+json", "q=0."}) {
    EXPECT_THAT(accept, HasSubstr(type));
  }
  std::string codings = header_of(publisher.last(), "Accept-Encoding").value_or("");
  std::erase(codings, ' ');
  EXPECT_THAT(codings, testing::MatchesRegex("gzip(,(deflate|br|zstd|gzip))*"));
}

}  // namespace
}  // namespace tb::app

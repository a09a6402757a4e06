// Content-codings undone, honest and dishonest ones.
#include "http/inflate.hpp"

#include <gtest/gtest.h>
#include <zlib.h>

namespace tb::http {
namespace {

std::string deflated(const std::string& text, int window_bits) {
  z_stream stream{};
  deflateInit2(&stream, 9, Z_DEFLATED, window_bits, 9, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, text.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string gzipped(const std::string& text) {
  return deflated(text, 15 + 16);
}

const std::string kText = "The ferry sails at noon, and the ferry sails at one.";

TEST(DecodeContent, UndoesGzip) {
  EXPECT_EQ(decode_content(gzipped(kText), "gzip", 1_MiB), kText);
}
TEST(DecodeContent, UndoesZlibsDeflate) {
  EXPECT_EQ(decode_content(deflated(kText, 15), "deflate", 1_MiB), kText);
}
TEST(DecodeContent, UndoesBareDeflate) {
  EXPECT_EQ(decode_content(deflated(kText, -15), "deflate", 1_MiB), kText);
}
TEST(DecodeContent, LeavesIdentityAlone) {
  EXPECT_EQ(decode_content(kText, "", 1_MiB), kText);
}
TEST(DecodeContent, SeesGzipThatDoesNotSaySo) {
  EXPECT_EQ(decode_content(gzipped(kText), "", 1_MiB), kText);
}
TEST(DecodeContent, SeesPlainTextThatClaimsGzip) {
  EXPECT_EQ(decode_content(kText, "gzip", 1_MiB), kText);
}
TEST(DecodeContent, TheNamesCaseDoesNotMatter) {
  EXPECT_EQ(decode_content(gzipped(kText), " GZip ", 1_MiB), kText);
}

TEST(DecodeContent, JoinsConcatenatedMembers) {
  EXPECT_EQ(decode_content(gzipped("one ") + gzipped("two"), "gzip", 1_MiB), "one two");
}

TEST(DecodeContent, StopsABombAtTheLimit) {
  const Result<std::string> body = decode_content(gzipped(std::string(10 << 20, 'x')), "gzip", 1_MiB);
  ASSERT_FALSE(body);
  EXPECT_EQ(body.error().kind, ErrorKind::limit_exceeded);
}

TEST(DecodeContent, ATruncatedStreamIsAnError) {
  const std::string whole = gzipped(kText);
  const Result<std::string> body = decode_content(whole.substr(0, whole.size() - 12), "gzip", 1_MiB);
  ASSERT_FALSE(body);
  EXPECT_EQ(body.error().kind, ErrorKind::corrupt);
}

TEST(DecodeContent, ACodingThatWasNotOfferedIsAnError) {
  const Result<std::string> body = decode_content(kText, "br", 1_MiB);
  ASSERT_FALSE(body);
  EXPECT_EQ(body.error().kind, ErrorKind::invalid_input);
}

}  // namespace
}  // namespace tb::http

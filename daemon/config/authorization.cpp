// `auth:` → "Basic …" or "Bearer …". What cannot be told apart at the other end is refused: a colon in a user's name
// (RFC 7617 §2), blanks in a token, control characters in either.
#include "authorization.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "references.hpp"

namespace tb::config {
namespace {

std::string base64(std::string_view bytes) {
  std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0');  // and the end that OpenSSL writes
  const int length =
      ::EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                        reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
  text.resize(static_cast<std::size_t>(length));
  return text;
}

bool has_control(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7F'; });
}

bool is_visible_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c > ' ' && c <= '~'; });
}

std::optional<Secret> read_basic(const Node& basic, Findings& findings) {
  const Node* user = member(basic, "user");
  const Node* password = member(basic, "password");
  if (user == nullptr || password == nullptr) return std::nullopt;
  const std::size_t before = findings.size();
  if (user->text.find(':') != std::string::npos) {
    findings.add(*user, "a user's name holds no colon in basic authentication: check what the publisher gave you");
  }
  for (const Node* part : {user, password}) {
    if (has_control(part->text)) findings.add(*part, "this holds a line break or another control character: remove it");
  }
  if (findings.size() != before) return std::nullopt;
  return Secret("Basic " + base64(user->text + ":" + password->text), "Basic " + secret_of(*password).shown());
}

std::optional<Secret> read_bearer(const Node& token, Findings& findings) {
  if (!is_visible_ascii(token.text)) {
    findings.add(token, "a token is of visible ASCII characters, without blanks: write it alone, without `Bearer`");
    return std::nullopt;
  }
  return Secret("Bearer " + token.text, "Bearer " + secret_of(token).shown());
}

}  // namespace

std::optional<Secret> read_authorization(const Node& auth, Findings& findings) {
  if (const Node* basic = member(auth, "basic")) return read_basic(*basic, findings);
  if (const Node* token = member(auth, "bearer")) return read_bearer(*token, findings);
  return std::nullopt;
}

}  // namespace tb::config

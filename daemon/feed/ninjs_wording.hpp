// The wordings of a ninjs story: headline, description and body come in several roles and types. Picks the best.
#pragma once

#include <climits>
#include <cstdint>
#include <string_view>

namespace tb::feed {

struct Wording {
  std::string_view role;
  std::string_view type;  ///< a media type, or the ending of a member of version 1: text, xhtml, html, richtext, nitf
  std::string_view text;
};

/// What the text is; the better for a body, the earlier: HTML has the paragraphs.
enum class WordingKind : std::uint8_t { html, plain, nitf, other };

/// A wording of version 1, where the name of the member says what it is.
///
/// @param suffix  what stands behind "body_": "xhtml", "caption_text"
[[nodiscard]] Wording wording_of_member(std::string_view suffix, std::string_view text);

[[nodiscard]] WordingKind kind_of(const Wording& wording);

/// How well a wording serves: the lower the better; INT_MAX if not at all (a credit line is no description).
[[nodiscard]] int rank_as_body(const Wording& wording);
[[nodiscard]] int rank_as_description(const Wording& wording);

/// The best of the wordings offered, the first of equals. Blank ones and such of rank INT_MAX are passed over.
class BestWording {
 public:
  void offer(const Wording& candidate, int rank);
  [[nodiscard]] bool found() const { return rank_ != INT_MAX; }
  [[nodiscard]] const Wording& wording() const { return wording_; }

 private:
  int rank_ = INT_MAX;
  Wording wording_;
};

}  // namespace tb::feed

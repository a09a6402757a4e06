// MappedFile: a file as memory, which two processes share. It grows by asking the disk for the room first: a store into
// a mapping has no way to say that the disk is full but a signal that ends the process.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <utility>

#include "tenbells/core/result.hpp"
#include "tenbells/journal/opening.hpp"

namespace tb::journal {

class MappedFile final {
 public:
  /// Maps an existing file whole; an empty one gives an empty mapping.
  /// Errors: not_found, refused, unavailable (to write: it has holes and there is no room to fill them), internal.
  [[nodiscard]] static Result<std::unique_ptr<MappedFile>> open(const std::filesystem::path& path, Opening opening);

  ~MappedFile();
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;

  /// Whole words only.
  [[nodiscard]] std::span<std::uint64_t> words() const { return words_; }

  /// What words() gave before is void after a success.
  /// Errors: unavailable, with everything as it was.
  Result<void> grow(std::size_t bytes);

 private:
  MappedFile(int descriptor, Opening opening, std::filesystem::path path)
      : descriptor_(descriptor), opening_(opening), path_(std::move(path)) {}

  Result<void> reserve(std::size_t bytes);
  Result<void> map(std::size_t bytes);

  int descriptor_;
  Opening opening_;
  std::filesystem::path path_;
  std::span<std::uint64_t> words_;
};

}  // namespace tb::journal

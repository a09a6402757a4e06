// DeliveryRoom: what hubs have pushed and nobody has taken in yet, all sources together: counted and bounded, for hubs
// send when they like.
#pragma once

#include <cstddef>
#include <optional>
#include <utility>

#include "tenbells/core/bytes.hpp"

namespace tb::app {

/// Lives on the I/O thread and outlives its parts.
class DeliveryRoom final {
 public:
  explicit DeliveryRoom(Bytes most) : most_(most) {}

  /// One delivery's share, given back when it is destroyed.
  class [[nodiscard]] Part final {
   public:
    Part(DeliveryRoom& room, std::size_t bytes) : room_(&room), bytes_(bytes) {
      room_->held_ += bytes_;
      ++room_->waiting_;
    }
    Part(Part&& other) noexcept : room_(std::exchange(other.room_, nullptr)), bytes_(other.bytes_) {}
    Part& operator=(Part&&) = delete;
    ~Part() {
      if (room_ == nullptr) return;
      room_->held_ -= bytes_;
      --room_->waiting_;
    }

   private:
    DeliveryRoom* room_;
    std::size_t bytes_;
  };

  /// Nothing if there is no room for that much.
  [[nodiscard]] std::optional<Part> take(std::size_t bytes) {
    if (bytes > most_.count - held_) return std::nullopt;
    return Part(*this, bytes);
  }

  /// Deliveries that have a part.
  [[nodiscard]] std::size_t waiting() const { return waiting_; }

 private:
  Bytes most_;
  std::size_t held_ = 0;
  std::size_t waiting_ = 0;
};

}  // namespace tb::app

#include "plugin/src/playout/jitter_buffer.hpp"

#include <speex/speex_jitter.h>

#include <algorithm>
#include <new>
#include <utility>

namespace stepback::plugin {
namespace {

constexpr spx_int32_t kStep = static_cast<spx_int32_t>(kFrame);

// Packets should come at least 20 ms before they are needed. Timers of host and sender may waver by
// that much without a gap, and the FEC in the packet after a lost one is there in time.
constexpr spx_int32_t kMargin = kStep;
// One more percent of late packets is worth as much as 40 ms less delay. Half of that saves 20 ms
// and lets 4 % be concealed where the network stands still for up to 300 ms now and then, instead
// of less than 1 (tests/bad_network/README.md).
constexpr spx_int32_t kLateCost = 2 * kStep;
// Sets the window in which arrivals are counted: speexdsp keeps 4000 / this packets, here 8 s.
constexpr spx_int32_t kMaxLateRate = 10;

std::uint32_t timestamp_of(FrameNumber number) {
  return static_cast<std::uint32_t>(number * static_cast<FrameNumber>(kFrame));
}

void release(void* data) {
  auto* const packet = static_cast<VoicePacket*>(data);
  packet->holder->release(*packet);
}

void set(::JitterBuffer* buffer, int request, spx_int32_t value) {
  jitter_buffer_ctl(buffer, request, &value);
}

}  // namespace

void JitterBuffer::Free::operator()(JitterBuffer_* buffer) const {
  jitter_buffer_destroy(buffer);
}

JitterBuffer::JitterBuffer(PacketHolder& holder)
    : buffer_(jitter_buffer_init(static_cast<int>(kStep))), holder_(holder) {
  if (!buffer_) throw std::bad_alloc();
  // With a destroy callback, speexdsp keeps the given pointers and copies nothing.
  jitter_buffer_ctl(buffer_.get(), JITTER_BUFFER_SET_DESTROY_CALLBACK,
                    reinterpret_cast<void*>(&plugin::release));
  set(buffer_.get(), JITTER_BUFFER_SET_MARGIN, kMargin);
  set(buffer_.get(), JITTER_BUFFER_SET_LATE_COST, kLateCost);
  set(buffer_.get(), JITTER_BUFFER_SET_MAX_LATE_RATE, kMaxLateRate);
  // The first call switches speexdsp to manual delay changes: only get() makes one, once for each
  // frame.
  jitter_buffer_update_delay(buffer_.get(), nullptr, nullptr);
}

JitterBuffer::~JitterBuffer() = default;

FrameNumber JitterBuffer::number_of(std::uint32_t timestamp) const {
  const auto distance = static_cast<std::int32_t>(timestamp - timestamp_of(newest_));
  return newest_ + distance / kStep;
}

// Whether the packet is so late that speexdsp neither keeps it nor hands it to the callback.
bool JitterBuffer::hopelessly_late(std::uint32_t timestamp) const {
  const auto pointer =
      static_cast<std::uint32_t>(jitter_buffer_get_pointer_timestamp(buffer_.get()));
  return started_ && static_cast<std::int32_t>(timestamp + 2 * kFrame - pointer) < 0;
}

void JitterBuffer::put(VoicePacket& packet, std::uint32_t ahead) {
  if (lost_track()) reset();
  newest_ = started_ ? std::max(newest_, packet.frame) : packet.frame;
  packet.holder = &holder_;
  JitterBufferPacket arrived{};
  arrived.data = reinterpret_cast<char*>(&packet);
  arrived.len = static_cast<spx_uint32_t>(packet.size);
  arrived.timestamp = timestamp_of(packet.frame);
  arrived.span = static_cast<spx_uint32_t>(kStep);
  arrived.sequence = packet.sequence;
  const bool useless = hopelessly_late(arrived.timestamp);
  jitter_buffer_remaining_span(buffer_.get(), ahead);
  jitter_buffer_put(buffer_.get(), &arrived);  // speexdsp learns even from a useless late packet
  if (useless) holder_.release(packet);
}

JitterBuffer::Next JitterBuffer::get() {
  JitterBufferPacket found{};
  spx_int32_t offset = 0;
  const int result = jitter_buffer_get(buffer_.get(), &found, kStep, &offset);
  stretch_pending_ = jitter_buffer_update_delay(buffer_.get(), nullptr, nullptr) < 0;
  Next next;
  next.number = number_of(found.timestamp);
  if (result == JITTER_BUFFER_OK) {
    started_ = true;
    misses_ = 0;
    next.kind = Next::Kind::packet;
    next.packet = reinterpret_cast<VoicePacket*>(found.data);
    return next;
  }
  ++misses_;
  if (result == JITTER_BUFFER_INSERTION) {
    next.kind = Next::Kind::stretch;
    next.frames = std::max<std::size_t>(1, found.span / kFrame);
  }
  return next;
}

void JitterBuffer::reset() {
  if (std::exchange(stretch_pending_, false)) {
    // speexdsp's reset does not clear a stretch that it has announced, so take it out first.
    JitterBufferPacket ignored{};
    spx_int32_t offset = 0;
    jitter_buffer_get(buffer_.get(), &ignored, kStep, &offset);
  }
  jitter_buffer_reset(buffer_.get());
  started_ = false;
  misses_ = 0;
}

}  // namespace stepback::plugin

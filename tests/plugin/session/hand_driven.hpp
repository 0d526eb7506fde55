#pragma once

// A conversation with everything that it needs, except what the test is itself: the wire to the
// server, and the host that hears of events.

#include <chrono>
#include <cstdint>
#include <utility>

#include "plugin/src/session/conversation.hpp"
#include "plugin/src/session/packet_media.hpp"

namespace stepback::plugin {

/// The settings of a client whose link is http://balint.example/#join=link-token.
inline Conversation::Settings settings_for_tests() {
  return {.link = {{false, "balint.example", 80, "/"}, "link-token"}, .name = "Mina", .seed = 42};
}

class HandClock final : public ModuleClock {
 public:
  SteadyTime steady() const override { return now; }
  protocol::Instant wall() const override { return protocol::from_epoch_ms(1'700'000'000'000); }
  SteadyTime now = SteadyTime{} + std::chrono::hours{1};
};

/// One thread. The derived class is the wire and the host.
class HandDriven : protected Wire, protected EventSink {
 protected:
  explicit HandDriven(Conversation::Settings settings = settings_for_tests())
      : packets_(settings.seed, {.wire = *this,
                                 .events = *this,
                                 .clock = clock_,
                                 .playout = playout_,
                                 .statistics = statistics_,
                                 .presence = presence_,
                                 .seal = seal_}),
        conversation_(std::move(settings), {.wire = *this,
                                            .events = *this,
                                            .clock = clock_,
                                            .media = packets_,
                                            .statistics = statistics_,
                                            .presence = presence_}) {}
  ~HandDriven() override = default;

  HandClock clock_;
  Playout playout_;
  Statistics statistics_;
  Presence presence_;
  Unsealed seal_;
  PacketMedia packets_;
  Conversation conversation_;
};

}  // namespace stepback::plugin

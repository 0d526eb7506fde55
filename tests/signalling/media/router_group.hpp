#pragma once

// A story's people at a router. Each has a queue that nobody reads before the test does.

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "signalling/media/router.hpp"
#include "signalling/media/websocket_plane.hpp"
#include "tests/support/fakes.hpp"
#include "tests/support/story.hpp"

namespace stepback::signalling::test {

/// Forwards a packet of this peer's; a picture is a key frame.
inline std::optional<PacketRefusal> forward(Router& router, const Peer& sender,
                                            protocol::Media media) {
  // The router ignores the SSRC that the sender wrote.
  Bytes bytes = media == protocol::Media::audio ? audio_bytes(99) : video_bytes(99, true);
  return router.forward(sender, {.bytes = bytes, .media = media, .key_frame = true});
}

class Group {
 public:
  explicit Group(protocol::SeenBy seen_by = protocol::SeenBy::nobody)
      : story(stepback::test::Story::seated(
            stepback::test::small_template({.stepped_back_seen_by = seen_by}))) {
    for (const auto& each : story.session().participants) attach(each.id.str());
    update();
  }

  void attach(const std::string& who) {
    peers[who] = std::make_unique<SlowPeer>(clock);
    router.attach(stepback::test::id_of(who), *peers[who]);
    websockets.attach(stepback::test::id_of(who), *peers[who]);
  }
  void update() {
    router.update(protocol::routes_of(story.session()), [] {});
  }
  void go_to(std::string_view phase) {
    story.go_to(phase);
    update();
  }
  // Opens every device that this person may open now.
  void open(std::string_view who) {
    const auto may = story.may(who);
    EXPECT_TRUE(story.opens(who, may.speak, may.show));
    update();
  }
  void open_all() {
    for (const auto& each : story.session().participants) {
      if (each.connected) open(each.id.str());
    }
  }
  void give_command(std::string_view who, const protocol::Command& what) {
    EXPECT_TRUE(story.says(who, what));
    update();
  }

  std::string name_of(protocol::Ssrc ssrc) const {
    return std::ranges::find(story.session().participants, ssrc, &protocol::Participant::ssrc)
        ->id.str();
  }
  protocol::Ssrc ssrc(std::string_view who) const { return story.person(who).ssrc; }

  std::optional<PacketRefusal> send(std::string_view who, protocol::Media media) {
    return forward(router, *peers.find(who)->second, media);
  }
  // Everyone sends a packet of each kind. Packets of people without the right are refused.
  void send_all() {
    for (const auto& each : story.session().participants) {
      send(each.id.str(), protocol::Media::audio);
      send(each.id.str(), protocol::Media::video);
    }
  }

  // Reads the packets of this kind in a person's queue and returns their senders' names. Empties
  // the queue.
  std::vector<std::string> read(const std::string& who, protocol::Media media) {
    std::vector<std::string> senders;
    for (const auto& packet : peers[who]->read_packets()) {
      if (packet.media == media) senders.push_back(name_of(packet.ssrc));
    }
    return senders;
  }
  // Returns the people who have a packet of this person's in their queue. Empties all queues.
  std::map<protocol::Media, std::vector<std::string>> receivers_of(std::string_view who) {
    std::map<protocol::Media, std::vector<std::string>> receivers;
    for (auto& [name, peer] : peers) {
      for (const auto& packet : peer->read_packets()) {
        if (packet.ssrc == ssrc(who)) receivers[packet.media].push_back(name);
      }
    }
    return receivers;
  }

  HandClock clock;
  Metrics metrics;
  WebSocketPlane websockets{metrics};
  Router router{metrics, {&websockets}};
  stepback::test::Story story;
  std::map<std::string, std::unique_ptr<SlowPeer>, std::less<>> peers;
};

}  // namespace stepback::signalling::test

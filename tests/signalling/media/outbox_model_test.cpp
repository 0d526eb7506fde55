// Any sequence of pushes, reads and withdrawals, against a model that is too simple to be wrong:
// one list of everything, searched from the front.

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <map>
#include <memory>
#include <set>

#include "signalling/media/outbox.hpp"
#include "tests/support/fakes.hpp"

namespace stepback::signalling::test {
namespace {

using protocol::Duration;
using protocol::Media;
using protocol::ParticipantId;
using protocol::Ssrc;

ParticipantId owner(Ssrc ssrc) {
  return ParticipantId{"person-" + std::to_string(ssrc)};
}

class Model {
 public:
  void push_control(std::string text, Outbox::Control kind, Ssrc from) {
    if (kind == Outbox::Control::state) {
      for (Item& each : items_) {
        if (each.kind != Outbox::Control::state || each.packet) continue;
        each.text = std::move(text);
        return;
      }
    }
    items_.push_back({.text = std::move(text), .kind = kind, .from = from});
  }

  void push_packet(Ssrc from, Media media, bool key, std::uint16_t sequence, Duration now) {
    expire(media, now);
    if (media == Media::video && key) {
      whole_.insert(from);
      wishes.erase(from);
    } else if (media == Media::video && !whole_.contains(from)) {
      ++video_drops;
      wishes.insert(from);
      return;
    }
    items_.push_back({.packet = true,
                      .text = {},
                      .from = from,
                      .media = media,
                      .sequence = sequence,
                      .since = now});
  }

  // Removes the next message and returns it as a text or as "audio 1/5".
  std::optional<std::string> pop(Duration now) {
    if (auto text = take([](const Item& each) { return !each.packet; })) return text->text;
    expire(Media::audio, now);
    expire(Media::video, now);
    for (const Media media : {Media::audio, Media::video}) {
      if (auto one = take([&](const Item& each) { return each.media == media; })) {
        return std::string{protocol::to_word(media)} + " " + std::to_string(one->from) + "/" +
               std::to_string(one->sequence);
      }
    }
    return std::nullopt;
  }

  std::size_t withdraw(Ssrc from, bool audio, bool video, bool chat) {
    std::size_t taken = 0;
    if (audio) taken += erase(from, Media::audio);
    if (video) {
      taken += erase(from, Media::video);
      whole_.erase(from);
      wishes.erase(from);
    }
    if (chat) {
      taken += std::erase_if(items_, [&](const Item& each) {
        return !each.packet && each.kind == Outbox::Control::chat && each.from == from;
      });
    }
    return taken;
  }

  std::size_t audio_drops = 0;
  std::size_t video_drops = 0;
  std::set<Ssrc> wishes;

 private:
  struct Item {
    bool packet = false;
    std::string text;
    Outbox::Control kind = Outbox::Control::other;
    Ssrc from = 0;
    Media media = Media::audio;
    std::uint16_t sequence = 0;
    Duration since{};
  };

  template <typename Predicate>
  std::optional<Item> take(const Predicate& wanted) {
    const auto found = std::ranges::find_if(items_, wanted);
    if (found == items_.end()) return std::nullopt;
    Item item = *found;
    items_.erase(found);
    return item;
  }

  std::size_t erase(Ssrc from, Media media) {
    return std::erase_if(items_, [&](const Item& each) {
      return each.packet && each.from == from && each.media == media;
    });
  }

  void expire(Media media, Duration now) {
    const auto is_old = [&](const Item& each) {
      return each.packet && each.media == media && now - each.since > Outbox::kOldest;
    };
    if (media == Media::audio) {
      audio_drops += std::erase_if(items_, is_old);
      return;
    }
    for (auto old = std::ranges::find_if(items_, is_old); old != items_.end();
         old = std::ranges::find_if(items_, is_old)) {
      const Ssrc from = old->from;
      video_drops += erase(from, Media::video);
      whole_.erase(from);
      wishes.insert(from);
    }
  }

  std::vector<Item> items_;
  std::set<Ssrc> whole_;
};

// The outbox and the model side by side, with the needs of a decoder at the other end.
class Pair {
 public:
  void push_control(Outbox::Control kind, Ssrc from) {
    const std::string text = "text " + std::to_string(++texts_);
    outbox_.push(text, kind, owner(from));
    model_.push_control(text, kind, from);
  }

  void push_packet(Ssrc from, Media media, bool key) {
    const std::uint16_t sequence = ++sequences_[{from, media}];
    if (media == Media::video && key) key_frames_.insert({from, sequence});
    outbox_.push(
        media == Media::audio ? audio_packet(from, sequence) : video_packet(from, key, sequence),
        now_);
    model_.push_packet(from, media, key, sequence, now_);
  }

  // Returns false if there was nothing to read.
  bool read() {
    const auto next = outbox_.pop(now_);
    const auto expected = model_.pop(now_);
    RC_ASSERT(next.has_value() == expected.has_value());
    if (!next) return false;
    RC_ASSERT(name_of(*next) == *expected);
    if (!next->is_text()) check_decodable(next->payload());
    return true;
  }

  void withdraw(Ssrc from, bool audio, bool video, bool chat) {
    std::size_t taken = outbox_.withdraw({.ssrc = from, .audio = audio, .video = video});
    if (chat) taken += outbox_.withdraw_chat(owner(from));
    RC_ASSERT(taken == model_.withdraw(from, audio, video, chat));
  }

  void wait(Duration by) { now_ += by; }

  void compare_drops_and_wishes() {
    const Outbox::Drops drops = outbox_.take_drops();
    RC_ASSERT(drops.audio == std::exchange(model_.audio_drops, 0));
    RC_ASSERT(drops.video == std::exchange(model_.video_drops, 0));
    const auto wishes = outbox_.take_key_frame_wishes();
    RC_ASSERT(std::set<Ssrc>(wishes.begin(), wishes.end()) == std::exchange(model_.wishes, {}));
  }

 private:
  void check_decodable(std::span<const std::uint8_t> bytes) {
    const auto packet = protocol::read_rtp(bytes);
    if (packet->payload_type != protocol::kPayloadVp8) return;
    std::uint16_t& last = last_picture_[packet->ssrc];
    const bool follows = last != 0 && packet->sequence == last + 1;
    RC_ASSERT((follows || key_frames_.contains({packet->ssrc, packet->sequence})));
    last = packet->sequence;
  }

  Outbox outbox_;
  Model model_;
  Duration now_ = std::chrono::hours{1};
  int texts_ = 0;
  std::map<std::pair<Ssrc, Media>, std::uint16_t> sequences_;
  std::set<std::pair<Ssrc, std::uint16_t>> key_frames_;
  std::map<Ssrc, std::uint16_t> last_picture_;
};

struct OutboxStep {
  int what = 0;
  Ssrc from = 1;
  int how = 0;
};

void showValue(const OutboxStep& step, std::ostream& out) {
  out << step.what << "/" << step.from << "/" << step.how;
}

void take(const OutboxStep& step, Pair& pair) {
  switch (step.what) {
    case 0:
      return pair.push_control(static_cast<Outbox::Control>(step.how % 3), step.from);
    case 1:
      return pair.push_packet(step.from, Media::audio, false);
    case 2:
    case 3:
      return pair.push_packet(step.from, Media::video, step.how % 4 == 0);
    case 4:
      return pair.withdraw(step.from, step.how % 2 == 0, step.how % 3 == 0, step.how % 5 == 0);
    case 5:
      return pair.wait(Duration{step.how * 10});
    case 6:
      return pair.compare_drops_and_wishes();
    default:
      pair.read();
  }
}

TEST(OutboxModel, AnySequenceOfPushesReadsAndWithdrawalsReadsLikeTheModel) {
  EXPECT_TRUE(rc::check("an outbox is its model", [] {
    const auto step =
        rc::gen::build<OutboxStep>(rc::gen::set(&OutboxStep::what, rc::gen::inRange(0, 10)),
                                   rc::gen::set(&OutboxStep::from, rc::gen::inRange<Ssrc>(1, 4)),
                                   rc::gen::set(&OutboxStep::how, rc::gen::inRange(0, 30)));
    const auto steps = *rc::gen::scale(4.0, rc::gen::container<std::vector<OutboxStep>>(step));
    Pair pair;
    for (const OutboxStep& each : steps) take(each, pair);
    while (pair.read()) {
    }
    pair.compare_drops_and_wishes();
  }));
}

}  // namespace
}  // namespace stepback::signalling::test

#include "bench/load/crowd.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

#include "bench/measure/process.hpp"

namespace stepback::bench {
namespace {

/// The most participants that join at the same time: more would only wait for each other.
constexpr std::size_t kJoiningAtOnce = 64;
/// The setup is over when no new state has come for this many seconds.
constexpr double kMoment = 0.3;

}  // namespace

Crowd::Crowd(Loop& loop, Target& target, std::size_t sessions, std::size_t people)
    : loop_(loop), target_(target), per_session_(people), heard_(sessions * people * people) {
  const auto places = target.open(sessions, people);
  const TlsContext tls = target.tls();
  for (std::size_t session = 0; session < sessions; ++session) {
    for (std::size_t seat = 0; seat < people; ++seat) {
      people_.push_back(
          std::make_unique<Participant>(loop, target.port(), tls, places[session][seat], *this));
      people_.back()->session = session;
      people_.back()->seat = static_cast<std::uint32_t>(seat);
      loop_.turn_until("a seat", [&] { return people_.size() - seated_ < kJoiningAtOnce; });
    }
  }
  loop_.turn_until("all seated", [&] { return seated_ == people_.size(); });
  for (std::uint64_t before = ~0U; before != counts_.states;) {
    before = counts_.states;
    loop_.turn_for(kMoment);
  }
  if (counts_.gone > 0) throw std::runtime_error("somebody was sent away");
  forget();
}

Crowd::~Crowd() {
  ending_ = true;
}

void Crowd::publish(Participant& who, bool audio, bool video) {
  const auto word = [](bool open) { return open ? "true" : "false"; };
  ask(who, "publish", std::string{R"(,"audio":)"} + word(audio) + R"(,"video":)" + word(video));
}

void Crowd::ask(Participant& who, const std::string& type, const std::string& members) {
  ++asked_;
  who.send_text(R"({"type":")" + type + R"(","id":)" + std::to_string(asked_) + members + "}");
}

void Crowd::wait_for_answers() {
  loop_.turn_until("all answers", [&] { return answered_ >= asked_; });
  if (!refusal_.empty()) throw std::runtime_error("refused: " + refusal_);
}

void Crowd::forget() {
  counts_ = {};
  std::ranges::fill(heard_, 0);
}

void Crowd::on_seated(Participant&) {
  ++seated_;
}

void Crowd::on_text(Participant& who, std::string_view text) {
  if (is_type(text, "state")) {
    ++counts_.states;
    if (on_state) on_state(who, text);
  } else if (is_type(text, "ok")) {
    ++answered_;
  } else if (is_type(text, "error")) {
    // An error without an id is about a packet and answers no request.
    if (text.find("\"id\":") != std::string_view::npos) {
      ++answered_;
      refusal_ = text;
    }
  } else if (is_type(text, "keyframe")) {
    if (on_keyframe) on_keyframe(who);
  } else if (is_type(text, "bye") && seated_ < people_.size()) {
    throw std::runtime_error("sent away: " + std::string{text});
  }
}

void Crowd::on_packet(Participant& who, std::span<const std::uint8_t> packet) {
  const auto stamp = stamp_of(packet);
  if (!stamp || stamp->seat >= per_session_) return;
  ++counts_.packets;
  counts_.delays.add(now_ns() - stamp->sent_ns);
  std::uint32_t& last =
      heard_[(who.session * per_session_ + who.seat) * per_session_ + stamp->seat];
  if (stamp->number <= last) ++counts_.out_of_order;
  last = std::max(last, stamp->number);
  if (on_stamp) on_stamp(who, *stamp);
}

void Crowd::on_gone(Participant&) {
  if (!ending_) ++counts_.gone;
}

}  // namespace stepback::bench

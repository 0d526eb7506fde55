#include "signalling/net/websocket/frame_account.hpp"

namespace stepback::signalling {

FrameAccount::Verdict FrameAccount::frame(protocol::Duration now) {
  const bool in_time = frames_.take(1, now);
  if (!excess_.take(1, now)) return Verdict::close;
  return in_time ? Verdict::fine : Verdict::pause;
}

FrameAccount::Verdict FrameAccount::pong(std::size_t bytes, protocol::Duration now) {
  seen(bytes);
  if (awaited_pongs_ == 0) return frame(now);
  --awaited_pongs_;
  return Verdict::fine;
}

FrameAccount::Verdict FrameAccount::look(std::uint64_t read) {
  if (unseen(read) - unseen_ > most_unseen_) suspicious_.set(0);
  if (!suspicious_[0]) return Verdict::fine;
  return suspicious_.count() >= kMostSuspicious ? Verdict::close : Verdict::pause;
}

FrameAccount::Verdict FrameAccount::second_passed(std::uint64_t read) {
  const bool paused = suspicious_[0];
  const Verdict verdict = look(read);
  suspicious_ <<= 1U;
  unseen_ = unseen(read);
  return paused && verdict == Verdict::pause ? Verdict::fine : verdict;
}

}  // namespace stepback::signalling

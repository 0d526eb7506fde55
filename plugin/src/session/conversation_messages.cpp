// How the conversation handles each message of the server.

#include <algorithm>
#include <utility>

#include "plugin/src/session/conversation.hpp"
#include "protocol/base/client_timings.hpp"

namespace stepback::plugin {
namespace {

using protocol::Code;
using std::chrono::milliseconds;
namespace to_client = protocol::to_client;

// Whether a later attempt may succeed.
bool passes(Code code) {
  return code == Code::restarting || code == Code::rateLimited || code == Code::notJoined ||
         code == Code::notKept;
}

}  // namespace

void Conversation::on(const to_client::Welcome& message) {
  // A leader has recognised the person. The identity is another one from here on, and the next
  // state is its.
  if (phase_ == Phase::joined) resume_ = message.resume;
  if (phase_ != Phase::joining) return;
  const SteadyTime now = dependencies_.clock.steady();
  phase_ = Phase::joined;
  resume_ = message.resume;
  joined_at_ = now;
  give_up_at_.reset();
  silent_at_ = now + protocol::kClientTimings.silence_limit;
  ping_at_ = now;
  report_at_ = now + protocol::kClientTimings.report_every;
  if (++connection_ == 0) ++connection_;
  dependencies_.media.begin(connection_, *this);
  dependencies_.presence.connection = connection_;
  if (std::exchange(was_joined_, true)) {
    dependencies_.statistics.reconnects.fetch_add(1, std::memory_order_relaxed);
  }
  tell(connection_event(STEPBACK_CONNECTION_JOINED));
}

void Conversation::on(const to_client::State& message) {
  if (phase_ != Phase::joined) return;
  unreadable_ = 0;
  protocol::View view = message.view;
  const auto me = std::find_if(view.participants.begin(), view.participants.end(),
                               [&](const auto& each) { return each.id == view.you; });
  const bool known = me != view.participants.end();
  microphone_.set_confirmed(known && me->audio, known && view.may.speak);
  camera_.set_confirmed(known && me->video, known && view.may.show);
  set_devices();
  watch(view.may.lead || (known && me->seat == protocol::Seat::presenter));
  std::map<protocol::Ssrc, std::string> senders;
  for (const auto& each : view.participants) senders[each.ssrc] = each.id.str();
  dependencies_.media.set_senders(std::move(senders));
  if (known) {  // the host reads what is open in truth
    me->audio = microphone_.is_open();
    me->video = camera_.is_open();
  }
  tell(state_event(std::move(view), message.now));
  close_what_is_left_open();
}

void Conversation::on(const to_client::Ok& message) {
  if (phase_ == Phase::leaving && message.id == kOwnRequest) {
    return finish_leaving();
  }
  answer(message.id, STEPBACK_OK, std::nullopt, std::nullopt, message.kept);
}

void Conversation::on(const to_client::Error& message) {
  if (!message.id) return;  // about a packet that came too late
  if (*message.id == kOwnRequest && phase_ == Phase::joining) {
    return on(to_client::Bye{message.code, message.message});
  }
  refused(*message.id, std::string{to_word(message.code)}, message.message);
}

void Conversation::refused(protocol::RequestId request, std::optional<std::string> code,
                           std::string text) {
  if (request != kOwnRequest) {
    answer(request, STEPBACK_REFUSED, std::move(code), std::move(text));
  } else if (phase_ == Phase::leaving) {
    finish_leaving();
  }
}

void Conversation::answer(protocol::RequestId request, stepback_result result,
                          std::optional<std::string> code, std::optional<std::string> text,
                          bool kept) {
  if (request == kClosing) {
    // If it is refused, it is sent again after the next state or report.
    if (closing_) answered(*std::exchange(closing_, std::nullopt));
    return;
  }
  const auto found = unanswered_.find(request);
  if (found == unanswered_.end()) return;
  const std::optional<Published> published = found->second;
  unanswered_.erase(found);
  if (published) {
    answered(*published);
    close_what_is_left_open();
  }
  ModuleEvent event =
      answer_event(static_cast<std::uint32_t>(request), result, std::move(code), std::move(text));
  event.kept = event.kept && kept;
  tell(std::move(event));
}

void Conversation::on(const to_client::Chat& message) {
  if (phase_ != Phase::joined) return;
  ModuleEvent event;
  event.type = STEPBACK_EVENT_CHAT;
  event.from = message.from.str();
  event.text = message.text;
  tell(std::move(event));
}

void Conversation::on(const to_client::Keyframe&) {
  if (!camera_.is_open()) return;
  ModuleEvent event;
  event.type = STEPBACK_EVENT_KEYFRAME;
  tell(std::move(event));
}

void Conversation::on(const to_client::Pong& message) {
  if (!ping_sent_ || message.sent != *ping_sent_) return;
  ping_sent_.reset();
  const auto trip = std::chrono::ceil<milliseconds>(dependencies_.clock.steady() - ping_left_);
  dependencies_.statistics.round_trip_ms =
      static_cast<std::uint32_t>(std::max(milliseconds{1}, trip).count());
}

void Conversation::on(const to_client::WayBack& message) {
  if (phase_ != Phase::joined) return;
  ModuleEvent event;
  event.type = STEPBACK_EVENT_WAY_BACK;
  event.from = message.participant.str();
  event.text = text_of({settings_.link.server, message.token});
  event.expires = protocol::to_epoch_ms(message.expires);
  tell(std::move(event));
}

void Conversation::on(const to_client::Bye& message) {
  if (phase_ == Phase::leaving) return finish_leaving();
  if (passes(message.code)) return lose(message.message);
  if (message.code == Code::badToken) resume_.reset();  // the next join() uses the link again
  end(to_word(message.code), message.message);
}

}  // namespace stepback::plugin

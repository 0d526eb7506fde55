#include "plugin/src/session/conversation.hpp"

#include <algorithm>
#include <utility>

#include "protocol/base/client_timings.hpp"

namespace stepback::plugin {
namespace {

using protocol::Code;
using protocol::kClientTimings;
namespace to_server = protocol::to_server;

// Whether the session's state stays unknown without this unreadable message. It may be the state
// that takes the right to speak away. A newer server may send messages of an unknown type.
bool is_needed(const protocol::DecodeError& unreadable) {
  if (unreadable.code == Code::unknownType) return false;
  return unreadable.type.empty() || unreadable.type == "state" || unreadable.type == "welcome";
}

}  // namespace

Conversation::Conversation(Settings settings, Dependencies dependencies)
    : settings_(std::move(settings)), dependencies_(dependencies), backoff_(settings_.seed) {}

void Conversation::join() {
  if (phase_ != Phase::idle) return;
  was_joined_ = false;
  unreadable_ = 0;
  tell(connection_event(STEPBACK_CONNECTION_CONNECTING));
  connect();
}

void Conversation::connect() {
  phase_ = Phase::connecting;
  retry_at_.reset();
  give_up_at_ = dependencies_.clock.steady() + kClientTimings.join_within;
  dependencies_.wire.connect();
}

void Conversation::opened() {
  if (phase_ != Phase::connecting) return;
  phase_ = Phase::joining;
  send_message(
      to_server::Join{resume_.value_or(settings_.link.token), settings_.name, settings_.records},
      kOwnRequest);
}

void Conversation::leave() {
  if (phase_ == Phase::idle || phase_ == Phase::leaving) return;
  if (phase_ != Phase::joined) return finish_leaving();
  close_devices();
  stop_timers();
  phase_ = Phase::leaving;
  give_up_at_ = dependencies_.clock.steady() + kClientTimings.leave_within;
  send_message(to_server::Leave{}, kOwnRequest);
}

void Conversation::finish_leaving() {
  end("left", "You have left the session.");
}

void Conversation::send(const Request& request) {
  if (request.records) settings_.records = *request.records;  // also for the next `join`
  if (!can_send(request.connection, request.id)) return;
  unanswered_[request.id] = std::nullopt;
  control_.push_back({true, {request.text.begin(), request.text.end()}});
  dependencies_.wire.want_write();
}

void Conversation::press(const Press& press) {
  if (can_send(press.connection, press.id)) unanswered_[press.id] = publish(press, press.id);
}

bool Conversation::can_send(std::uint32_t connection, std::uint32_t request) {
  if (phase_ == Phase::joined && connection == connection_) return true;
  tell(answer_event(request, STEPBACK_NETWORK));
  return false;
}

Conversation::Published Conversation::publish(const Press& press, protocol::RequestId id) {
  // A host that names one device says that the person pressed it. A host that names both may repeat
  // what it knows of the other one.
  const bool both = press.microphone && press.camera;
  const Closings known = both ? press.known : Closings{microphone_.closings(), camera_.closings()};
  const Published published{.microphone = microphone_.ask(press.microphone, known.microphone),
                            .camera = camera_.ask(press.camera, known.camera)};
  set_devices();
  send_message(to_server::Publish{microphone_.is_wanted(), camera_.is_wanted()}, id);
  return published;
}

void Conversation::send_message(const protocol::ClientMessage& message,
                                std::optional<protocol::RequestId> id) {
  const std::string text = protocol::encode(protocol::Request{id, message});
  control_.push_back({true, {text.begin(), text.end()}});
  dependencies_.wire.want_write();
}

std::optional<Message> Conversation::next_message() {
  if (control_.empty()) return dependencies_.media.next_message();
  Message message = std::move(control_.front());
  control_.pop_front();
  return message;
}

// Ends the use of one connection: nothing more is sent, and every open request is answered, since
// its answer cannot come any more. The devices close first: whatever happens to the connection, no
// more sound is encoded.
void Conversation::drop_connection() {
  close_devices();
  dependencies_.wire.disconnect();
  control_.clear();
  retry_at_.reset();
  give_up_at_.reset();
  stop_timers();
  for (const auto& [request, published] : std::exchange(unanswered_, {})) {
    // It tells of no closing: the event that shows it, that the connection is lost, comes later.
    dependencies_.events.emit(answer_event(static_cast<std::uint32_t>(request), STEPBACK_NETWORK));
  }
}

void Conversation::close_devices() {
  microphone_.lose();
  camera_.lose();
  closing_.reset();
  dependencies_.media.end();
  dependencies_.presence.connection = 0;
}

void Conversation::closed(std::string_view reason) {
  if (phase_ == Phase::idle || phase_ == Phase::waiting) return;
  if (phase_ == Phase::leaving) return finish_leaving();
  lose(reason);
}

void Conversation::refused(CertificateFault fault) {
  if (phase_ != Phase::connecting || was_joined_) return closed(sentence_of(fault));
  end(code_of(fault), std::string{sentence_of(fault)});
}

void Conversation::lose(std::string_view reason) {
  const SteadyTime now = dependencies_.clock.steady();
  if (phase_ == Phase::joined && now - joined_at_ >= kClientTimings.stable_after) backoff_.reset();
  drop_connection();
  phase_ = Phase::waiting;
  retry_at_ = now + backoff_.next();
  tell(connection_event(was_joined_ ? STEPBACK_CONNECTION_LOST : STEPBACK_CONNECTION_CONNECTING,
                        std::nullopt, std::string{reason}));
}

void Conversation::lose_unreadable(const std::string& fault) {
  if (++unreadable_ < kClientTimings.most_unreadable) {
    return lose("The server sent a message that cannot be read: " + fault);
  }
  end("outdated", "This program is too old for the server.");
}

void Conversation::end(std::string_view code, std::string text) {
  drop_connection();
  phase_ = Phase::idle;
  backoff_.reset();
  tell(connection_event(STEPBACK_CONNECTION_ENDED, std::string{code}, std::move(text)));
}

// Closes before the host is told: when the host hears of it, nothing is encoded any more.
void Conversation::set_devices() {
  dependencies_.media.set_open({.microphone = microphone_.is_open(), .camera = camera_.is_open()});
}

// A `publish` that names both devices may cross a leader's mute, and open at the server what the
// mute has closed here. The module sends nothing of that device, and asks the server to close it,
// so that nobody sees an open microphone. It presses for nothing, so this can open nothing.
void Conversation::close_what_is_left_open() {
  if (phase_ != Phase::joined || closing_) return;
  if (!microphone_.is_left_open() && !camera_.is_left_open()) return;
  const bool under_way =
      std::ranges::any_of(unanswered_, [](const auto& each) { return each.second.has_value(); });
  if (!under_way) closing_ = publish(Press{}, kClosing);
}

void Conversation::answered(const Published& published) {
  microphone_.answer(published.microphone);
  camera_.answer(published.camera);
  set_devices();
}

// Each event says which closings the host knows of once it has taken the event.
void Conversation::tell(ModuleEvent event) {
  event.closings = {.microphone = microphone_.closings(), .camera = camera_.closings()};
  dependencies_.events.emit(std::move(event));
}

std::optional<SteadyTime> Conversation::deadline() const {
  std::optional<SteadyTime> earliest;
  for (const auto& each : {retry_at_, give_up_at_, silent_at_, doubt_at_, ping_at_, report_at_}) {
    if (each && (!earliest || *each < *earliest)) earliest = each;
  }
  return earliest;
}

void Conversation::on_time() {
  const SteadyTime now = dependencies_.clock.steady();
  const auto due = [now](const std::optional<SteadyTime>& at) { return at && *at <= now; };
  if (due(retry_at_)) connect();
  if (due(give_up_at_)) {
    if (phase_ == Phase::leaving) return finish_leaving();
    lose("The server did not answer in time.");
  }
  if (due(silent_at_)) lose("The server has been silent for too long.");
  if (due(doubt_at_)) doubt(true);
  if (due(ping_at_)) ping();
  if (due(report_at_)) report();
}

void Conversation::ping() {
  ping_left_ = dependencies_.clock.steady();
  ping_at_ =
      ping_left_ + (watched_ ? kClientTimings.watched_ping_every : kClientTimings.ping_every);
  ping_sent_ = dependencies_.clock.wall();
  send_message(to_server::Ping{*ping_sent_});
}

void Conversation::report() {
  report_at_ = dependencies_.clock.steady() + kClientTimings.report_every;
  send_message(dependencies_.media.take_report());
  close_what_is_left_open();  // again, if the server refused it
}

// When nobody speaks, the only traffic is the server's answers to the pings.
void Conversation::heard() {
  const SteadyTime now = dependencies_.clock.steady();
  if (silent_at_) silent_at_ = now + kClientTimings.silence_limit;
  if (silent_) doubt(false);
  if (doubt_at_) doubt_at_ = now + kClientTimings.watched_doubt_after;
}

// Leaders and the presenter learn early that the server does not hear them.
void Conversation::watch(bool watched) {
  if (std::exchange(watched_, watched) == watched) return;
  doubt_at_.reset();
  if (!watched) return;
  const SteadyTime now = dependencies_.clock.steady();
  doubt_at_ = now + kClientTimings.watched_doubt_after;
  if (ping_at_) ping_at_ = std::min(*ping_at_, now + kClientTimings.watched_ping_every);
}

void Conversation::doubt(bool silent) {
  silent_ = silent;
  doubt_at_.reset();
  if (!silent && watched_) {
    doubt_at_ = dependencies_.clock.steady() + kClientTimings.watched_doubt_after;
  }
  tell(silence_event(silent));
}

void Conversation::stop_timers() {
  silent_at_.reset();
  doubt_at_.reset();
  ping_at_.reset();
  report_at_.reset();
  watched_ = silent_ = false;
}

void Conversation::received(std::string_view text) {
  heard();
  const auto message = protocol::decode_server_message(text);
  if (!message) {
    const protocol::DecodeError& fault = message.error();
    if (fault.id) {
      // A refusal for a reason of a newer server. The request must not stay open.
      refused(*fault.id, std::nullopt, "The server refused for a reason that is not known here.");
    } else if (phase_ != Phase::leaving && is_needed(fault)) {
      lose_unreadable(fault.message);
    }
    return;
  }
  std::visit([this](const auto& each) { on(each); }, *message);
}

void Conversation::received(std::span<const std::uint8_t> bytes) {
  heard();
  if (phase_ == Phase::joined) dependencies_.media.received(bytes);
}

void Conversation::wish_key_frame(protocol::Ssrc sender) {
  send_message(to_server::Keyframe{sender});
}

}  // namespace stepback::plugin

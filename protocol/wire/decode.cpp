#include <type_traits>
#include <utility>

#include "protocol/json/strict_json.hpp"
#include "protocol/wire/message.hpp"
#include "protocol/wire/rules.hpp"
#include "protocol/wire/view_decode.hpp"

namespace stepback::protocol {
namespace {

constexpr std::string_view kWhole = "the message";  // as a place

RequestId request_id(ObjectReader& in) {
  return in.integer<RequestId>("id", 0, kLargestInteger);
}

// From a client: one read() for each message, members in the order on the wire.

void read(ObjectReader& in, to_server::Join& join) {
  join.token = in.text("token", kTokenRule);
  if (in.has("name")) join.name = in.text("name", kNameRule);
  if (in.has("records")) join.records = in.flag("records");
}

void read(ObjectReader&, to_server::Leave&) {}

void read(ObjectReader& in, to_server::Admit& admit) {
  admit.participant = read_id<ParticipantId>(in, "participant");
  if (in.has("as")) admit.as = read_id<ParticipantId>(in, "as");
  if (in.has("new")) admit.is_new = in.flag("new");
  if (admit.as && admit.is_new) in.refuse("new", "no `new: true` beside `as`");
}

void read(ObjectReader& in, to_server::Remove& remove) {
  remove.participant = read_id<ParticipantId>(in, "participant");
  if (in.has("closeLink")) remove.close_link = in.flag("closeLink");
}

/// For appoint, mute, handover and wayBack.
template <typename Message>
requires std::is_same_v<decltype(Message::participant), ParticipantId>
void read(ObjectReader& in, Message& message) {
  message.participant = read_id<ParticipantId>(in, "participant");
}

void read(ObjectReader& in, to_server::Lock& lock) {
  lock.on = in.flag("on");
}

void read(ObjectReader& in, to_server::Advance& advance) {
  advance.phase = in.text("phase", kIdRule);
}

void read(ObjectReader& in, to_server::ScheduleReturn& schedule) {
  schedule.at = in.instant("at");
}

void read(ObjectReader&, to_server::TakeLead&) {}

void read(ObjectReader& in, to_server::Publish& publish) {
  publish.audio = in.flag("audio");
  publish.video = in.flag("video");
}

void read(ObjectReader& in, to_server::Hand& hand) {
  hand.raised = in.flag("raised");
}

void read(ObjectReader& in, to_server::Chat& chat) {
  chat.text = in.text("text", kChatRule);
}

void read(ObjectReader& in, to_server::Signal& signal) {
  signal.kind = in.word<SignalKind>("kind");
}

/// For seen and done.
template <typename Message>
requires std::is_same_v<decltype(Message::signal), SignalId>
void read(ObjectReader& in, Message& message) {
  message.signal = read_id<SignalId>(in, "signal");
}

void read(ObjectReader& in, to_server::Keyframe& keyframe) {
  keyframe.ssrc = read_ssrc(in);
}

void read(ObjectReader& in, to_server::Report& report) {
  report.received = in.integer<std::uint64_t>("received", 0, kLargestInteger);
  report.lost = in.integer<std::uint64_t>("lost", 0, kLargestInteger);
  report.playing = in.flag("playing");
}

void read(ObjectReader& in, to_server::Records& records) {
  records.on = in.flag("on");
}

void read(ObjectReader& in, to_server::Ping& ping) {
  ping.sent = in.instant("sent");
}

// From the server.

std::size_t limit(ObjectReader& in, const char* name) {
  return in.integer<std::size_t>(name, 1, kLargestInteger);
}

void read(ObjectReader& in, to_client::Welcome& welcome) {
  welcome.participant = read_id<ParticipantId>(in, "participant");
  welcome.resume = in.text("resume", kTokenRule);
  ObjectReader limits = in.object("limits");
  welcome.limits.participants = limit(limits, "participants");
  welcome.limits.name_characters = limit(limits, "nameCharacters");
  welcome.limits.text_characters = limit(limits, "textCharacters");
  welcome.limits.control_bytes = limit(limits, "controlBytes");
  welcome.limits.media_bytes = limit(limits, "mediaBytes");
  welcome.limits.control_per_second = limit(limits, "controlPerSecond");
  welcome.limits.control_burst = limit(limits, "controlBurst");
  welcome.limits.packets_per_second = limit(limits, "packetsPerSecond");
  welcome.limits.media_bits_per_second = limit(limits, "mediaBitsPerSecond");
}

void read(ObjectReader& in, to_client::State& state) {
  state.view = read_view(in);
  state.now = in.instant("now");
}

void read(ObjectReader& in, to_client::Ok& ok) {
  ok.id = request_id(in);
  if (in.has("kept")) ok.kept = in.flag("kept");
}

void read(ObjectReader& in, to_client::Error& error) {
  if (in.has("id")) error.id = request_id(in);
  error.code = in.word<Code>("code");
  error.message = in.text("message", kSentenceRule);
}

void read(ObjectReader& in, to_client::Chat& chat) {
  chat.from = read_id<ParticipantId>(in, "from");
  chat.text = in.text("text", kChatRule);
}

void read(ObjectReader& in, to_client::WayBack& way) {
  way.participant = read_id<ParticipantId>(in, "participant");
  way.token = in.text("token", kTokenRule);
  way.expires = in.instant("expires");
}

void read(ObjectReader&, to_client::Keyframe&) {}

void read(ObjectReader& in, to_client::Pong& pong) {
  pong.sent = in.instant("sent");
  pong.now = in.instant("now");
}

void read(ObjectReader& in, to_client::Bye& bye) {
  bye.code = in.word<Code>("code");
  bye.message = in.text("message", kSentenceRule);
}

// Both directions.

/// An empty message of this type, or nothing if the direction has none.
template <typename Variant, std::size_t Index = 0>
std::optional<Variant> message_of_type(std::string_view type) {
  if constexpr (Index == std::variant_size_v<Variant>) {
    return std::nullopt;
  } else {
    Variant candidate{std::in_place_index<Index>};
    if (type_of(candidate) == type) return candidate;
    return message_of_type<Variant, Index + 1>(type);
  }
}

DecodeError bad_message(std::string sentence) {
  return {Code::badMessage, std::move(sentence), std::nullopt};
}

template <typename Variant>
DecodeError bad_body(const Variant& message, const Fault& fault) {
  DecodeError error = bad_message(fault.sentence(kWhole));
  error.type = type_of(message);
  return error;
}

/// The member `id`, or nothing if it is missing or faulty.
std::optional<RequestId> readable_id(const nlohmann::json& document) {
  Fault fault;
  ObjectReader in(document, "", fault);
  if (!in.has("id")) return std::nullopt;
  const RequestId id = request_id(in);
  return fault ? std::nullopt : std::optional{id};
}

tl::expected<nlohmann::json, DecodeError> parse(std::string_view text) {
  auto document = read_strict_json(text);
  if (document) return *std::move(document);
  const JsonFault& fault = document.error();
  if (fault.path.empty()) return tl::unexpected(bad_message(sentence_of(fault, kWhole)));
  // The fault is a member that stands twice. Its name comes from the peer and is not repeated.
  return tl::unexpected(
      bad_message("the message: expected each member of an object once, found one twice"));
}

/// Reads the message in `in`; `type` says which one. Faults in the other members stay in the
/// reader's fault.
template <typename Variant>
tl::expected<Variant, DecodeError> read_message(ObjectReader& in, const Fault& fault) {
  const std::string type = in.text("type", kTypeRule);
  if (fault) return tl::unexpected(bad_message(fault.sentence(kWhole)));
  auto message = message_of_type<Variant>(type);
  if (!message) {
    return tl::unexpected(DecodeError{
        Code::unknownType, "/type: expected a type of this protocol, found another word", {}});
  }
  std::visit([&in](auto& body) { read(in, body); }, *message);
  return *std::move(message);
}

}  // namespace

tl::expected<Request, DecodeError> decode_request(std::string_view text) {
  if (text.size() > kLimits.control_bytes) {
    const std::string most = std::to_string(kLimits.control_bytes);
    return tl::unexpected(DecodeError{
        Code::tooLarge,
        "the message: expected at most " + most + " bytes, found " + std::to_string(text.size()),
        {}});
  }
  const auto document = parse(text);
  if (!document) return tl::unexpected(document.error());
  Fault fault;
  ObjectReader in(*document, "", fault);
  std::optional<RequestId> id;
  if (in.has("id")) id = request_id(in);
  if (fault) id.reset();
  auto message = read_message<ClientMessage>(in, fault);
  if (message) in.refuse_others();
  if (message && !fault) return Request{id, *std::move(message)};
  DecodeError error = message ? bad_body(*message, fault) : std::move(message).error();
  error.id = id;
  return tl::unexpected(std::move(error));
}

tl::expected<ServerMessage, DecodeError> decode_server_message(std::string_view text) {
  const auto document = parse(text);
  if (!document) return tl::unexpected(document.error());
  Fault fault;
  ObjectReader in(*document, "", fault);
  auto message = read_message<ServerMessage>(in, fault);
  if (!message || !fault) return message;
  DecodeError error = bad_body(*message, fault);
  if (std::holds_alternative<to_client::Error>(*message)) error.id = readable_id(*document);
  return tl::unexpected(std::move(error));
}

}  // namespace stepback::protocol

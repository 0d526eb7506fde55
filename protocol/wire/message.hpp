#pragma once

// The control messages of the wire (protocol/wire/README.md): plain structs in one variant a
// direction, with one decode and one encode each. Decoding never throws: it gives a value or says
// what is wrong. JSON Schemas of the same messages are in protocol/wire/schema.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <variant>

#include "protocol/base/ids.hpp"
#include "protocol/base/limits.hpp"
#include "protocol/base/words.hpp"
#include "protocol/session/command.hpp"
#include "protocol/session/view/view.hpp"

namespace stepback::protocol {

/// The number that links a request to its answer; 0 to 2^53 - 1.
using RequestId = std::int64_t;

/// The WebSocket subprotocol.
inline constexpr std::string_view kSubprotocol = "stepback.v1";

namespace to_server {
struct Join {
  std::string token;
  std::optional<std::string> name;
  bool records = false;  ///< as Records; only if it is true does it stand on the wire
  friend bool operator==(const Join&, const Join&) = default;
};
/// These messages are commands to the session as they are.
using command::Admit;
using command::Advance;
using command::Appoint;
using command::Handover;
using command::Leave;
using command::Lock;
using command::Mute;
using command::Publish;
using command::Remove;
using command::ScheduleReturn;
using command::TakeLead;
/// The person raises or lowers a hand.
struct Hand {
  bool raised = false;
  friend bool operator==(const Hand&, const Hand&) = default;
};
struct Chat {
  std::string text;
  friend bool operator==(const Chat&, const Chat&) = default;
};
struct Signal {
  SignalKind kind = SignalKind::pause;
  friend bool operator==(const Signal&, const Signal&) = default;
};
/// The record is on this leader's screen.
struct Seen {
  SignalId signal;
  friend bool operator==(const Seen&, const Seen&) = default;
};
/// The record is dealt with, or taken back.
struct Done {
  SignalId signal;
  friend bool operator==(const Done&, const Done&) = default;
};
struct Keyframe {
  Ssrc ssrc = 0;
  friend bool operator==(const Keyframe&, const Keyframe&) = default;
};
/// Asks for the link that leads this person back to their chair.
struct WayBack {
  ParticipantId participant;
  friend bool operator==(const WayBack&, const WayBack&) = default;
};
/// Packets received and lost since the last report, and whether sound is being played.
struct Report {
  std::uint64_t received = 0;
  std::uint64_t lost = 0;
  bool playing = false;
  friend bool operator==(const Report&, const Report&) = default;
};
/// A recording on this device begins or ends.
struct Records {
  bool on = false;
  friend bool operator==(const Records&, const Records&) = default;
};
struct Ping {
  Instant sent;
  friend bool operator==(const Ping&, const Ping&) = default;
};
}  // namespace to_server

using ClientMessage =
    std::variant<to_server::Join, to_server::Leave, to_server::Admit, to_server::Remove,
                 to_server::Lock, to_server::Appoint, to_server::Advance, to_server::ScheduleReturn,
                 to_server::Mute, to_server::Handover, to_server::Publish, to_server::Hand,
                 to_server::Chat, to_server::Signal, to_server::Seen, to_server::Done,
                 to_server::Keyframe, to_server::Report, to_server::Ping, to_server::WayBack,
                 to_server::TakeLead, to_server::Records>;

/// A client's message and the `id` that it may carry.
struct Request {
  std::optional<RequestId> id;
  ClientMessage message;
  friend bool operator==(const Request&, const Request&) = default;
};

namespace to_client {
/// From here on, the connection is this participant's. Comes after `join`, and again if a leader
/// recognises the person as somebody who was away.
struct Welcome {
  ParticipantId participant;
  std::string resume;  ///< a token that carries this identity through reconnects
  Limits limits;
};
/// The whole view, sent after every change. The revision repeats if only the signals changed.
struct State {
  Instant now;
  View view;
};
struct Ok {
  RequestId id = 0;
  bool kept = true;  ///< false: in force, not kept yet. Only then does it stand on the wire
};
struct Error {
  std::optional<RequestId> id;
  Code code = Code::badMessage;
  std::string message;
};
struct Chat {
  ParticipantId from;
  std::string text;
};
/// A token by which this person comes back to their chair, until `expires`. The client makes a link
/// of it.
struct WayBack {
  ParticipantId participant;
  std::string token;
  Instant expires;
};
/// Asks the client for a key frame of its camera.
struct Keyframe {};
struct Pong {
  Instant sent;
  Instant now;
};
/// The last message before the server closes the connection.
struct Bye {
  Code code = Code::sessionEnded;
  std::string message;
};
}  // namespace to_client

using ServerMessage = std::variant<to_client::Welcome, to_client::State, to_client::Ok,
                                   to_client::Error, to_client::Chat, to_client::Keyframe,
                                   to_client::Pong, to_client::Bye, to_client::WayBack>;

/// Why a text is not a message: badMessage, unknownType or tooLarge; a sentence with the fault, the
/// place (a JSON Pointer) and what was expected; the id of the request, or of the request that an
/// unreadable `error` answers, if it could be read; and the word in `type` if the direction has
/// such a message.
struct DecodeError {
  Code code = Code::badMessage;
  std::string message;
  std::optional<RequestId> id;
  std::string type = {};
};

/// Reads a client's message. Refuses missing and extra members, wrong types, texts beyond kLimits
/// and control characters in a name.
tl::expected<Request, DecodeError> decode_request(std::string_view text);
std::string encode(const Request& request);

/// Reads a server's message. Ignores extra members, so that the server may grow within version 1;
/// checks the others as strictly as decode_request(). Does not bound the size.
tl::expected<ServerMessage, DecodeError> decode_server_message(std::string_view text);
std::string encode(const ServerMessage& message);

/// The session's command in this message, or nothing if the message changes no session.
std::optional<Command> command_in(const ClientMessage& message);

/// The word that stands in `type`.
std::string_view type_of(const ClientMessage& message);
std::string_view type_of(const ServerMessage& message);

}  // namespace stepback::protocol

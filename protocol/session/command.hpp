#pragma once

// Commands: requests to change a session. They come from people, from the clock (Tick) and from the
// server on behalf of a connection (Enter, Drop). decide() turns a command into events or refuses
// it. The commands that compare for equality are also messages on the wire (wire/message.hpp).

#include <optional>
#include <string>
#include <variant>

#include "protocol/base/ids.hpp"
#include "protocol/base/words.hpp"
#include "protocol/session/event.hpp"

namespace stepback::protocol::command {

/// This identity has connected. The caller has checked its token.
struct Enter {
  std::string name;
  Role role = Role::member;
  bool named = false;
  Generation generation = 0;  ///< of the link that their token belongs to
  /// Somebody in the lobby who gives way if it is full (lobby.hpp). The caller chooses.
  std::optional<ParticipantId> displaces = std::nullopt;
};
struct Drop {};  ///< the connection is lost
/// The person leaves of their own will.
struct Leave {
  friend bool operator==(const Leave&, const Leave&) = default;
};
/// A leader lets a person in from the lobby. With `as` that person is recognised as somebody who is
/// away, and gets that one's chair. With `is_new` the leader says that it is somebody else. The two
/// exclude each other.
struct Admit {
  ParticipantId participant;
  std::optional<ParticipantId> as = std::nullopt;
  bool is_new = false;  ///< `new` on the wire
  friend bool operator==(const Admit&, const Admit&) = default;
};
/// A leader sends a person out for good. With `close_link` the shared link by which the person came
/// is replaced too, as by ReplaceLink. That needs a person who came by one.
struct Remove {
  ParticipantId participant;
  bool close_link = false;  ///< `closeLink` on the wire
  friend bool operator==(const Remove&, const Remove&) = default;
};
struct Lock {
  bool on = false;
  friend bool operator==(const Lock&, const Lock&) = default;
};
struct Appoint {
  ParticipantId participant;
  friend bool operator==(const Appoint&, const Appoint&) = default;
};
struct Advance {
  std::string phase;
  friend bool operator==(const Advance&, const Advance&) = default;
};
struct ScheduleReturn {
  Instant at;
  friend bool operator==(const ScheduleReturn&, const ScheduleReturn&) = default;
};
struct Mute {
  ParticipantId participant;
  friend bool operator==(const Mute&, const Mute&) = default;
};
struct Handover {
  ParticipantId participant;
  friend bool operator==(const Handover&, const Handover&) = default;
};
/// This leader takes the facilitator's seat, which is free or whose holder is absent.
struct TakeLead {
  friend bool operator==(const TakeLead&, const TakeLead&) = default;
};
struct Publish {
  bool audio = false;
  bool video = false;
  friend bool operator==(const Publish&, const Publish&) = default;
};
/// Time has passed.
struct Tick {
  /// Whether the rule for a session without a leader applies. It does not while the journal fails.
  bool leaderless = true;
};
/// The coordinator ends the session.
struct End {};
/// The coordinator replaces the link that everybody of a role shares. The old link stops working,
/// and people who wait in the lobby on it are sent away. Admitted people stay.
struct ReplaceLink {
  Role role = Role::member;
};
/// The coordinator replaces a named person's own link. If that person is connected, they are
/// disconnected; an admitted person keeps the chair.
struct ReplaceOwnLink {
  ParticipantId participant;
};
/// The coordinator removes a person for good, whether or not that person has ever come.
struct Bar {
  ParticipantId participant;
};
/// The router has counted the packets of a step back that is over.
struct CountStepBack {
  StepBackCounted counted;
};
/// The server has restarted, so nobody is connected, through no fault of theirs. Time without a
/// leader counts from now.
struct Recover {};

}  // namespace stepback::protocol::command

namespace stepback::protocol {

using Command =
    std::variant<command::Enter, command::Drop, command::Leave, command::Admit, command::Remove,
                 command::Lock, command::Appoint, command::Advance, command::ScheduleReturn,
                 command::Mute, command::Handover, command::Publish, command::Tick, command::End,
                 command::ReplaceLink, command::ReplaceOwnLink, command::Bar,
                 command::CountStepBack, command::Recover, command::TakeLead>;

/// The identity that gives a command; nothing for the clock and the coordinator.
using Actor = std::optional<ParticipantId>;

}  // namespace stepback::protocol

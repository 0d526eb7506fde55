#pragma once

// What someone wants to happen. Commands come from people, from the clock (Tick) and from the
// server on behalf of a connection (Enter, Drop). decide() turns one into events or a refusal.

#include <optional>
#include <string>
#include <variant>

#include "protocol/base/ids.hpp"
#include "protocol/base/words.hpp"

namespace stepback::protocol::command {

/// A connection of this identity is there. The caller has checked its token.
struct Enter {
  std::string name;
  Role role = Role::member;
  bool named = false;
  Generation generation = 0;  ///< of the link that their token is of
};
struct Drop {};   ///< the connection is lost
struct Leave {};  ///< going of one's own will
struct Admit {
  ParticipantId participant;
};
struct Remove {
  ParticipantId participant;
};
struct Lock {
  bool on = false;
};
struct Appoint {
  ParticipantId participant;
};
struct Advance {
  std::string phase;
};
struct ScheduleReturn {
  Instant at;
};
struct Mute {
  ParticipantId participant;
};
struct Handover {
  ParticipantId participant;
};
struct Publish {
  bool audio = false;
  bool video = false;
};
struct RaiseHand {
  bool raised = false;
};
/// The server's judgement of the stepped-back presenter's reception reports.
struct Hear {
  Hearing hearing = Hearing::none;
};
/// Time has passed.
struct Tick {};
/// The coordinator ends the session.
struct End {};
/// The coordinator has the link that all of a role share replaced: the one that is out is worth
/// nothing any more, and whoever waits in the lobby because of it goes. Who was let in stays.
struct ReplaceLink {
  Role role = Role::member;
};
/// Likewise a named person's own link: whoever is there by it goes, and the chair is kept.
struct ReplaceOwnLink {
  ParticipantId participant;
};
/// The coordinator sends someone out for good, whether they have ever come or not.
struct Bar {
  ParticipantId participant;
};
/// The server has started anew: nobody is connected, and whoever was before is not to blame. Time
/// without a leader counts from here.
struct Recover {};

}  // namespace stepback::protocol::command

namespace stepback::protocol {

using Command =
    std::variant<command::Enter, command::Drop, command::Leave, command::Admit, command::Remove,
                 command::Lock, command::Appoint, command::Advance, command::ScheduleReturn,
                 command::Mute, command::Handover, command::Publish, command::RaiseHand,
                 command::Hear, command::Tick, command::End, command::ReplaceLink,
                 command::ReplaceOwnLink, command::Bar, command::Recover>;

/// Who gives a command: an identity, or nobody for the clock and the coordinator.
using Actor = std::optional<ParticipantId>;

}  // namespace stepback::protocol

// How a retained change is taken back.

#include <algorithm>
#include <iterator>
#include <utility>

#include "protocol/session/unkept/unkept.hpp"

namespace stepback::protocol {
namespace {

using Change = Unkept::Change;

// Whether the command asks for what the journal has: together with the retained change it is no
// change at all.
bool leads_back(const command::Advance& wanted, const Session& kept, const Actor&) {
  return wanted.phase == current_phase(kept).name;
}

bool leads_back(const command::Lock& wanted, const Session& kept, const Actor&) {
  return wanted.on == kept.locked;
}

bool leads_back(const command::Publish& wanted, const Session& kept, const Actor& who) {
  const Participant* them = who ? find(kept, *who) : nullptr;
  return them != nullptr && wanted.audio == them->audio && wanted.video == them->video;
}

template <typename Other>
bool leads_back(const Other&, const Session&, const Actor&) {
  return false;
}

// Whether a command of this person takes back this change, if it leads back: one's own `publish`,
// and any leader's command.
bool is_theirs(const Change& change, const Command& command, const Actor& who) {
  return change.command.index() == command.index() &&
         (change.who == who || !std::holds_alternative<command::Publish>(command));
}

}  // namespace

bool Unkept::withdraw(const Command& command, const Actor& who, Instant now) {
  if (!failing_ || in_flight()) return false;
  const bool back =
      std::visit([&](const auto& wanted) { return leads_back(wanted, kept_, who); }, command);
  if (!back) return false;
  std::vector<Change> rest;
  std::ranges::copy_if(changes_, std::back_inserter(rest),
                       [&](const Change& each) { return !is_theirs(each, command, who); });
  if (rest.size() == changes_.size()) return false;
  const Session before = in_force_;
  decide_again(std::move(rest), now);
  const bool is_own = std::holds_alternative<command::Publish>(command);
  keep_closed(before, is_own ? who : std::nullopt, now);
  return true;
}

}  // namespace stepback::protocol

#pragma once

// A room under any schedule of commands, packets, lost and second connections, readers who read
// late or never, a journal that answers late or refuses, a media plane that confirms late, and
// servers that are killed. The schedule checks the invariants in every step; a broken one fails the
// RapidCheck property that runs the schedule. The checks use the template's tables and the messages
// that people received, not the functions under test.

#include <cstdint>
#include <deque>
#include <functional>
#include <iosfwd>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "signalling/sessions/room.hpp"
#include "tests/support/fakes.hpp"

namespace stepback::signalling::test {

bool leads(protocol::Role role);

/// One step of a schedule, in numbers that RapidCheck can shrink.
struct Step {
  enum class What { command, packet, read, enter, drop, wait, keep, kill };
  What what = What::read;
  unsigned who = 0;
  unsigned how = 0;
  unsigned whom = 0;
};
void showValue(const Step& step, std::ostream& out);

/// Counts over all schedules, so that a test can tell that they were not idle.
struct Sights {
  std::size_t states = 0;
  std::size_t packets_accepted = 0;
  std::size_t packets_read = 0;
  std::size_t refused_while_stepped_back = 0;
  std::size_t signals = 0;
  std::size_t recognised = 0;  ///< people whom a leader recognised
  /// Presenters who stepped back while packets of theirs waited in queues.
  std::size_t step_backs_with_packets_waiting = 0;
  /// Packets that were sent while a change was on its way to the journal.
  std::size_t packets_while_keeping = 0;
  /// Packets that were sent while a change waited for the media plane, and those of them that a
  /// stepped-back presenter sent.
  std::size_t packets_while_cutting = 0;
  std::size_t refused_while_cutting = 0;
  /// Servers that were killed while a presenter was stepped back.
  std::size_t kills_while_stepped_back = 0;
};

class Schedule {
 public:
  struct Pace {
    bool journal_hesitates = false;  ///< it answers only in steps that say so, else at once
    bool plane_hesitates = false;    ///< the same for the confirmations of the media plane
  };
  /// Five people sit in the gathering and one waits in the lobby. Ada is the presenter. `keen` has
  /// a bit for each person who reads everything at once.
  Schedule(protocol::SeenBy seen_by, unsigned keen, const Pace& pace, Sights& sights);

  void take(const Step& step);
  /// Everybody reads everything.
  void read_all();

 private:
  struct Person {
    std::string name;
    protocol::Role role = protocol::Role::member;
    bool named = true;
    bool keen = false;
    std::unique_ptr<SlowPeer> peer;      ///< while connected
    std::size_t connection = 0;          ///< counts them
    std::unique_ptr<SlowPeer> arriving;  ///< a connection that was not let in yet
    std::optional<protocol::View> view;
    protocol::Revision last_revision = 0;
    bool dismissed = false;  ///< has read `bye` on this connection
    std::set<std::uint16_t> read;
    std::set<std::uint16_t> owed;  ///< packets that a keen reader must find
  };
  struct Accepted {
    protocol::Ssrc ssrc = 0;
    std::string sender;
  };
  /// A request that somebody made.
  struct Request {
    Person* who = nullptr;
    std::size_t connection = 0;  ///< on which it was made
    protocol::ClientMessage message;
    std::optional<Room::Outcome> outcome;
    bool handled = false;  ///< the outcome has been looked at
  };

  void command(Person& who, unsigned how, Person& whom);
  void packet(Person& who, unsigned how, const Person& whom);
  void enter(Person& who);
  void drop(Person& who);
  void wait(unsigned how);
  void keep(unsigned how);
  void confirm();
  bool is_cutting() const { return plane_.unconfirmed() > 0; }
  void kill(unsigned how);
  void open(protocol::Session session);
  bool answers_at_once() const { return !journal_.hesitates && !plane_.hesitates; }
  void settle(const protocol::Session& before);
  void follow_recognition();
  bool is_leaving(const Person& who) const;
  protocol::ClientMessage message(const Person& who, unsigned how, const Person& whom) const;
  protocol::ClientMessage recognition(unsigned how, const protocol::ParticipantId& id) const;
  void owe(const Person& sender, protocol::Media media, std::uint16_t sequence);

  bool read_one(Person& reader);
  void read_keenly();
  void check(Person& reader, const protocol::to_client::State& state);
  void check(Person& reader, const SlowPeer::Packet& packet);
  void check(const Person& reader, const protocol::ServerMessage& message) const;
  void check_change(const protocol::Session& before) const;
  void check_cause(protocol::Revision revision) const;
  template <typename Message>
  bool asked(const std::function<bool(const Person&)>& who) const;

  const protocol::Participant* find(const Person& who) const;
  bool is_stepped_back(const Person& who) const;
  bool waits_in_a_queue(const std::string& sender) const;

  protocol::SeenBy seen_by_;
  Sights& sights_;
  HandClock clock_;
  CountingRandom random_;
  FakeJournal journal_;
  FakePlane plane_;
  Metrics metrics_;
  Access access_{{std::string(32, 's'), {}}};
  protocol::Event created_;
  std::unique_ptr<Room> room_;
  std::deque<Person> people_;
  /// The requests without an answer, and those that were answered in this step.
  std::list<Request> requests_;
  std::uint16_t sequence_ = 0;
  std::map<std::uint16_t, Accepted> accepted_;
  /// The view that everybody received at a revision (I6), without the parts for leaders only.
  std::map<protocol::Revision, protocol::SessionView> told_;
  std::map<std::pair<protocol::Revision, protocol::ParticipantId>, protocol::ParticipantView>
      shown_;
};

}  // namespace stepback::signalling::test

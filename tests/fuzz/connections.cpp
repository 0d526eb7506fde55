// Several people send messages into one session, over connections without a network. Every answer
// is a message of the protocol, each request is answered once, and nobody is sent a packet of a
// presenter after the state that announces their step back.
//
// A line's first letter names the sender (f, a, b: the facilitator and two members; g: a guest who
// has not joined; a capital: a packet instead of a message). The rest is what they send. `t` lets a
// second pass, `x` and a letter loses a connection, `c` and a letter makes a new one, which joins.

#include "signalling/sessions/connection.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "protocol/wire/message.hpp"
#include "tests/fuzz/target.hpp"
#include "tests/support/fakes.hpp"
#include "tests/support/templates.hpp"

namespace stepback::fuzz {
namespace {

using namespace stepback::protocol;
namespace signalling = stepback::signalling;
namespace fake = stepback::signalling::test;

/// A connection, and the state that its owner knows.
class Client {
 public:
  explicit Client(const signalling::ConnectionDependencies& dependencies)
      : connection_(std::make_unique<signalling::Connection>(socket_, dependencies)) {}

  void says(std::string_view text) {
    if (gone_ || socket_.closed) return;
    const auto request = decode_request(text);
    const auto id = request ? request->id : request.error().id;
    if (id) ++asked_[*id];
    connection_->on_text(text);
  }
  void sends(std::string_view packet) {
    if (gone_ || socket_.closed) return;
    signalling::Bytes bytes(packet.begin(), packet.end());
    connection_->on_binary(bytes);
  }
  void vanishes() {
    if (!gone_) connection_->on_closed();
    gone_ = true;
  }

  void reads() {
    while (const auto next = gone_ ? std::nullopt : connection_->next_message()) {
      if (next->is_text()) {
        const auto message = decode_server_message(next->words());
        hold(message.has_value(), "the server sends messages of the protocol");
        std::visit([this](const auto& each) { hears(each); }, *message);
      } else {
        hears(next->payload());
      }
    }
    if (gone_ || socket_.closed) return;
    for (const auto& [id, times] : asked_) hold(times == 0, "each request is answered once");
  }

 private:
  void hears(const to_client::State& state) {
    away_.clear();
    for (const ParticipantView& each : state.view.participants) {
      const bool away = each.seat == Seat::presenter && each.channel == Channel::observer;
      if (away) away_.insert(each.ssrc);
    }
  }
  void hears(const to_client::Ok& ok) { --asked_[ok.id]; }
  void hears(const to_client::Error& error) {
    if (error.id) --asked_[*error.id];
  }
  template <typename Other>
  void hears(const Other&) {}
  void hears(std::span<const std::uint8_t> packet) {
    const auto read = read_rtp(packet);
    hold(read.has_value(), "the server sends packets of the protocol");
    hold(!away_.contains(read->ssrc), "no packet comes of a presenter after their step back");
  }

  fake::FakeSocket socket_;
  std::unique_ptr<signalling::Connection> connection_;
  std::map<RequestId, int> asked_;
  std::set<Ssrc> away_;
  bool gone_ = false;
};

struct Person {
  char letter;
  Role role;
};
constexpr std::array kPeople{Person{'f', Role::facilitator}, Person{'a', Role::member},
                             Person{'b', Role::member}};

class Stage {
 public:
  Stage() {
    directory_.create("Tuesday", template_(), [this](const auto& id) { session_ = id.value(); });
    for (const Person& each : kPeople) joins(each);
    connect('g');
  }

  void perform(std::string_view line) {
    if (line.empty()) return;
    const char letter = line.front();
    const std::string_view rest = line.substr(1);
    if (letter == 't') {
      clock_.turn(std::chrono::seconds{1});
      directory_.tick();
    } else if (letter == 'x' || letter == 'c') {
      come_or_go(letter == 'c', rest.empty() ? 'g' : rest.front());
    } else if (const auto who = clients_.find(letter); who != clients_.end()) {
      who->second->says(rest);
    } else if (const auto sender = clients_.find(static_cast<char>(letter - 'A' + 'a'));
               sender != clients_.end()) {
      sender->second->sends(rest);
    }
    for (const auto& [name, client] : clients_) client->reads();
  }

 private:
  static const SessionTemplate& template_() {
    static const SessionTemplate small = stepback::test::small_template();
    return small;
  }

  void come_or_go(bool comes, char letter) {
    const auto who = clients_.find(letter);
    if (who == clients_.end()) return;
    who->second->vanishes();
    if (!comes) return;
    const auto* const person = std::ranges::find(kPeople, letter, &Person::letter);
    if (person != kPeople.end()) return joins(*person);
    connect(letter);
  }

  Client& connect(char letter) {
    auto& client = clients_[letter];
    client = std::make_unique<Client>(dependencies_);
    return *client;
  }

  void joins(const Person& person) {
    Claims claims;
    claims.issuer = "university";
    claims.expires = clock_.now() + std::chrono::hours{24};
    claims.session = session_;
    claims.role = person.role;
    claims.subject = ParticipantId{std::string(1, person.letter)};
    claims.name = std::string(1, person.letter);
    Client& client = connect(person.letter);
    client.says(encode(Request{std::nullopt, to_server::Join{access_.sign(claims), std::nullopt}}));
    client.reads();
  }

  fake::HandClock clock_;
  fake::CountingRandom random_;
  fake::FakeJournal journal_;
  signalling::Metrics metrics_;
  signalling::Access access_{{"0123456789abcdef0123456789abcdef", {}}};
  signalling::WaitingBytes waiting_{std::size_t{256} << 20U};
  signalling::Standstill standstill_;
  signalling::Directory directory_{clock_, random_, journal_, metrics_, access_};
  signalling::ConnectionDependencies dependencies_{.clock = clock_,
                                                   .directory = directory_,
                                                   .access = access_,
                                                   .random = random_,
                                                   .metrics = metrics_,
                                                   .waiting = waiting_,
                                                   .standstill = standstill_,
                                                   .after = [](auto, const auto&) {}};
  SessionId session_;
  std::map<char, std::unique_ptr<Client>> clients_;
};

}  // namespace

void connections(Input input) {
  Stage stage;
  std::string_view rest = text_of(input);
  while (!rest.empty()) stage.perform(take_until(rest, '\n'));
}

}  // namespace stepback::fuzz

// Answers to requests, and the step-back promise in one listener's queue.

#include "signalling/sessions/connection.hpp"

#include <algorithm>

#include "tests/signalling/sessions/connection/connection_fixture.hpp"

namespace stepback::signalling::test {
namespace {

using namespace std::chrono_literals;
using testing::AnyOf;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

using Answers = ConnectionTest;

TEST_F(Answers, EveryRequestWithAnIdGetsExactlyOne) {
  const auto fay = join("fay", Role::facilitator);
  const auto ada = join("ada", Role::member);
  fay->read();
  for (const std::string_view members : {R"("type":"admit","participant":"ada")",
                                         R"("type":"admit","participant":"nobody")",
                                         R"("type":"lock","on":true)",
                                         R"("type":"appoint","participant":"ada")",
                                         R"("type":"advance","phase":"discussion")",
                                         R"("type":"advance","phase":"nowhere")",
                                         R"("type":"scheduleReturn","at":1)",
                                         R"("type":"mute","participant":"ada")",
                                         R"("type":"handover","participant":"ada")",
                                         R"("type":"takeLead")",
                                         R"("type":"publish","audio":true,"video":false)",
                                         R"("type":"hand","raised":true)",
                                         R"("type":"records","on":true)",
                                         R"("type":"chat","text":"hello")",
                                         R"("type":"signal","kind":"help")",
                                         R"("type":"keyframe","ssrc":1)",
                                         R"("type":"report","received":1,"lost":0,"playing":true)",
                                         R"("type":"ping","sent":1)",
                                         R"("type":"remove","participant":"ada")",
                                         R"("type":"dance")",
                                         R"("type":"lock")",
                                         R"("type":"lock","on":1)"}) {
    clock.turn(1s);
    fay->says("{" + std::string{members} + R"(,"id":17})");
    const auto types = fay->read_types();
    const auto answers = std::ranges::count_if(types, [](const std::string& type) {
      return type == "ok 17" || (type.starts_with("error ") && type.ends_with(" 17"));
    });
    EXPECT_EQ(answers, 1) << members;
    EXPECT_THAT(types.back(), AnyOf("ok 17", testing::StartsWith("error "))) << members;
  }
}

TEST_F(Answers, RequestsWithoutAnIdGetNoOk) {
  const auto fay = join("fay", Role::facilitator);

  fay->says(R"({"type":"lock","on":true})");

  EXPECT_THAT(fay->read_types(), ElementsAre("state"));
}

TEST_F(Answers, TheStateComesBeforeItsOk) {
  const auto fay = join("fay", Role::facilitator);

  fay->says(R"({"type":"lock","on":true,"id":1})");
  EXPECT_THAT(fay->read_types(), ElementsAre("state", "ok 1"));

  fay->says(R"({"type":"lock","on":false,"id":2})");
  fay->says(R"({"type":"lock","on":true,"id":3})");
  EXPECT_THAT(fay->read_types(), ElementsAre("state", "ok 2", "ok 3")) << "for a slow reader too";
}

TEST_F(Answers, WhoeverEndsTheSessionIsAnsweredBeforeTheFarewell) {
  const auto fay = join("fay", Role::facilitator);

  fay->says(R"({"type":"advance","phase":"ended","id":9})");

  EXPECT_THAT(fay->read_types(), ElementsAre("state", "ok 9", "bye sessionEnded"));
  EXPECT_TRUE(fay->socket().closed);
}

TEST_F(Answers, APingIsAnsweredWithTheServersTime) {
  const auto fay = join("fay", Role::facilitator);

  fay->says(R"({"type":"ping","sent":12345})");

  const auto pong = std::get<to_client::Pong>(fay->read().at(0));
  EXPECT_EQ(pong.sent, protocol::from_epoch_ms(12345));
  EXPECT_EQ(pong.now, clock.now());
}

class Promise : public ConnectionTest {
 protected:
  void SetUp() override {
    fay = join("fay", Role::facilitator);
    ada = join("ada", Role::member);
    oli = join("oli", Role::observer);
    fay->says(R"({"type":"appoint","participant":"ada"})");
    fay->says(R"({"type":"advance","phase":"clarification"})");
    ada->says(R"({"type":"publish","audio":true,"video":true})");
    for (Client* each : {fay.get(), ada.get(), oli.get()}) each->read();
  }
  std::unique_ptr<Client> fay;
  std::unique_ptr<Client> ada;
  std::unique_ptr<Client> oli;
};

TEST_F(Promise, PacketsReachTheListenersAsTheyWereSentButForTheSsrc) {
  const Bytes sent = audio_bytes(4711, 3);
  ada->sends(sent);

  oli->read();
  ASSERT_EQ(oli->packets.size(), 1U);
  const auto header = protocol::read_rtp(oli->packets[0].payload());
  const auto& session_now = directory.find(session)->session();
  EXPECT_EQ(header->ssrc, protocol::find(session_now, id_of("ada"))->ssrc);
  EXPECT_TRUE(std::equal(sent.begin() + 12, sent.end(), oli->packets[0].payload().begin() + 12));
  ada->read();
  EXPECT_THAT(ada->packets, IsEmpty());
}

TEST_F(Promise, NothingOfThePresenterFollowsTheStateThatAnnouncesTheStepBack) {
  ada->sends(audio_bytes(1, 1));
  ada->sends(video_bytes(1, true, 1));
  fay->says(R"({"type":"advance","phase":"discussion"})");
  ada->sends(audio_bytes(1, 2));
  ada->sends(video_bytes(1, true, 2));

  const auto messages = oli->read();

  EXPECT_EQ(std::get<to_client::State>(messages.at(0)).view.session.phase.name, "discussion");
  EXPECT_THAT(oli->packets, IsEmpty());
  EXPECT_THAT(ada->read_refusals(), Contains(Code::notPermitted));
}

}  // namespace
}  // namespace stepback::signalling::test

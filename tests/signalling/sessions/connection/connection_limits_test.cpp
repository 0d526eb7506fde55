// A connection's refusals, their frequency, and the treatment of a reader that does not read.

#include "tests/signalling/sessions/connection/connection_fixture.hpp"

namespace stepback::signalling::test {
namespace {

using namespace std::chrono_literals;
using testing::Each;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class Limits : public PublishedTest {};

TEST_F(Limits, WhatIsNoMessageIsRefusedAndTheConnectionGoesOn) {
  for (const std::string_view text :
       {"", "not json", "[]", "7", "{}", R"({"type":7})", R"({"type":"lock"})",
        R"({"type":"lock","on":true,"more":1})", R"({"type":"chat","text":""})"}) {
    clock.turn(1s);
    ada->says(text);
    EXPECT_THAT(ada->read_types(), ElementsAre("error badMessage")) << text;
  }
  ada->says(R"({"type":"dance","id":5})");
  EXPECT_THAT(ada->read_types(), ElementsAre("error unknownType 5"));
  EXPECT_FALSE(ada->socket().closed);
  EXPECT_TRUE(counted(R"(stepback_commands_refused_total{code="unknownType"} 1)"));
}

TEST_F(Limits, The41stMessageAtOnceIsRefusedAndAnsweredWithItsId) {
  for (int i = 0; i < 40; ++i) ada->says(kPing);
  EXPECT_THAT(ada->read_refusals(), IsEmpty());

  ada->says(R"({"type":"chat","id":41,"text":"too much"})");

  EXPECT_THAT(ada->read_types(), ElementsAre("error rateLimited 41"));
  EXPECT_THAT(fay->read_types(), IsEmpty()) << "a refused thing changes nothing";
}

TEST_F(Limits, TwentyMessagesASecondAreAcceptedForEver) {
  for (int i = 0; i < 40; ++i) ada->says(kPing);
  for (int i = 0; i < 200; ++i) {
    clock.turn(50ms);
    ada->says(kPing);
  }

  EXPECT_THAT(ada->read_refusals(), IsEmpty());
  ada->says(kPing);
  EXPECT_THAT(ada->read_refusals(), ElementsAre(Code::rateLimited));
}

TEST_F(Limits, MessagesBeforeJoiningCountAsWell) {
  Client stranger = connect();
  for (int i = 0; i < 40; ++i) stranger.says(kPing);
  EXPECT_THAT(stranger.read_refusals(), Each(Code::notJoined));

  stranger.says(join_with(claims_of("zoe"), R"(,"id":2)"));

  EXPECT_THAT(stranger.read_types(), ElementsAre("error rateLimited 2"));
}

TEST_F(Limits, MoreThan120PacketsASecondAreRefused) {
  for (std::uint16_t i = 0; i < 121; ++i) ada->sends(audio_bytes(1, i));
  EXPECT_EQ(received(), 120U);
  EXPECT_THAT(ada->read_types(), ElementsAre("error rateLimited"));

  clock.turn(100ms);
  for (std::uint16_t i = 0; i < 20; ++i) ada->sends(audio_bytes(1, i));

  EXPECT_EQ(received(), 12U);
  EXPECT_TRUE(counted(R"(stepback_packets_refused_total{reason="rateLimited"} 9)"));
}

TEST_F(Limits, MoreThan3MegabitASecondAreRefused) {
  Bytes large = video_bytes(1, true);
  large.resize(62'500);  // half a megabit

  for (int i = 0; i < 7; ++i) ada->sends(large);

  EXPECT_TRUE(counted(R"(stepback_packets_forwarded_total{media="video"} 6)"));
  EXPECT_TRUE(counted(R"(stepback_packets_refused_total{reason="rateLimited"} 1)"));
}

TEST_F(Limits, WhatIsNoRtpIsRefused) {
  Bytes version_one = audio_bytes(1);
  version_one[0] = 0x40;
  for (const Bytes& bytes : {Bytes{}, Bytes{0x80}, version_one}) {
    clock.turn(1s);
    ada->sends(bytes);
    EXPECT_THAT(ada->read_types(), ElementsAre("error badMessage"));
  }
  EXPECT_TRUE(counted(R"(stepback_packets_refused_total{reason="notRtp"} 3)"));
  EXPECT_EQ(received(), 0U);
}

TEST_F(Limits, AnUnknownPayloadTypeIsRefused) {
  Bytes bytes = audio_bytes(1);
  bytes[1] = 8;

  ada->sends(bytes);

  const auto messages = ada->read();
  ASSERT_THAT(messages, SizeIs(1));
  const auto& error = std::get<to_client::Error>(messages[0]);
  EXPECT_EQ(error.code, Code::badMessage);
  EXPECT_THAT(error.message, testing::HasSubstr("8"));
  EXPECT_TRUE(counted(R"(stepback_packets_refused_total{reason="unknownPayload"} 1)"));
}

TEST_F(Limits, APictureWithoutFrameMarkingIsRefused) {
  Bytes bytes = audio_bytes(1);
  bytes[1] = protocol::kPayloadVp8;

  ada->sends(bytes);

  EXPECT_THAT(ada->read_types(), ElementsAre("error badMessage"));
  EXPECT_EQ(received(), 0U);
}

TEST_F(Limits, WhatIsTooLargeIsRefused) {
  ada->connection().on_too_large(true);
  EXPECT_THAT(ada->read_types(), ElementsAre("error tooLarge"));

  ada->connection().on_too_large(false);
  EXPECT_THAT(ada->read_types(), ElementsAre("error tooLarge"));
  EXPECT_TRUE(counted(R"(stepback_packets_refused_total{reason="tooLarge"} 1)"));
}

TEST_F(Limits, ARefusalNamesTheLimit) {
  ada->connection().on_too_large(true);
  ada->connection().on_too_large(false);
  for (int i = 0; i < 40; ++i) ada->says(kPing);  // the message before them counts, too
  for (std::uint16_t i = 0; i < 121; ++i) ada->sends(audio_bytes(1, i));

  std::vector<std::string> told;
  for (const auto& message : ada->read()) {
    const auto* error = std::get_if<to_client::Error>(&message);
    if (error != nullptr) told.push_back(error->message);
  }

  EXPECT_THAT(told, ElementsAre("A message of more than 16384 bytes.",
                                "A media packet of more than 65536 bytes.",
                                "Too many messages: at most 20 a second, 40 at once.",
                                "Too much media: at most 120 packets and 3 Mbit a second."));
}

TEST_F(Limits, ComplaintsAboutPacketsAreFew) {
  for (int i = 0; i < 50; ++i) ada->sends({0});
  EXPECT_THAT(ada->read_types(), SizeIs(2));

  clock.turn(1s);
  for (int i = 0; i < 50; ++i) ada->sends({0});

  EXPECT_THAT(ada->read_types(), SizeIs(1));
  EXPECT_TRUE(counted(R"(stepback_packets_refused_total{reason="notRtp"} 100)"));
}

TEST_F(Limits, OldSoundIsDroppedForASlowReaderAndCounted) {
  for (std::uint16_t i = 0; i < 50; ++i) {
    ada->sends(audio_bytes(1, i));
    clock.turn(20ms);
  }

  EXPECT_EQ(received(), 20U);
  EXPECT_TRUE(counted(R"(stepback_queue_drops_total{media="audio"} 30)"));
}

TEST_F(Limits, DroppedPicturesAreAskedForAnew) {
  ada->sends(video_bytes(1, true, 1));
  clock.turn(1s);
  ada->sends(video_bytes(1, false, 2));

  EXPECT_THAT(ada->read_types(), ElementsAre("keyframe"));
  EXPECT_EQ(received(), 0U);
  ada->sends(video_bytes(1, true, 3));
  EXPECT_EQ(received(), 1U);
}

class NonReader : public Limits {
 protected:
  // Ada talks until Fay, who does not read, has been given up.
  void overflow() {
    const std::string line(2000, 'x');
    for (int i = 0; i < 1000 && !fay->socket().closed; ++i) {
      clock.turn(50ms);
      ada->says(R"({"type":"chat","text":")" + line + "\"}");
      ada->read();
    }
    ASSERT_TRUE(fay->socket().closed);
  }
};

TEST_F(NonReader, IsClosedOnceAMebibyteWaits) {
  overflow();

  EXPECT_THAT(fay->read(), IsEmpty());
  fay->vanishes();
  EXPECT_FALSE(protocol::find(directory.find(session)->session(), id_of("fay"))->connected);
  EXPECT_THAT(ada->read_types(), ElementsAre("state"));
}

TEST_F(NonReader, IsToldNothingMoreOnceItIsClosed) {
  overflow();

  ada->says(R"({"type":"hand","raised":true})");
  ada->sends(audio_bytes(1));
  fay->says(R"({"type":"lock","on":true})");

  EXPECT_THAT(fay->read(), IsEmpty());
  EXPECT_FALSE(directory.find(session)->session().locked);
}

TEST_F(NonReader, MayOutliveItsSession) {
  overflow();

  EXPECT_TRUE(directory.end(session, [](const auto& ended) { EXPECT_TRUE(ended); }));
  fay->vanishes();

  EXPECT_EQ(directory.find(session), nullptr);
}

// These two need a sanitizer to fail: the connection must not use the room after its end.
TEST_F(NonReader, MayOutliveASessionThatTheyHaveLeft) {
  journal.hesitates = true;
  fay->says(R"({"type":"leave","id":1})");
  fay->connection().deliver(std::string(Outbox::kAmple.control + 1, 'x'));
  ASSERT_TRUE(fay->socket().closed);
  journal.answer_all();

  EXPECT_TRUE(directory.end(session, [](const auto& ended) { EXPECT_TRUE(ended); }));
  fay->vanishes();

  EXPECT_EQ(directory.find(session), nullptr);
}

TEST_F(NonReader, MayOutliveASessionThatWasLostAsTheyCameIn) {
  journal.hesitates = true;
  const auto zoe = std::make_unique<Client>(dependencies);
  zoe->says(join_with(claims_of("zoe", Role::member)));
  zoe->connection().deliver(std::string(Outbox::kAmple.control + 1, 'x'));
  ASSERT_TRUE(zoe->socket().closed);

  directory.find(session)->forsake();
  directory.tick();
  zoe->vanishes();

  EXPECT_EQ(directory.find(session), nullptr);
}

TEST_F(NonReader, IsGivenUpForMessagesOfOtherPeopleToo) {
  fay->connection().deliver("as it is");
  EXPECT_EQ(fay->connection().next_message()->words(), "as it is");
  const std::string key(Outbox::kAmple.control / 2, 'x');

  fay->connection().deliver(key);
  fay->connection().deliver(key);
  EXPECT_FALSE(fay->socket().closed);
  fay->connection().deliver("x");

  EXPECT_TRUE(fay->socket().closed);
  EXPECT_TRUE(counted(R"(stepback_connections_sent_away_total{reason="unread"} 1)"));
}

TEST_F(NonReader, ComesBackToTheirSeat) {
  overflow();

  const auto again = join("fay", Role::facilitator);
  fay->vanishes();

  EXPECT_TRUE(protocol::find(directory.find(session)->session(), id_of("fay"))->connected);
}

TEST_F(NonReader, IsClosedSoonerWhileTooMuchWaitsInAll) {
  waiting.change(0, 2 * WaitingBytes::kMost);
  const std::string line(2000, 'x');
  for (int i = 0; i < 33; ++i) {
    clock.turn(50ms);
    ada->says(R"({"type":"chat","text":")" + line + "\"}");
    ada->read();
  }
  EXPECT_TRUE(fay->socket().closed) << "64 KiB are enough";
  EXPECT_TRUE(counted(R"(stepback_connections_sent_away_total{reason="unread"} 1)"));
}

TEST_F(Limits, WhatWaitsIsWeighed) {
  const std::size_t before = waiting.bytes();
  ada->sends(audio_bytes(1));
  EXPECT_EQ(waiting.bytes(), before + audio_bytes(1).size());

  fay->read();
  EXPECT_EQ(waiting.bytes(), before);

  ada->sends(audio_bytes(1));
  fay->is_destroyed();
  EXPECT_EQ(waiting.bytes(), before);
}

}  // namespace
}  // namespace stepback::signalling::test

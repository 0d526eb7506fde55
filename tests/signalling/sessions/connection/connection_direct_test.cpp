// Packets that are written at once, past the queue, and the cases in which they are not.

#include <array>

#include "tests/signalling/sessions/connection/connection_fixture.hpp"

namespace stepback::signalling::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class DirectWrite : public ConnectionTest {
 protected:
  void SetUp() override {
    fay = join("fay", Role::facilitator);
    ada = join("ada", Role::member);
    ada->says(R"({"type":"publish","audio":true,"video":true})");
    for (Client* each : {fay.get(), ada.get()}) each->read();
    fay->socket().takes = true;
    fay->socket().wakes = 0;
  }

  /// The packets that were written to the facilitator's socket directly since the last call.
  std::vector<std::string> written() {
    std::vector<std::string> names;
    for (const auto& each : std::exchange(fay->socket().written, {})) {
      const auto packet = protocol::read_rtp(each.payload());
      names.push_back(protocol::media_of(packet->payload_type) == protocol::Media::audio
                          ? "audio " + std::to_string(packet->sequence)
                          : "video " + std::to_string(packet->sequence));
    }
    return names;
  }
  std::size_t queued() {
    fay->read();
    return std::exchange(fay->packets, {}).size();
  }

  std::unique_ptr<Client> fay;
  std::unique_ptr<Client> ada;
};

TEST_F(DirectWrite, APacketForWhomNothingWaitsIsWrittenAtOnce) {
  ada->sends(audio_bytes(1, 1));
  ada->sends(video_bytes(1, true, 1));
  ada->sends(video_bytes(1, false, 2));

  EXPECT_THAT(written(), ElementsAre("audio 1", "video 1", "video 2"));
  EXPECT_EQ(queued(), 0U);
  EXPECT_EQ(fay->socket().wakes, 0);
}

TEST_F(DirectWrite, APacketThatTheSocketDoesNotTakeWaits) {
  fay->socket().takes = false;
  ada->sends(audio_bytes(1, 1));

  EXPECT_EQ(fay->socket().wakes_soon, 1);
  EXPECT_EQ(waiting.bytes(), audio_bytes(1, 1).size());
  EXPECT_EQ(queued(), 1U);
}

TEST_F(DirectWrite, NoPacketOvertakesOneThatWaits) {
  fay->socket().takes = false;
  ada->sends(audio_bytes(1, 1));
  ada->sends(video_bytes(1, true, 1));
  fay->socket().takes = true;
  ada->sends(audio_bytes(1, 2));
  ada->sends(video_bytes(1, false, 2));

  EXPECT_THAT(written(), IsEmpty());
  EXPECT_EQ(queued(), 4U);
}

TEST_F(DirectWrite, NoPacketOvertakesTheStateBeforeIt) {
  ada->says(R"({"type":"publish","audio":true,"video":false})");
  ada->sends(audio_bytes(1, 1));

  EXPECT_THAT(written(), IsEmpty());
  EXPECT_EQ(queued(), 1U);
}

TEST_F(DirectWrite, APictureThatCannotBeDecodedIsDroppedAndAKeyFrameAskedFor) {
  ada->sends(video_bytes(1, false, 7));

  EXPECT_THAT(written(), IsEmpty());
  EXPECT_EQ(queued(), 0U);
  EXPECT_TRUE(counted(R"(stepback_queue_drops_total{media="video"} 1)"));
  EXPECT_THAT(ada->read_types(), testing::Contains("keyframe"));
}

TEST_F(DirectWrite, NothingIsWrittenForSomeoneSteppedBack) {
  fay->says(R"({"type":"appoint","participant":"ada"})");
  fay->says(R"({"type":"advance","phase":"discussion"})");
  fay->read();
  ada->sends(audio_bytes(1, 1));
  ada->sends(video_bytes(1, true, 1));

  EXPECT_THAT(written(), IsEmpty());
  EXPECT_EQ(queued(), 0U);
}

}  // namespace
}  // namespace stepback::signalling::test

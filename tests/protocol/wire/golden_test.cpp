// The golden samples. Every good message decodes and encodes to the same bytes. Every bad one is
// refused with its code, at its place.

#include "tests/protocol/wire/golden.hpp"
#include "tests/support/message_printer.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "protocol/wire/message.hpp"

namespace stepback::protocol::test {
namespace {

template <typename Variant, std::size_t... Index>
std::set<std::string_view> all_types(std::index_sequence<Index...>) {
  return {type_of(Variant{std::in_place_index<Index>})...};
}
template <typename Variant>
std::set<std::string_view> all_types() {
  return all_types<Variant>(std::make_index_sequence<std::variant_size_v<Variant>>{});
}

std::string text_of(const nlohmann::json& sample) {
  if (sample.contains("text")) return sample["text"];
  const auto bytes = bytes_of_hex(sample.at("hex").get<std::string>());
  return {bytes.begin(), bytes.end()};
}

void expect_refused_as_told(const nlohmann::json& sample, const DecodeError& error) {
  EXPECT_EQ(to_word(error.code), sample.at("code").get<std::string>());
  const std::string place = sample.at("at").get<std::string>() + ": ";
  EXPECT_EQ(error.message.substr(0, place.size()), place) << error.message;
  EXPECT_NE(error.message.find("expected"), std::string::npos) << error.message;
}

Instant minute(int minutes) {
  return from_epoch_ms(1'764'000'000'000) + std::chrono::minutes{minutes};
}

TEST(GoldenMessages, HoldASampleOfEveryTypeInBothDirections) {
  std::set<std::string_view> from_client;
  for (const Sample& sample : golden_messages("client")) {
    const auto request = decode_request(sample.text);
    ASSERT_TRUE(request) << sample.name << ": " << request.error().message;
    from_client.insert(type_of(request->message));
  }
  std::set<std::string_view> from_server;
  for (const Sample& sample : golden_messages("server")) {
    const auto message = decode_server_message(sample.text);
    ASSERT_TRUE(message) << sample.name << ": " << message.error().message;
    from_server.insert(type_of(*message));
  }

  EXPECT_EQ(from_client, all_types<ClientMessage>());
  EXPECT_EQ(from_server, all_types<ServerMessage>());
}

TEST(GoldenMessages, FromAClientEncodeToTheSameBytes) {
  for (const Sample& sample : golden_messages("client")) {
    SCOPED_TRACE(sample.name);
    const auto request = decode_request(sample.text);
    ASSERT_TRUE(request) << request.error().message;
    EXPECT_EQ(encode(*request), sample.text);
  }
}

TEST(GoldenMessages, FromTheServerEncodeToTheSameBytes) {
  for (const Sample& sample : golden_messages("server")) {
    SCOPED_TRACE(sample.name);
    const auto message = decode_server_message(sample.text);
    ASSERT_TRUE(message) << message.error().message;
    EXPECT_EQ(encode(*message), sample.text);
  }
}

TEST(GoldenMessages, ThatAreBadAreRefusedAtTheirPlace) {
  for (const char* list : {"invalid/json.json", "invalid/requests.json"}) {
    for (const auto& sample : golden_list(list)) {
      SCOPED_TRACE(sample.at("why"));
      const auto request = decode_request(text_of(sample));
      ASSERT_FALSE(request);
      expect_refused_as_told(sample, request.error());
      EXPECT_EQ(request.error().id.has_value(), sample.contains("id"));
      EXPECT_EQ(request.error().id.value_or(0), sample.value("id", 0));
    }
  }
}

TEST(GoldenMessages, ThatNoServerSendsAreRefusedAtTheirPlace) {
  for (const char* list : {"invalid/json.json", "invalid/server-messages.json"}) {
    for (const auto& sample : golden_list(list)) {
      SCOPED_TRACE(sample.at("why"));
      const auto message = decode_server_message(text_of(sample));
      ASSERT_FALSE(message);
      expect_refused_as_told(sample, message.error());
    }
  }
}

TEST(GoldenMessages, ThatAreUnreadableTellTheirTypeIfTheyHaveOne) {
  const auto type_in = [](std::string_view text) {
    return decode_server_message(text).error().type;
  };
  EXPECT_EQ(type_in(R"({"type":"state","revision":-1})"), "state");
  EXPECT_EQ(type_in(R"({"type":"bye"})"), "bye");
  EXPECT_EQ(type_in(R"({"type":"applause"})"), "");
  EXPECT_EQ(type_in(R"({"type":7})"), "");
  EXPECT_EQ(type_in("what?"), "");
}

TEST(GoldenMessages, OfAnUnreadableErrorTheIdCountsIfItCanBeRead) {
  const auto id_in = [](std::string_view text) { return decode_server_message(text).error().id; };
  EXPECT_EQ(id_in(R"({"type":"error","id":7,"code":"applause","message":"No."})"), 7);
  EXPECT_EQ(id_in(R"({"type":"error","id":7})"), 7);
  EXPECT_FALSE(id_in(R"({"type":"error","id":-7,"code":"badMessage","message":"No."})"));
  EXPECT_FALSE(id_in(R"({"type":"error","code":"applause","message":"No."})"));
  EXPECT_FALSE(id_in(R"({"type":"bye","id":7})"));
}

// Encoding and decoding could be wrong in the same way, so two samples are compared member by
// member.

TEST(GoldenMessages, AStateMeansTheSignalsThatALeaderIsShown) {
  const auto message = decode_server_message(golden_message("server", "state-signals-leader"));
  ASSERT_TRUE(message) << message.error().message;
  const View& view = std::get<to_client::State>(*message).view;

  ASSERT_EQ(view.signals.size(), 3U);
  EXPECT_EQ(view.signals[0], (SignalRecord{.id = SignalId{"n1"},
                                           .from = ParticipantId{"p3"},
                                           .kind = SignalKind::comeBack,
                                           .at = minute(20) - std::chrono::seconds{40},
                                           .times = 2,
                                           .seen_by = {ParticipantId{"p1"}}}));
  EXPECT_EQ(view.signals[2].done_at, minute(20) - std::chrono::seconds{30});
}

TEST(GoldenMessages, AStateMeansTheChangesThatAreNotKeptYet) {
  const auto message = decode_server_message(golden_message("server", "state-pending-leader"));
  ASSERT_TRUE(message) << message.error().message;
  const SessionView& session = std::get<to_client::State>(*message).view.session;

  ASSERT_EQ(session.pending.size(), 3U);
  EXPECT_EQ(session.pending[0], (PendingChange{.does = PendingChange::Does::stepBack,
                                               .phase = "discussion",
                                               .participant = ParticipantId{"p3"},
                                               .since = minute(17)}));
  EXPECT_EQ(session.pending[2], (PendingChange{.does = PendingChange::Does::lock,
                                               .phase = std::nullopt,
                                               .participant = std::nullopt,
                                               .since = minute(20) - std::chrono::seconds{2}}));
  EXPECT_EQ(session.trouble, Trouble::disk);
}

TEST(GoldenMessages, AnOkSaysOnlyIfItsChangeIsNotKept) {
  const auto message = decode_server_message(golden_message("server", "ok-not-kept"));
  ASSERT_TRUE(message) << message.error().message;
  EXPECT_FALSE(std::get<to_client::Ok>(*message).kept);

  EXPECT_EQ(encode(ServerMessage{to_client::Ok{.id = 6, .kept = true}}),
            golden_message("server", "ok"));
  const auto kept = decode_server_message(R"({"type":"ok","id":6,"kept":true})");
  ASSERT_TRUE(kept) << kept.error().message;
  EXPECT_TRUE(std::get<to_client::Ok>(*kept).kept);
}

TEST(GoldenMessages, AStateMeansTheViewThatALeaderHas) {
  const auto message = decode_server_message(golden_message("server", "state-late-start-leader"));
  ASSERT_TRUE(message) << message.error().message;
  const auto& state = std::get<to_client::State>(*message);

  EXPECT_EQ(state.now, minute(41));
  EXPECT_EQ(state.view.revision, 18U);
  EXPECT_EQ(state.view.you, ParticipantId{"p1"});
  EXPECT_EQ(state.view.may, (Permissions{true, true, true, false, true, false, false}));

  const SessionView& session = state.view.session;
  EXPECT_EQ(session.id, SessionId{"s1"});
  EXPECT_EQ(session.title, "Thursday group");
  EXPECT_EQ(session.template_id, "cmh-60");
  EXPECT_FALSE(session.locked);
  EXPECT_FALSE(session.held);
  EXPECT_EQ(session.held_since, std::nullopt);
  EXPECT_EQ(session.begun_at, minute(0));
  EXPECT_EQ(session.ended_at, std::nullopt);
  EXPECT_EQ(session.return_at, minute(49));
  EXPECT_EQ(session.ends_at, minute(60));
  EXPECT_EQ(session.return_moved, (MovedReturn{minute(45), WhyMoved::lateStart}));
  EXPECT_EQ(session.case_number, 1U);
  EXPECT_EQ(session.cases, 1U);
  EXPECT_EQ(
      session.phase,
      (PhaseView{"discussion", "Discussion", minute(39), minute(49), EndsBy::leader,
                 std::vector<std::string>{"What might the patient feel?",
                                          "We may be solving. What is the feeling in the room?"}}));
  ASSERT_EQ(session.phases.size(), 7U);
  EXPECT_EQ(session.phases[3], (PhaseSummary{"discussion", "Discussion", std::chrono::minutes{28},
                                             true, true, false}));
  EXPECT_EQ(session.phases[6],
            (PhaseSummary{"debrief", "Debrief", std::chrono::minutes{10}, false, false, true}));
  EXPECT_TRUE(session.case_discussed);
  EXPECT_FALSE(session.case_over);
  EXPECT_EQ(session.next,
            (NextStep{"return", "Return", Does::invite, ParticipantId{"p3"}, false, std::nullopt}));
  EXPECT_EQ(session.appoints, std::nullopt);

  ASSERT_EQ(state.view.participants.size(), 5U);
  using Acts = std::vector<LeaderAct>;
  EXPECT_EQ(state.view.participants[0],
            (ParticipantView{ParticipantId{"p1"}, "Mere Tamahori", Role::facilitator,
                             Seat::facilitator, Channel::circle, true, true, true, false, 1, true,
                             std::nullopt, CameBy::own, std::nullopt, Acts{LeaderAct::mute}}));
  EXPECT_EQ(
      state.view.participants[2],
      (ParticipantView{ParticipantId{"p3"}, "Priya Nair", Role::member, Seat::presenter,
                       Channel::observer, true, false, false, false, 3, true, Hearing::ok,
                       CameBy::shared, std::nullopt, Acts{LeaderAct::remove, LeaderAct::wayBack}}));
  EXPECT_EQ(state.view.participants[1].answers, false);
  EXPECT_TRUE(state.view.participants[3].hand);
}

TEST(GoldenMessages, AWelcomeMeansTheLimitsOfThisVersion) {
  const auto message = decode_server_message(golden_message("server", "welcome"));
  ASSERT_TRUE(message) << message.error().message;
  const auto& welcome = std::get<to_client::Welcome>(*message);

  EXPECT_EQ(encode(ServerMessage{
                to_client::Welcome{ParticipantId{"p3"}, "header.claims.signature", kLimits}}),
            golden_message("server", "welcome"));
  EXPECT_EQ(welcome.limits.name_characters, 64U);
  EXPECT_EQ(welcome.limits.media_bits_per_second, 3'000'000U);
}

}  // namespace
}  // namespace stepback::protocol::test

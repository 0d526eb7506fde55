// `stepback rehearse` against a real server, with one real person at the module, as a browser's
// user would be. The course is the shipped rehearsal with seconds instead of minutes.

#include <gmock/gmock.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>

#include "flow/child_process.hpp"
#include "flow/server_process.hpp"
#include "protocol/template/shipped.hpp"
#include "support/people/person.hpp"
#include "support/places.hpp"
#include "support/temporary_folder.hpp"

namespace stepback::flow {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;

/// Longer than anything takes on a busy machine.
constexpr std::chrono::seconds kPatience{60};

/// The rehearsal template in seconds: long enough for a busy machine where the test acts, and short
/// elsewhere.
json hasty_template() {
  json template_;
  for (const auto& each : protocol::shipped_templates()) {
    if (each.file == "rehearsal.json") template_ = json::parse(each.text);
  }
  constexpr double second = 1.0 / 60;
  template_["id"] = "hasty";
  template_["length"]["minutes"] = 18 * second;
  template_["leastDiscussion"]["minutes"] = second;
  for (json& phase : template_["phases"]) {
    const std::string name = phase["name"];
    const bool acts = name == "presentation" || name == "discussion" || name == "return";
    phase["planned"]["minutes"] = (acts ? 5 : 1) * second;
  }
  return template_;
}

class RehearsalFlow : public testing::Test {
 protected:
  RehearsalFlow() {
    std::filesystem::create_directory(folder / "templates");
    std::ofstream(folder / "templates/hasty.json") << hasty_template();
    server = std::make_unique<ServerProcess>(
        std::vector<std::string>{"--templates", (folder / "templates").string()});
    session = server->create_session(
        {{"template", "hasty"}, {"participants", {{{"name", "Pia"}, {"role", "member"}}}}});
  }

  std::string link(const std::string& role) const { return session["links"][role]; }
  /// Starts the program with links that appear in no process list.
  ChildProcess rehearse(const std::string& as, const std::vector<std::string>& links) const {
    std::ofstream file(folder / "links");
    for (const std::string& each : links) file << each << "\n";
    file.close();
    return ChildProcess{{stepback::test::program("stepback"), "rehearse", "--as", as,
                         "--links-file", (folder / "links").string(), "--begin-after", "1"},
                        folder / "output"};
  }

  const stepback::test::TemporaryFolder temporary;
  const std::filesystem::path folder = temporary.path();
  std::unique_ptr<ServerProcess> server;
  json session;
};

bool in_phase(const Seen& seen, const std::string& phase) {
  return seen.phase == phase;
}
const Chair& own_chair(const Seen& seen) {
  for (const Chair& each : seen.chairs) {
    if (each.id == seen.you) return each;
  }
  throw std::runtime_error("no chair of one's own");
}
std::uint64_t packets_heard(const Person& person) {
  stepback_statistics statistics{};
  statistics.struct_size = sizeof statistics;
  stepback_get_statistics(person.client(), &statistics);
  return statistics.packets_received;
}

TEST_F(RehearsalFlow, LeadsAPersonWhoPresentsThroughTheWholeSession) {
  ChildProcess program = rehearse("presenter", {link("facilitator"), link("member")});
  Person pia{session["links"]["participants"][0]["link"]};

  pia.wait_until("appointed", [](const Seen& seen) {
    return !seen.chairs.empty() && own_chair(seen).seat == STEPBACK_SEAT_PRESENTER;
  });
  pia.wait_until("four members and a leader around them",
                 [](const Seen& seen) { return seen.chairs.size() == 6; });
  pia.wait_until("presenting", [](const Seen& seen) { return in_phase(seen, "presentation"); });
  EXPECT_EQ(pia.publish(true), "");

  pia.wait_until("stepped back", [](const Seen& seen) {
    return own_chair(seen).channel == STEPBACK_CHANNEL_OBSERVER;
  });
  EXPECT_EQ(pia.publish(true), "notPermitted");
  EXPECT_FALSE(own_chair(pia.seen()).audio);
  const std::uint64_t before = packets_heard(pia);

  pia.wait_until("invited back", [](const Seen& seen) { return in_phase(seen, "return"); });
  EXPECT_GT(packets_heard(pia), before) << "the circle was heard all the while";
  EXPECT_EQ(pia.publish(true), "");

  EXPECT_EQ(program.exit_code(kPatience), 0) << program.output();
  EXPECT_THAT(program.output(), AllOf(HasSubstr("Dr Okafor, Aino, Ben, Chiara and Deniz"),
                                      HasSubstr("The rehearsal has ended.")));
  EXPECT_EQ(pia.ended(), "sessionEnded");
}

TEST_F(RehearsalFlow, SeatsFiveMembersForAPersonWhoLeads) {
  Person leader{link("facilitator"), "Dr Wang"};
  ChildProcess program = rehearse("leader", {link("member")});
  for (const char* name : {"Aino", "Ben", "Chiara", "Deniz", "Elif"}) {
    leader.wait_until("waiting", [&](const Seen& seen) { return seen.chair(name) != nullptr; });
    const std::string id = leader.id_of(name);
    EXPECT_EQ(leader.ask([&](stepback_client* client, std::uint32_t* request) {
      return stepback_admit(client, id.c_str(), request);
    }),
              "");
  }
  const std::string ben = leader.id_of("Ben");
  EXPECT_EQ(leader.ask([&](stepback_client* client, std::uint32_t* request) {
    return stepback_appoint(client, ben.c_str(), request);
  }),
            "");
  leader.wait_until("Ben's microphone", [](const Seen& seen) { return seen.chair("Ben")->audio; });
  EXPECT_EQ(leader.advance("discussion"), "");
  leader.wait_until("Ben away", [](const Seen& seen) { return !seen.chair("Ben")->audio; });
  EXPECT_EQ(leader.advance("return"), "");
  leader.wait_until("Ben pressed the button himself",
                    [](const Seen& seen) { return seen.chair("Ben")->audio; });
  EXPECT_EQ(leader.advance("ended"), "");
  EXPECT_EQ(program.exit_code(kPatience), 0) << program.output();
}

TEST_F(RehearsalFlow, LeavesWhenItIsTold) {
  Person leader{link("facilitator"), "Dr Wang"};
  ChildProcess program = rehearse("leader", {link("member")});
  leader.wait_until("all five", [](const Seen& seen) { return seen.chairs.size() == 6; });
  program.signal(SIGTERM);
  EXPECT_EQ(program.exit_code(kPatience), 0) << program.output();
  leader.wait_until("alone", [](const Seen& seen) { return seen.chairs.size() == 1; });
}

}  // namespace
}  // namespace stepback::flow

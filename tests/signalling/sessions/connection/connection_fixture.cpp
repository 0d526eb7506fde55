#include "tests/signalling/sessions/connection/connection_fixture.hpp"

#include <type_traits>

namespace stepback::signalling::test {

std::vector<std::string> Client::read_types() {
  std::vector<std::string> types;
  for (const auto& message : read()) {
    std::string type{protocol::type_of(message)};
    if (const auto* ok = std::get_if<to_client::Ok>(&message)) type += " " + std::to_string(ok->id);
    if (const auto* error = std::get_if<to_client::Error>(&message)) {
      type += " " + std::string{protocol::to_word(error->code)};
      if (error->id) type += " " + std::to_string(*error->id);
    }
    if (const auto* bye = std::get_if<to_client::Bye>(&message)) {
      type += " " + std::string{protocol::to_word(bye->code)};
    }
    types.push_back(std::move(type));
  }
  return types;
}

std::vector<Code> Client::read_refusals() {
  std::vector<Code> codes;
  for (const auto& message : read()) {
    if (const auto* error = std::get_if<to_client::Error>(&message)) codes.push_back(error->code);
    if (const auto* bye = std::get_if<to_client::Bye>(&message)) codes.push_back(bye->code);
  }
  return codes;
}

ConnectionTest::ConnectionTest() {
  directory.create("Tuesday", stepback::test::small_template(),
                   [this](const auto& id) { session = id.value(); });
}

std::unique_ptr<Client> ConnectionTest::join(const std::string& who, Role role) {
  auto client = std::make_unique<Client>(dependencies);
  client->says(join_with(claims_of(who, role)));
  EXPECT_THAT(client->read_types(), testing::ElementsAre("welcome", "state"));
  return client;
}

std::string ConnectionTest::join_with(const protocol::Claims& claims, std::string_view more) const {
  return R"({"type":"join","token":")" + access.sign(claims) + "\"" + std::string{more} + "}";
}

protocol::Claims ConnectionTest::claims_of(const std::string& who, Role role) const {
  protocol::Claims claims = shared_link(role);
  claims.subject = id_of(who);
  claims.name = who;
  return claims;
}

protocol::Claims ConnectionTest::shared_link(Role role) const {
  protocol::Claims claims;
  claims.issuer = "university";
  claims.expires = clock.now() + std::chrono::hours{24};
  claims.session = session;
  claims.role = role;
  return claims;
}

bool ConnectionTest::counted(const std::string& line) const {
  return metrics.text().find(line + "\n") != std::string::npos;
}

void ConnectionTest::run_tasks(std::chrono::milliseconds up_to) {
  for (const auto& [delay, task] : std::exchange(tasks, {})) {
    if (delay <= up_to) task();
  }
}

}  // namespace stepback::signalling::test

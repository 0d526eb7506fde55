#include "bench/load/target.hpp"

#include <chrono>
#include <cstdlib>
#include <sstream>
#include <stdexcept>
#include <thread>

#include "bench/measure/process.hpp"
#include "support/places.hpp"
#include "support/wire/tls_client.hpp"

namespace stepback::bench {
namespace {

using Json = nlohmann::json;

constexpr std::int64_t kPatienceNs = 10'000'000'000;

std::vector<std::string> arguments(bool over_tls) {
  std::vector<std::string> all{"--address-waiting", "0",    "--address-arrivals", "0",
                               "--max-connections", "8192", "--log-level",        "warn"};
  if (over_tls) all.emplace_back("--tls-self-signed");
  return all;
}

}  // namespace

std::string join_message(const std::string& token) {
  return Json{{"type", "join"}, {"token", token}}.dump();
}

std::filesystem::path Server::program_;

void Server::use(const std::filesystem::path& program) {
  program_ = program;
}

Server::Server(bool over_tls)
    : process_(arguments(over_tls), program_), tls_(over_tls ? client_tls() : nullptr) {}

// flow::ServerProcess has no TLS for its requests.
RawResponse Server::request(const std::string& method, const std::string& path,
                            const std::string& body) const {
  const std::string headers = "Connection: close\r\nAuthorization: Bearer " +
                              process_.coordinator() + "\r\nContent-Type: application/json\r\n";
  return tls_ ? TlsClient(port()).request(method, path, headers, body)
              : RawClient(port()).request(method, path, headers, body);
}

Json Server::create(std::size_t people) const {
  Json named = Json::array();
  for (std::size_t i = 0; i < people; ++i) {
    named.push_back(
        {{"name", "Person " + std::to_string(i)}, {"role", i == 0 ? "facilitator" : "member"}});
  }
  const Json body{{"title", "Benchmark"}, {"template", "cmh-60"}, {"participants", named}};
  const RawResponse answer = request("POST", "/api/sessions", body.dump());
  if (answer.status != 201) throw std::runtime_error("no session: " + answer.body);
  return Json::parse(answer.body);
}

std::vector<std::vector<std::string>> Server::open(std::size_t sessions, std::size_t people) {
  std::vector<std::vector<std::string>> all(sessions);
  for (auto& session : all) {
    const Json made = create(people);
    for (const Json& each : made.at("tokens").at("participants")) {
      session.push_back(join_message(each.at("token")));
    }
  }
  return all;
}

std::string Server::get(const std::string& path) const {
  return request("GET", path, {}).body;
}

double Server::metric(const std::string& name) const {
  std::istringstream lines{process_.operations("/metrics").body};
  double sum = 0;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with(name) && (line[name.size()] == '{' || line[name.size()] == ' ')) {
      sum += std::stod(line.substr(line.rfind(' ')));
    }
  }
  return sum;
}

double Server::start_again() {
  if (process() >= 0) process_.kill();
  process_.wait_for_end();
  const std::int64_t begun = now_ns();
  process_.start_again();
  return static_cast<double>(now_ns() - begun) / 1e9;
}

// A server that is started for it makes the certificate, so the baseline has the same kind of key.
Baseline::Baseline(bool over_tls) : tls_(over_tls ? client_tls() : nullptr) {
  std::vector<std::string> arguments{stepback::test::program("stepback_bench_baseline")};
  if (over_tls) {
    const Server server{true};
    for (const char* file : {"tls-certificate.pem", "tls-key.pem"}) {
      std::filesystem::copy_file(server.data_folder() / file, folder_.path() / file);
      arguments.push_back((folder_.path() / file).string());
    }
  }
  process_ = std::make_unique<flow::ChildProcess>(arguments, folder_.path() / "output");
  const std::int64_t deadline = now_ns() + kPatienceNs;
  std::string said;
  while (!(said = process_->output()).ends_with('\n') && now_ns() < deadline) {
    std::this_thread::sleep_for(std::chrono::milliseconds{1});
  }
  if (!said.starts_with("ready ")) {
    throw std::runtime_error("the baseline did not get ready: " + said);
  }
  port_ = static_cast<std::uint16_t>(std::stoi(said.substr(6)));
}

std::vector<std::vector<std::string>> Baseline::open(std::size_t sessions, std::size_t people) {
  std::vector<std::vector<std::string>> all(sessions);
  for (auto& session : all) {
    session.assign(people, Json{{"type", "join"}, {"room", rooms_}}.dump());
    ++rooms_;
  }
  return all;
}

}  // namespace stepback::bench

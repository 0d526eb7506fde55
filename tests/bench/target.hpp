#pragma once

// What is measured: a server of the project, or the floor beside it. Both are processes of their
// own that speak the same to participants, so that a crowd and a talk are the same to both.

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "bench/stream.hpp"
#include "flow/child_process.hpp"
#include "flow/server_process.hpp"
#include "support/temporary_folder.hpp"

namespace stepback::bench {

class Target {
 public:
  virtual ~Target() = default;
  virtual std::uint16_t port() const = 0;
  virtual pid_t process() const = 0;
  /// None for a target in the clear.
  virtual TlsContext tls() const = 0;
  /// The messages with which people take seats in sessions of this size, which are made: one list
  /// for each session.
  virtual std::vector<std::vector<std::string>> open(std::size_t sessions, std::size_t people) = 0;
};

/// A stepbackd with a journal in a temporary folder, all its checks on. What bounds one address is
/// lifted, since all participants come from one here; nothing else is.
class Server final : public Target {
 public:
  explicit Server(bool over_tls);
  /// Which stepbackd all later ones are; the one that was built with the benchmarks if not said.
  static void use(const std::filesystem::path& program);

  std::uint16_t port() const override { return process_.port(); }
  pid_t process() const override { return process_.process(); }
  TlsContext tls() const override { return tls_; }
  std::vector<std::vector<std::string>> open(std::size_t sessions, std::size_t people) override;

  /// POST /api/sessions of so many named people, the first a facilitator: the server's answer.
  nlohmann::json create(std::size_t people) const;
  /// GET of a path, for anybody: the body.
  std::string get(const std::string& path) const;
  /// The sum of a metric's values at /metrics, its labels left aside.
  double metric(const std::string& name) const;
  /// Kills it, and starts it again on the same journal: the seconds from its start to `ready`.
  double start_again();
  const std::filesystem::path& data_folder() const { return process_.data_folder(); }

 private:
  flow::HttpAnswer request(const std::string& method, const std::string& path,
                           const std::string& body) const;

  static std::filesystem::path program_;

  flow::ServerProcess process_;
  TlsContext tls_;
};

/// The floor (baseline.cpp).
class Floor final : public Target {
 public:
  explicit Floor(bool over_tls);

  std::uint16_t port() const override { return port_; }
  pid_t process() const override { return process_->process(); }
  TlsContext tls() const override { return tls_; }
  std::vector<std::vector<std::string>> open(std::size_t sessions, std::size_t people) override;

 private:
  stepback::test::TemporaryFolder folder_;
  std::unique_ptr<flow::ChildProcess> process_;
  TlsContext tls_;
  std::uint16_t port_ = 0;
  std::size_t rooms_ = 0;
};

/// The join message for a session's token.
std::string join_message(const std::string& token);

}  // namespace stepback::bench

#pragma once

// The target of a measurement: a server of the project, or the baseline beside it. Both are
// processes of their own and speak the same protocol to participants, so crowds and talks treat
// them alike.

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "bench/load/stream.hpp"
#include "flow/child_process.hpp"
#include "flow/server_process.hpp"
#include "support/temporary_folder.hpp"

namespace stepback::bench {

class Target {
 public:
  virtual ~Target() = default;
  virtual std::uint16_t port() const = 0;
  virtual pid_t process() const = 0;
  /// Returns none for a target without TLS.
  virtual TlsContext tls() const = 0;
  /// Makes sessions of this size and returns the messages with which people take their seats: one
  /// list for each session.
  virtual std::vector<std::vector<std::string>> open(std::size_t sessions, std::size_t people) = 0;
};

/// A stepbackd with a journal in a temporary folder and with all its checks on. The limits of one
/// address are lifted, since all participants come from one address here, and up to 8192
/// connections are allowed.
class Server final : public Target {
 public:
  explicit Server(bool over_tls);
  /// Sets the stepbackd that is started from now on. By default it is the one that was built with
  /// the benchmarks.
  static void use(const std::filesystem::path& program);

  std::uint16_t port() const override { return process_.port(); }
  pid_t process() const override { return process_.process(); }
  TlsContext tls() const override { return tls_; }
  std::vector<std::vector<std::string>> open(std::size_t sessions, std::size_t people) override;

  /// POST /api/sessions for `people` named people, the first a facilitator. Returns the server's
  /// answer.
  nlohmann::json create(std::size_t people) const;
  /// GET of a path without a token. Returns the body.
  std::string get(const std::string& path) const;
  /// Returns the sum of a metric's values at /metrics over all its labels.
  double metric(const std::string& name) const;
  /// Kills the server and starts it again on the same journal. Returns the seconds from its start
  /// to `ready`.
  double start_again();
  const std::filesystem::path& data_folder() const { return process_.data_folder(); }

 private:
  RawResponse request(const std::string& method, const std::string& path,
                      const std::string& body) const;

  static std::filesystem::path program_;

  flow::ServerProcess process_;
  TlsContext tls_;
};

/// The baseline (baseline.cpp).
class Baseline final : public Target {
 public:
  explicit Baseline(bool over_tls);

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

/// Makes the join message for a session's token.
std::string join_message(const std::string& token);

}  // namespace stepback::bench

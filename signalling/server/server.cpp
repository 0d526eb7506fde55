#include "signalling/server/server.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <csignal>
#include <iostream>
#include <memory>
#include <stdexcept>

#include "signalling/access/tokens.hpp"
#include "signalling/api/routes.hpp"
#include "signalling/api/template_store.hpp"
#include "signalling/base/log.hpp"
#include "signalling/base/metrics.hpp"
#include "signalling/base/private_file.hpp"
#include "signalling/journal/sqlite/database.hpp"
#include "signalling/journal/sqlite/disk_journal.hpp"
#include "signalling/journal/sqlite/folder_lock.hpp"
#include "signalling/journal/sqlite/offline_purge.hpp"
#include "signalling/journal/sqlite/sqlite_archive.hpp"
#include "signalling/net/event_loop.hpp"
#include "signalling/net/tls/source.hpp"
#include "signalling/server/admin_commands.hpp"
#include "signalling/server/parts_settings.hpp"
#include "signalling/server/service_manager.hpp"
#include "signalling/server/upkeep.hpp"
#include "signalling/sessions/connection.hpp"
#include "signalling/sessions/directory.hpp"
#include "signalling/sessions/link_lifetime.hpp"

namespace stepback::signalling {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kTickPeriod{200};         // how exactly phases end by the clock
constexpr milliseconds kChangesPeriod{50};       // how exactly unkept changes are told
constexpr milliseconds kFarewell{1200};          // so that everyone can read their `bye`
constexpr milliseconds kLastWrites{300};         // so that pending changes are kept and announced
constexpr std::chrono::hours kRenewalPeriod{1};  // for a certificate that is made here
/// Descriptors, one for each connection. Not more, because libwebsockets keeps a table of this
/// length.
constexpr rlim_t kMostDescriptors = 65536;

void raise_descriptor_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = std::max(limit.rlim_cur, std::min(limit.rlim_max, kMostDescriptors));
  // If the limit stays as it was, the server works for fewer people.
  static_cast<void>(setrlimit(RLIMIT_NOFILE, &limit));
}

/// How long the old secret stays valid: as long as any link works, unless the options say it.
tl::expected<std::chrono::seconds, std::string> overlap_of(const RotateOptions& options,
                                                           protocol::Instant now) {
  if (options.overlap) return *options.overlap;
  if (!journal::has_journal(options.data)) return kLinkLifetime;
  const auto archive = journal::open_archive(options.data);
  const auto longest =
      archive ? journal::longest_links(**archive, now) : tl::unexpected(archive.error());
  if (longest) return *longest;
  return tl::unexpected("it is not known how long links work; give --overlap: " + longest.error());
}

using MakeJournal = std::function<std::unique_ptr<Journal>(JournalDependencies)>;

/// The server's parts, each after the parts that it needs.
class Server {
 public:
  Server(const ServeOptions& options, Secrets secrets, std::unique_ptr<Tls> tls,
         TemplateStore templates, const MakeJournal& make_journal)
      : options_(options),
        tls_source_(tls_settings(options), wall_clock_),
        tls_(std::move(tls)),
        journal_(
            make_journal({clock_, metrics_,
                          [this](std::function<void()> task) { loop_.post(std::move(task)); }})),
        waiting_(options.pressure.waiting_bytes),
        access_(std::move(secrets)),
        templates_(std::move(templates)),
        loop_(
            loop_settings(
                options, metrics_, tls_.get(), [this](auto late) { measured(late); },
                [this](const HttpRequest& request, const HttpReply& reply) {
                  answer_operator(request, api_, reply);
                }),
            [this](Socket& socket) { return std::make_unique<Connection>(socket, dependencies()); },
            [this](const HttpRequest& request, const HttpReply& reply) {
              answer(request, api_, reply);
            }),
        own_url_(own_url(options, loop_.port())) {
    api_.public_url = options.public_url.value_or(default_public_url(own_url_, tls_.get()));
    api_.support = options.support;
    loop_.every(kTickPeriod, [this](std::chrono::microseconds) {
      upkeep_.tick(directory_.has_begun());
      directory_.tick();
      metrics_.set_waiting(waiting_.bytes());
    });
    loop_.every(kChangesPeriod, [this](auto) { directory_.follow_changes(); });
    loop_.on_terminate([this] { terminate(); });
    loop_.on_hangup([this] { reread(); });
    if (tls_) loop_.every(kRenewalPeriod, [this](auto) { tls_source_.renew(*tls_); });
    if (const auto period = service_manager_.watchdog()) {
      loop_.every(*period, [this](std::chrono::microseconds) { service_manager_.alive(); });
    }
  }
  /// Ends the journal's work first, because it hands tasks to the loop.
  ~Server() { journal_->stop(); }
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  /// Continues the sessions of an earlier server. Call it before run(). Returns how many they are,
  /// or a sentence if the journal cannot be read.
  tl::expected<std::size_t, std::string> recover() {
    if (auto started = upkeep_.start(); !started) return tl::unexpected(started.error());
    auto recovered = journal_->recover(clock_.now() - kKeepEnded);
    if (!recovered) return tl::unexpected(std::move(recovered.error()));
    const std::size_t sessions = recovered->sessions.size();
    const std::size_t set_aside = recovered->set_aside.size();
    metrics_.set_aside(set_aside);
    if (set_aside > 0) log::error("sessionsSetAside", {{"count", set_aside}});
    if (recovered->unreadable_signals > 0) {
      log::error("signalsUnreadable", {{"count", recovered->unreadable_signals}});
    }
    directory_.restore(std::move(recovered->sessions), std::move(recovered->signals));
    upkeep_.recovered(directory_.has_begun());
    return sessions;
  }

  const std::string& url() const { return own_url_; }
  std::uint16_t port() const { return loop_.port(); }
  std::uint16_t operations_port() const { return loop_.operations_port(); }
  void run() {
    service_manager_.ready();
    loop_.run();
    upkeep_.stop();
  }

 private:
  ConnectionDependencies dependencies() {
    return {clock_,
            directory_,
            access_,
            random_,
            metrics_,
            waiting_,
            standstill_,
            [this](milliseconds delay, std::function<void()> task) {
              loop_.after(delay, std::move(task));
            }};
  }

  void measured(std::chrono::microseconds late) {
    metrics_.loop_lag(late);
    standstill_.loop_works(clock_.uptime());
  }

  void terminate() {
    log::info("stopping");
    service_manager_.stopping();
    api_.stopping = true;
    // People who wait for an answer get it before the `bye`, unless the disk hangs.
    directory_.restart([this] { journal_->flush([this] { loop_.drain(kFarewell); }); });
    loop_.after(kLastWrites, [this] { loop_.drain(kFarewell); });
  }

  void reread() {
    if (tls_) tls_source_.reread(*tls_);
    auto secrets = load_or_make_secrets(options_.data);
    if (!secrets) {
      return log::error("secretKept", {{"why", log::Sentence{std::move(secrets.error())}}});
    }
    access_.use(*std::move(secrets));
    log::info("secretRead");
  }

  const ServeOptions& options_;
  SystemClock wall_clock_;  // for certificates, which others judge by their clocks
  MachineTime time_;
  SessionClock clock_{time_};
  TlsSource tls_source_;
  std::unique_ptr<Tls> tls_;  // null: plain HTTP
  SystemRandom random_;
  ServiceManager service_manager_;
  Metrics metrics_;
  std::unique_ptr<Journal> journal_;
  WaitingBytes waiting_;
  Standstill standstill_;
  Access access_;
  TemplateStore templates_;
  Directory directory_{clock_, random_, *journal_, metrics_, access_};
  Upkeep upkeep_{clock_, *journal_, options_.retention,
                 [this](const auto& gone) { directory_.forget(gone); }};
  ApiContext api_{clock_,   random_,   access_, directory_, templates_,
                  metrics_, *journal_, "",      {},         false};
  EventLoop loop_;  // its connections use all of the above until they are gone
  std::string own_url_;
};

}  // namespace

tl::expected<void, std::string> serve(const ServeOptions& options) {
  log::set_level(options.log_level);
  if (options.web && !std::filesystem::is_directory(*options.web)) {
    return tl::unexpected("--web " + options.web->string() + ": expected a folder");
  }
  auto secrets = load_or_make_secrets(options.data);
  if (!secrets) return tl::unexpected(std::move(secrets.error()));
  auto templates = TemplateStore::load(options.templates);
  if (!templates) return tl::unexpected(std::move(templates.error()));
  const auto lock = journal::FolderLock::take(options.data);
  if (!lock) return tl::unexpected(lock.error());
  const SystemClock clock;
  auto tls = TlsSource(tls_settings(options), clock).open();
  if (!tls) return tl::unexpected(std::move(tls.error()));
  auto database = journal::open_to_write(options.data);
  if (!database) return tl::unexpected(std::move(database.error()));
  raise_descriptor_limit();
  // A file beyond its size limit then fails like a full disk, and does not end the process.
  static_cast<void>(std::signal(SIGXFSZ, SIG_IGN));
  try {
    Server server(options, *std::move(secrets), *std::move(tls), *std::move(templates),
                  [&](JournalDependencies dependencies) {
                    return std::make_unique<journal::DiskJournal>(
                        options.data, *std::move(database), std::move(dependencies));
                  });
    const auto sessions = server.recover();
    if (!sessions) return tl::unexpected(sessions.error());
    log::info("started", {{"port", server.port()},
                          {"operationsPort", server.operations_port()},
                          {"sessions", *sessions}});
    std::cout << "ready " << server.url() << std::endl;
    server.run();
  } catch (const std::runtime_error& error) {
    return tl::unexpected(std::string(error.what()));
  }
  log::info("stopped");
  return {};
}

tl::expected<int, std::string> ask_journal(const JournalOptions& options) {
  using Command = JournalOptions::Command;
  if (options.command == Command::purge) {
    const auto purged = journal::purge_folder(options.data, options.purge, MachineTime());
    if (!purged) return tl::unexpected(purged.error());
    return journal::report_purge(*purged, std::cout);
  }
  const auto archive = journal::open_archive(options.data);
  if (!archive) return tl::unexpected(archive.error());
  switch (options.command) {
    case Command::sessions:
      return journal::list_sessions(**archive, std::cout);
    case Command::exportSession:
      return journal::export_session(**archive, options.session, std::cout);
    case Command::verify:
    case Command::purge:
      break;
  }
  return journal::verify(**archive, options.head, std::cout);
}

tl::expected<void, std::string> make_token(const TokenOptions& options) {
  auto secrets = load_or_make_secrets(options.data);
  if (!secrets) return tl::unexpected(std::move(secrets.error()));
  const Access access(*std::move(secrets));
  const std::string token = access.sign_coordinator(SystemClock().now() + options.ttl) + "\n";
  if (options.out) return write_private_file(*options.out, token, Existing::replaced);
  std::cout << token << std::flush;
  return {};
}

tl::expected<void, std::string> rotate(const RotateOptions& options) {
  const protocol::Instant now = SystemClock().now();
  const auto overlap = overlap_of(options, now);
  if (!overlap) return tl::unexpected(overlap.error());
  const auto secrets = rotate_secrets(options.data, *overlap, now);
  if (!secrets) return tl::unexpected(secrets.error());
  std::cout
      << "A new secret signs. A server that runs takes it over at SIGHUP; whatever else signs "
         "tokens needs it too.\n";
  return {};
}

}  // namespace stepback::signalling

#include "signalling/server/options.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <string_view>
#include <utility>

#include "protocol/base/text.hpp"

namespace stepback::signalling {
namespace {

constexpr std::string_view kDurations = "90s, 15m, 12h or 30d, of one second to ten years";
constexpr std::chrono::seconds kLongest = std::chrono::days{3653};

/// The subcommands that work on a journal.
class JournalCommands {
 public:
  explicit JournalCommands(CLI::App& app) {
    using Command = JournalOptions::Command;
    add(app, Command::verify, "verify", "Check every session's record; exit status 1 if not whole")
        ->add_option("--head", head_,
                     "'NUMBER HASH' of an earlier verify or of the log's journalHead");
    add(app, Command::sessions, "sessions", "List the sessions that the journal has");
    add(app, Command::exportSession, "export", "Print a session's events, with codes for names")
        ->add_option("session", asked_.session, "The session's identifier")
        ->required();
    CLI::App* const purge = add(app, Command::purge, "purge", "Delete old sessions for good");
    purge->add_option("--older-than", older_than_, "90s, 15m, 12h or 30d")->required();
    purge->add_flag("--clock-is-right", asked_.purge.clock_is_right,
                    "Purge although the machine's clock seems to have jumped");
    purge->add_flag("--damaged-too", asked_.purge.damaged_too,
                    "Also delete sessions whose record is damaged");
  }

  /// Returns the command if it was one of these, nothing if not, or a sentence that says what is
  /// wrong.
  tl::expected<std::optional<JournalOptions>, std::string> asked() const {
    for (const auto& [command, parser] : parsers_) {
      if (!parser->parsed()) continue;
      JournalOptions options = asked_;
      options.command = command;
      if (command == JournalOptions::Command::purge) {
        const auto age = parse_duration(older_than_);
        if (!age) return tl::unexpected("--older-than: expected " + std::string(kDurations));
        options.purge.older_than = *age;
      }
      if (!head_.empty()) {
        options.head = journal::parse_ledger_head(head_);
        if (!options.head) {
          return tl::unexpected<std::string>(
              "--head: expected 'NUMBER HASH' as verify prints it, the hash as 64 digits");
        }
      }
      return options;
    }
    return std::nullopt;
  }

 private:
  CLI::App* add(CLI::App& app, JournalOptions::Command command, const char* name,
                const char* what) {
    CLI::App* const parser = app.add_subcommand(name, what);
    parser->add_option("--data", asked_.data, "The server's data folder")->capture_default_str();
    parsers_.emplace_back(command, parser);
    return parser;
  }

  JournalOptions asked_;
  std::string older_than_;
  std::string head_;
  std::vector<std::pair<JournalOptions::Command, CLI::App*>> parsers_;
};

std::string expected_public_url() {
  return "expected http:// or https://, a host and perhaps a path, without ? and #";
}

tl::expected<std::vector<WebOrigin>, std::string> read_origins(
    const std::vector<std::string>& texts) {
  std::vector<WebOrigin> origins;
  for (const std::string& text : texts) {
    auto origin = WebOrigin::parse(text);
    if (!origin) {
      return tl::unexpected(
          "--allow-origin: expected https://HOST[:PORT] or http://HOST[:PORT], "
          "without a path or wildcard, not " +
          text);
    }
    origins.push_back(*std::move(origin));
  }
  return origins;
}

/// Says what is wrong with the support contacts; nothing if they are good.
std::optional<std::string> fault_of_support(const std::vector<std::string>& contacts) {
  const bool good = std::ranges::all_of(contacts, [](const std::string& contact) {
    return protocol::valid_line(contact, kSupportCharacters);
  });
  if (good) return std::nullopt;
  return "--support: expected one line of 1 to " + std::to_string(kSupportCharacters) +
         " characters, such as \"Student wellbeing, 09 123 4567\"";
}

}  // namespace

std::optional<std::chrono::seconds> parse_duration(std::string_view text) {
  std::int64_t count = 0;
  const char* const end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, count);
  if (error != std::errc{} || rest + 1 != end || count < 1) return std::nullopt;
  std::chrono::seconds unit{};
  switch (*rest) {
    case 's':
      unit = std::chrono::seconds{1};
      break;
    case 'm':
      unit = std::chrono::minutes{1};
      break;
    case 'h':
      unit = std::chrono::hours{1};
      break;
    case 'd':
      unit = std::chrono::days{1};
      break;
    default:
      return std::nullopt;
  }
  if (count > kLongest / unit) return std::nullopt;
  return count * unit;
}

std::optional<std::string> parse_public_url(std::string_view text) {
  std::string_view rest = text;
  if (rest.starts_with("http://")) {
    rest.remove_prefix(std::string_view("http://").size());
  } else if (rest.starts_with("https://")) {
    rest.remove_prefix(std::string_view("https://").size());
  } else {
    return std::nullopt;
  }
  const bool printable = std::ranges::all_of(
      rest, [](char c) { return c > ' ' && c < '\x7F' && c != '?' && c != '#' && c != '"'; });
  if (!printable || rest.empty() || rest.front() == '/') return std::nullopt;
  while (text.ends_with('/')) text.remove_suffix(1);
  return std::string(text);
}

tl::expected<Invocation, std::string> parse_options(int argc, const char* const* argv) {
  ServeOptions serve;
  TokenOptions token;
  std::string public_url;
  std::vector<std::string> origins;
  std::string level(protocol::to_word(serve.log_level));
  std::string ttl = "30d";
  std::string role;
  std::string retention = "30d";

  CLI::App app("Stepback's signalling server: Balint sessions whose step back the server enforces.",
               "stepbackd");
  app.set_version_flag("--version", "stepbackd " STEPBACK_VERSION);
  app.add_option("--listen", serve.listen, "Address to listen on")->capture_default_str();
  app.add_option("--port", serve.port, "Port to listen on; 0 picks a free one")
      ->capture_default_str();
  app.add_option("--data", serve.data,
                 "Folder of the shared secret and the journal; made if it is not there")
      ->capture_default_str();
  app.add_option("--retention", retention,
                 "How long a session's record is kept: 12h or 30d, or never to purge it oneself")
      ->capture_default_str();
  app.add_option("--public-url", public_url,
                 "What people type to reach the server, as links begin (default: the scheme, the "
                 "certificate's name or the address, and the port)");
  CLI::Option* certificate =
      app.add_option("--tls-cert", serve.tls_certificate,
                     "PEM file of a certificate and its chain, for https; read again on SIGHUP");
  CLI::Option* key = app.add_option("--tls-key", serve.tls_key, "PEM file of its private key");
  certificate->needs(key);
  key->needs(certificate);
  app.add_flag("--tls-self-signed", serve.tls_self_signed,
               "https with a certificate made in the data folder, for a try in a local network")
      ->excludes(certificate)
      ->excludes(key);
  app.add_option("--web", serve.web, "Folder of the web add-on's files");
  app.add_option("--templates", serve.templates, "Folder of session templates of your own");
  app.add_option("--allow-origin", origins,
                 "An origin such as https://moodle.example.edu whose pages may embed the add-on; "
                 "may be repeated")
      ->allow_extra_args(false);
  ReachOptions reach(app);
  PressureOptions pressure(app);
  app.add_option("--support", serve.support,
                 "Whom people can turn to after a session, one line; may be repeated")
      ->allow_extra_args(false);
  app.set_config("--config", "", "File of these options: lines such as port=8080");
  app.allow_config_extras(CLI::config_extras_mode::error);
  app.add_option("--log-level", level, protocol::list_words<log::Level>())->capture_default_str();

  CLI::App* sub = app.add_subcommand("token", "Print a token that lets its bearer make sessions");
  sub->add_option("--data", token.data, "The server's data folder")->capture_default_str();
  sub->add_option("--out", token.out,
                  "Write it to this file, which only its owner may read, and print nothing");
  sub->add_option("--role", role, "coordinator")->required();
  sub->add_option("--ttl", ttl, "How long it is good for: 90s, 15m, 12h or 30d")
      ->capture_default_str();
  RotateOptions rotate;
  std::string overlap;
  CLI::App* rotation = app.add_subcommand(
      "rotate", "Make a new secret; the old one still holds for a while. Then SIGHUP the server");
  rotation->add_option("--data", rotate.data, "The server's data folder")->capture_default_str();
  rotation->add_option(
      "--overlap", overlap,
      "How long the old one still holds: 12h or 7d; none after a leak (default: as long as the "
      "links of the folder's sessions work)");
  const JournalCommands journal(app);

  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    const auto parsed = app.get_subcommands();
    return Printed{parsed.empty() ? app.help() : parsed.front()->help()};
  } catch (const CLI::CallForVersion& version) {
    return Printed{std::string(version.what()) + "\n"};
  } catch (const CLI::ParseError& error) {
    return tl::unexpected(std::string(error.what()));
  }

  const auto asked = journal.asked();
  if (!asked) return tl::unexpected(asked.error());
  if (*asked) return **asked;
  if (sub->parsed()) {
    const auto length = parse_duration(ttl);
    if (!length) return tl::unexpected("--ttl: expected " + std::string(kDurations));
    if (role != "coordinator") return tl::unexpected<std::string>("--role: expected coordinator");
    token.ttl = *length;
    return token;
  }
  if (rotation->parsed()) {
    if (overlap.empty()) return rotate;
    const auto length = parse_duration(overlap);
    if (!length && overlap != "none") {
      return tl::unexpected("--overlap: expected none, or " + std::string(kDurations));
    }
    rotate.overlap = length.value_or(std::chrono::seconds{0});
    return rotate;
  }
  const auto log_level = protocol::from_word<log::Level>(level);
  if (!log_level) {
    return tl::unexpected("--log-level: expected " + protocol::list_words<log::Level>());
  }
  serve.log_level = *log_level;
  serve.retention = parse_duration(retention);
  if (!serve.retention && retention != "never") {
    return tl::unexpected("--retention: expected never, or " + std::string(kDurations));
  }
  if (!public_url.empty()) {
    serve.public_url = parse_public_url(public_url);
    if (!serve.public_url) return tl::unexpected("--public-url: " + expected_public_url());
  }
  auto reached = reach.read();
  if (!reached) return tl::unexpected(std::move(reached.error()));
  serve.reach = *std::move(reached);
  auto bounds = pressure.read();
  if (!bounds) return tl::unexpected(std::move(bounds.error()));
  serve.pressure = *std::move(bounds);
  auto allowed = read_origins(origins);
  if (!allowed) return tl::unexpected(std::move(allowed.error()));
  serve.allow_origins = *std::move(allowed);
  if (auto fault = fault_of_support(serve.support)) return tl::unexpected(*std::move(fault));
  return serve;
}

}  // namespace stepback::signalling

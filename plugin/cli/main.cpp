// stepback: the reference host of the client module, on the command line.

#include <CLI/CLI.hpp>
#include <clocale>
#include <cstdio>
#include <exception>
#include <string>

#include "plugin/cli/create.hpp"
#include "plugin/cli/join.hpp"
#include "plugin/cli/rehearsal/rehearse.hpp"
#include "plugin/cli/words/exit_code.hpp"

namespace {

using stepback::cli::CreateOptions;
using stepback::cli::JoinOptions;
using stepback::cli::rehearsal::RehearseOptions;

/// A server refuses links that work longer (linksUntil in the wire contract).
constexpr int kMostLinkDays = 400;

constexpr const char* kExitCodes =
    "Exit codes: 0 joined and left, or done; 1 refused, removed or superseded, or a certificate\n"
    "that is not accepted; 2 the command line is wrong; 3 never reached or given up.";

CLI::App* add_create(CLI::App& app, CreateOptions& options) {
  CLI::App* command = app.add_subcommand("create", "Create a session and print its links as JSON");
  command->add_option("--server", options.server, "http(s)://HOST[:PORT]")->required();
  CLI::Option* token = command->add_option("--token", options.token, "A coordinator's token");
  CLI::Option* file = command->add_option(
      "--token-file", options.token_file,
      "The file whose first line is the token, so that it stands in no process list; - for "
      "standard input");
  token->excludes(file);
  command
      ->add_option("--template", options.template_id, "The course of the session, such as cmh-60")
      ->required();
  command->add_option("--title", options.title, "Its title; the template's if not given");
  command->add_option("--participant", options.participants,
                      "NAME:ROLE, for a link of their own; may be repeated. ROLE is facilitator, "
                      "coFacilitator, member or observer");
  command
      ->add_option("--link-days", options.link_days,
                   "The days for which the links work; the server's default is 7")
      ->check(CLI::Range(1, kMostLinkDays));
  command->add_option("--ca-file", options.ca_file,
                      "PEM file of certificate authorities to trust for https");
  command->callback([&options] {
    if (options.token.empty() && options.token_file.empty()) {
      throw CLI::RequiredError("--token or --token-file");
    }
  });
  return command;
}

CLI::App* add_join(CLI::App& app, JoinOptions& options) {
  CLI::App* command = app.add_subcommand("join", "Take part in a session");
  CLI::Option* link = command->add_option(
      "LINK", options.link, "The link to join by; - reads it from standard input's first line");
  CLI::Option* file = command->add_option("--link-file", options.link_file,
                                          "The file whose first line is the link");
  link->excludes(file);
  command->add_option("--name", options.name, "Your name, where the link does not name you");
  CLI::Option* play = command->add_option("--play", options.play,
                                          "A sound file to speak with in the microphone's place; "
                                          "it runs while your microphone is open");
  command->add_flag("--loop", options.loop, "Begin --play's file again at its end")->needs(play);
  command->add_option("--record", options.record, "A WAV file for what you hear");
  CLI::Option* device = command->add_flag("--device", options.device, "Use the sound devices");
  command->add_flag("--headless", options.headless, "Use no sound device")->excludes(device);
  command->add_flag("--mic", options.open_microphone,
                    "Open the microphone after joining; after a step back it stays yours to open");
  CLI::Option* json =
      command->add_flag("--json", options.json, "One JSON object a line instead of sentences");
  command->add_flag("--text", options.text, "Lines of text instead of the live view")
      ->excludes(json);
  command->add_flag("--stay", options.stay, "Go on when standard input has ended");
  command
      ->add_option("--give-up-after", options.give_up_after,
                   "Seconds without a connection after which to stop trying")
      ->check(CLI::Range(1, 86'400))
      ->capture_default_str();
  command->add_option("--ca-file", options.ca_file,
                      "PEM file of certificate authorities to trust for https");
  command->footer(std::string{"Type `help` once you are in.\n"} + kExitCodes);
  command->callback([&options] {
    if (options.link.empty() && options.link_file.empty()) {
      throw CLI::RequiredError("LINK or --link-file");
    }
  });
  return command;
}

CLI::App* add_rehearse(CLI::App& app, RehearseOptions& options) {
  CLI::App* command = app.add_subcommand(
      "rehearse", "Seat simulated people in a session, to try it out alone at a browser");
  command->add_option("--as", options.as, "What you do yourself: leader or presenter")->required();
  CLI::Option* links = command->add_option(
      "LINK", options.links,
      "For the simulated people. As leader: members' links; as presenter: a facilitator's, then "
      "members'. The last may be a shared one, for all who are left");
  CLI::Option* file = command->add_option(
      "--links-file", options.links_file,
      "The file with the links, one a line, so that they stand in no process list; - for standard "
      "input");
  links->excludes(file);
  command
      ->add_option("--begin-after", options.begin_after,
                   "As presenter: seconds between your coming in and the session's beginning")
      ->check(CLI::Range(0, 3600))
      ->capture_default_str();
  command
      ->add_option("--give-up-after", options.give_up_after,
                   "Seconds without a connection after which to stop trying")
      ->check(CLI::Range(1, 86'400))
      ->capture_default_str();
  command->add_option("--ca-file", options.ca_file,
                      "PEM file of certificate authorities to trust for https");
  return command;
}

int run(int argc, char** argv) {
  std::setlocale(LC_CTYPE, "");
  CLI::App app{"Stepback: Balint groups at a distance", "stepback"};
  app.require_subcommand(1);
  app.footer(kExitCodes);
  CreateOptions create_options;
  JoinOptions join_options;
  RehearseOptions rehearse_options;
  const CLI::App* create = add_create(app, create_options);
  const CLI::App* join = add_join(app, join_options);
  const CLI::App* rehearse = add_rehearse(app, rehearse_options);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? stepback::cli::kSuccess : stepback::cli::kUsage;
  }
  if (create->parsed()) return stepback::cli::create(create_options);
  if (join->parsed()) return stepback::cli::join(join_options);
  return rehearse->parsed() ? stepback::cli::rehearsal::rehearse(rehearse_options)
                            : stepback::cli::kUsage;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "stepback: %s\n", error.what());
    return stepback::cli::kFailure;
  }
}

#include "plugin/cli/rehearsal/rehearse.hpp"

#include <poll.h>
#include <stepback.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <memory>
#include <utility>

#include "plugin/cli/model/event.hpp"
#include "plugin/cli/model/signals.hpp"
#include "plugin/cli/rehearsal/member.hpp"
#include "plugin/cli/rehearsal/mouth.hpp"
#include "plugin/cli/rehearsal/rehearsal.hpp"
#include "plugin/cli/sound/headless_audio.hpp"
#include "plugin/cli/words/exit_code.hpp"
#include "plugin/cli/words/sentences.hpp"
#include "plugin/cli/words/text.hpp"

namespace stepback::cli::rehearsal {
namespace {

constexpr int kTickMs = 100;
constexpr std::uint32_t kSeed = 0x57EB;  // any value; rehearsals may be alike

struct Person {
  const char* name;
  Voice::Timbre timbre;
  Member::Manner manner;
};

// Voices that differ enough to tell people apart; some people are slower than others.
constexpr std::array<Person, 5> kMembers{{
    {"Aino", {210, 1.14}, {1500, false}},
    {"Ben", {112, 1.00}, {2600, true}},
    {"Chiara", {188, 1.10}, {900, false}},
    {"Deniz", {134, 1.03}, {3400, true}},
    {"Elif", {232, 1.17}, {2000, false}},
}};
constexpr Person kLeader{"Dr Okafor", {98, 0.97}, {}};

tl::expected<std::vector<std::string>, std::string> read_links(const RehearseOptions& options) {
  if (options.links_file.empty()) return options.links;
  std::ifstream file;
  const bool standard_input = options.links_file == "-";
  if (!standard_input) file.open(options.links_file);
  if (!standard_input && !file) {
    return tl::unexpected{"--links-file " + options.links_file + ": expected a file to read."};
  }
  std::vector<std::string> links;
  for (std::string line; std::getline(standard_input ? std::cin : file, line);) {
    if (!trim(line).empty()) links.emplace_back(trim(line));
  }
  return links;
}

const Person& person(const Role& role) {
  for (const Person& each : kMembers) {
    if (role.name == each.name) return each;
  }
  return kLeader;
}

struct DestroyClient {
  void operator()(stepback_client* client) const { stepback_destroy(client); }
};

/// One simulated person with their client.
struct Seat {
  ReceivedEventQueue events;
  std::unique_ptr<stepback_client, DestroyClient> client;
  std::unique_ptr<Mouth> mouth;
};

tl::expected<std::unique_ptr<Seat>, stepback_result> make_seat(const Role& role,
                                                               const RehearseOptions& options,
                                                               std::uint32_t seed) {
  auto seat = std::make_unique<Seat>();
  stepback_config config{};
  config.struct_size = sizeof config;
  config.link = role.link.c_str();
  config.name = role.name.c_str();
  config.on_event = &ReceivedEventQueue::receive;
  config.user = &seat->events;
  config.ca_file = options.ca_file.empty() ? nullptr : options.ca_file.c_str();
  stepback_client* client = nullptr;
  const stepback_result result = stepback_create(&config, &client);
  if (result != STEPBACK_OK) return tl::unexpected{result};
  seat->client.reset(client);
  seat->mouth = std::make_unique<Mouth>(client, Voice{person(role).timbre, seed});
  return seat;
}

using Seats = std::vector<std::unique_ptr<Seat>>;

Rehearsal::Outcome run(Rehearsal& rehearsal, const Seats& seats, const Signals& signals) {
  std::vector<pollfd> waits{{signals.fd(), POLLIN, 0}};
  for (const auto& seat : seats) waits.push_back({seat->events.fd(), POLLIN, 0});
  while (!rehearsal.outcome()) {
    poll(waits.data(), waits.size(), kTickMs);
    const auto now = Rehearsal::Steady::now();
    for (std::size_t i = 0; i < seats.size(); ++i) {
      for (const ReceivedEvent& event : seats[i]->events.take()) rehearsal.event(i, event, now);
    }
    rehearsal.tick(now);
    while (const auto signal = signals.take()) {
      if (*signal != SIGWINCH) return {kSuccess, sentences::rehearsal_stopped()};
    }
  }
  return *rehearsal.outcome();
}

}  // namespace

tl::expected<std::vector<Role>, std::string> plan_cast(const std::string& as,
                                                       const std::vector<std::string>& links) {
  const bool presents = as == "presenter";
  if (!presents && as != "leader") return tl::unexpected{sentences::rehearse_as()};
  const std::size_t least = presents ? 2 : 1;
  if (links.size() < least || links.size() > kMembers.size()) {
    return tl::unexpected{sentences::rehearse_links(presents, kMembers.size())};
  }
  std::vector<Role> cast;
  if (presents) cast.push_back({kLeader.name, links.front(), true});
  for (const Person& each : kMembers) {
    if (cast.size() == kMembers.size()) break;
    cast.push_back({each.name, links[std::min(cast.size(), links.size() - 1)], false});
  }
  return cast;
}

int rehearse(const RehearseOptions& options) {
  const auto links = read_links(options);
  if (!links) return fail(kUsage, links.error());
  const auto cast = plan_cast(options.as, *links);
  if (!cast) return fail(kUsage, cast.error());

  // Made before the first thread, so that all threads leave the signals to the loop.
  const Signals signals;
  Rehearsal rehearsal{kSeed, std::chrono::seconds{options.give_up_after}, Rehearsal::Steady::now()};
  Seats seats;
  sentences::Names names;
  for (const Role& role : *cast) {
    auto seat = make_seat(role, options, kSeed + static_cast<std::uint32_t>(seats.size()));
    if (!seat) {
      const bool bad_link = seat.error() == STEPBACK_INVALID_LINK;
      return fail(bad_link ? kUsage : kFailure,
                  bad_link ? sentences::link_expected() : stepback_result_text(seat.error()));
    }
    Mouth* const mouth = (*seat)->mouth.get();
    std::unique_ptr<Actor> actor;
    if (role.leads) {
      actor = std::make_unique<SimulatedLeader>(rehearsal.troupe(),
                                                Instant{options.begin_after} * 1000);
    } else {
      actor = std::make_unique<Member>(person(role).manner);
    }
    rehearsal.add((*seat)->client.get(), std::move(actor), [mouth](bool on) { mouth->talk(on); });
    seats.push_back(*std::move(seat));
    names.push_back(role.name);
  }
  for (const auto& seat : seats) {
    const stepback_result began = stepback_join(seat->client.get());
    if (began != STEPBACK_OK) return fail(kFailure, stepback_result_text(began));
  }
  std::puts(sentences::rehearsal_begins(names, cast->front().leads).c_str());
  std::fflush(stdout);

  Rehearsal::Outcome outcome;
  {
    const HeadlessAudio sound{[&seats](std::size_t) {
      for (const auto& seat : seats) seat->mouth->move();
    }};
    outcome = run(rehearsal, seats, signals);
  }
  if (outcome.exit_code != kSuccess) return fail(outcome.exit_code, outcome.sentence);
  std::puts(printable(outcome.sentence).c_str());
  return kSuccess;
}

}  // namespace stepback::cli::rehearsal

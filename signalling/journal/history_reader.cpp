#include "signalling/journal/history_reader.hpp"

#include <utility>

#include "protocol/record/event_json.hpp"
#include "protocol/session/permissions.hpp"
#include "protocol/session/replay.hpp"

namespace stepback::signalling::journal {
namespace {

using protocol::Revision;

// Nobody gets a stepped-back presenter's sound. Nobody gets their picture either, unless the
// template's step-back phase lets the presenter show.
std::optional<std::string> check_count(const protocol::Session& session,
                                       const protocol::Event& event) {
  const auto* count = std::get_if<protocol::StepBackCounted>(&event);
  if (count == nullptr) return std::nullopt;
  if (count->forwarded_audio > 0) {
    return "the router forwarded " + std::to_string(count->forwarded_audio) +
           " sound packets of a stepped-back presenter: expected 0";
  }
  const auto step_back = session.template_.step_back();
  const bool hidden =
      !step_back || !session.template_.phases[*step_back].rule(protocol::Seat::presenter).show;
  if (hidden && count->forwarded_video > 0) {
    return "the router forwarded " + std::to_string(count->forwarded_video) +
           " pictures of a stepped-back presenter: expected 0";
  }
  return std::nullopt;
}

}  // namespace

tl::unexpected<Damage> HistoryReader::damage(Revision revision, std::string what) const {
  return tl::unexpected(Damage{id_, revision, std::move(what)});
}

tl::expected<void, Damage> HistoryReader::take(Revision revision, protocol::Instant at,
                                               std::string_view text,
                                               const std::optional<Hash>& found) {
  const Revision next = history_.session.revision + 1;
  if (revision != next) {
    return damage(next,
                  "expected an entry, found none before revision " + std::to_string(revision));
  }
  head_ = chain_hash(head_, id_, revision, at, text);
  if (found != head_) {
    return damage(revision, "expected the hash " + to_hex(head_) + ", found " +
                                (found ? to_hex(*found) : std::string("something else")));
  }
  auto event = protocol::decode_event(text);
  if (!event) return damage(revision, std::move(event.error()));
  if (auto what = protocol::misfit(history_.session, *event)) {
    return damage(revision, *std::move(what));
  }
  if (auto what = check_count(history_.session, *event)) return damage(revision, *std::move(what));
  history_.session = protocol::apply(std::move(history_.session), *event);
  if (history_.session.id != id_) {
    return damage(revision, "expected the event to create this session, found another's");
  }
  history_.entries.push_back({revision, at, *std::move(event)});
  return {};
}

std::optional<std::string> HistoryReader::check_dates(const Dates& dates) const {
  const auto fault = [](const char* what, protocol::Instant wanted) {
    return std::string("expected its time of ") + what + " to be " +
           std::to_string(protocol::to_epoch_ms(wanted)) + ", as its entries say";
  };
  const protocol::Instant created_at = history_.entries.front().at;
  const protocol::Instant changed_at = history_.entries.back().at;
  const auto& ended_at = history_.session.ended_at;
  if (dates.created_at != created_at) return fault("creation", created_at);
  if (dates.changed_at != changed_at) return fault("last change", changed_at);
  if (dates.ended_at == ended_at) return std::nullopt;
  if (ended_at) return fault("end", *ended_at);
  return "expected no time of its end: its entries have none";
}

tl::expected<History, Damage> HistoryReader::finish(Revision revision,
                                                    const std::optional<Hash>& head,
                                                    const Dates& dates) {
  const Revision last = history_.session.revision;
  if (last != revision) {
    return damage(last + 1, "expected entries up to revision " + std::to_string(revision) +
                                ", found " + std::to_string(last));
  }
  if (last == 0) return damage(1, "expected at least one entry, found none");
  if (head != head_) return damage(last, "expected the last hash to be " + to_hex(head_));
  if (auto what = check_dates(dates)) return damage(0, *std::move(what));
  return std::move(history_);
}

}  // namespace stepback::signalling::journal

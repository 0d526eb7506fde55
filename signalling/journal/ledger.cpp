#include "signalling/journal/ledger.hpp"

#include <charconv>
#include <utility>

namespace stepback::signalling::journal {
namespace {

std::string name_of(std::int64_t session) {
  return "session number " + std::to_string(session);
}

std::optional<std::uint8_t> digit(char c) {
  if (c >= '0' && c <= '9') return static_cast<std::uint8_t>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<std::uint8_t>(c - 'a' + 10);
  return std::nullopt;
}

std::optional<Hash> parse_hash(std::string_view text) {
  Hash hash{};
  if (text.size() != 2 * hash.size()) return std::nullopt;
  for (std::size_t i = 0; i < hash.size(); ++i) {
    const auto high = digit(text[2 * i]);
    const auto low = digit(text[2 * i + 1]);
    if (!high || !low) return std::nullopt;
    hash[i] = static_cast<std::uint8_t>(*high * 16U + *low);
  }
  return hash;
}

}  // namespace

Hash ledger_hash(const Hash& previous, const LedgerRow& row) {
  std::string text;
  text.append(std::to_string(row.number)).append("\n");
  text.append(std::to_string(protocol::to_epoch_ms(row.at))).append("\n");
  text.append(protocol::to_word(row.what)).append("\n");
  text.append(std::to_string(row.session)).append("\n");
  text.append(std::to_string(row.revision)).append("\n");
  text.append(row.head.begin(), row.head.end());
  return hash_after(previous, text);
}

std::string to_text(const LedgerHead& head) {
  return std::to_string(head.number) + " " + to_hex(head.hash);
}

std::optional<LedgerHead> parse_ledger_head(std::string_view text) {
  LedgerHead head;
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), head.number);
  if (error != std::errc{}) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(rest - text.data()));
  if (!text.starts_with(' ')) return std::nullopt;
  const auto hash = parse_hash(text.substr(1));
  if (!hash) return std::nullopt;
  head.hash = *hash;
  return head;
}

tl::expected<void, std::string> LedgerReader::take(const LedgerRow& row,
                                                   const std::optional<Hash>& hash) {
  const std::uint64_t number = head_.number + 1;
  const std::string where = "row " + std::to_string(number) + ": ";
  if (row.number != number) {
    return tl::unexpected(where + "expected it, found row " + std::to_string(row.number));
  }
  const Hash wanted = ledger_hash(head_.hash, row);
  if (hash != wanted) {
    return tl::unexpected(where + "expected the hash " + to_hex(wanted) + ", found " +
                          (hash ? to_hex(*hash) : std::string("something else")));
  }
  if (auto fault = follow(row)) return tl::unexpected(where + *fault);
  head_ = {number, wanted};
  if (expected_ == head_) expected_.reset();
  return {};
}

// Says what is wrong with the row after those before it.
std::optional<std::string> LedgerReader::follow(const LedgerRow& row) {
  const auto known = sessions_.find(row.session);
  if (row.what == LedgerWhat::created) {
    if (known != sessions_.end()) return name_of(row.session) + " is created a second time";
    sessions_.emplace(row.session, Known{});
    return std::nullopt;
  }
  if (known == sessions_.end()) return name_of(row.session) + " was never created";
  if (row.what != LedgerWhat::kept) {
    sessions_.erase(known);
    return std::nullopt;
  }
  if (row.revision <= known->second.revision) {
    return name_of(row.session) + " goes back to revision " + std::to_string(row.revision);
  }
  known->second = {row.revision, row.head};
  return std::nullopt;
}

std::vector<std::string> LedgerReader::compare(const std::vector<SessionEnd>& sessions) const {
  std::vector<std::string> faults;
  auto missing = sessions_;
  for (const SessionEnd& each : sessions) {
    const auto known = sessions_.find(each.session);
    missing.erase(each.session);
    if (known == sessions_.end()) {
      faults.push_back(name_of(each.session) + " is in the journal, and was never created");
    } else if (known->second.revision != each.revision) {
      faults.push_back(name_of(each.session) + ": expected its last revision to be " +
                       std::to_string(known->second.revision) + ", found " +
                       std::to_string(each.revision));
    } else if (each.head != known->second.head) {
      faults.push_back(name_of(each.session) + ": expected its last hash to be " +
                       to_hex(known->second.head));
    }
  }
  for (const auto& [session, known] : missing) {
    faults.push_back(name_of(session) + " is missing: expected " + std::to_string(known.revision) +
                     " entries, or a row for its deletion");
  }
  if (expected_ && expected_->number > 0) {
    faults.push_back("expected row " + to_text(*expected_) +
                     ", found none: this is an older copy, or was rewritten");
  }
  return faults;
}

}  // namespace stepback::signalling::journal

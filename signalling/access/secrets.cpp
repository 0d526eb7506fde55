#include "signalling/access/secrets.hpp"

#include <fcntl.h>
#include <sys/random.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>
#include <system_error>

#include "protocol/json/object_reader.hpp"
#include "protocol/json/strict_json.hpp"
#include "signalling/base/private_file.hpp"

namespace stepback::signalling {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr std::size_t kLeastSecret = 32;  // RFC 7518, section 3.2: at least as long as the hash
constexpr std::size_t kMostSecret = 4096;
constexpr std::size_t kMostFile = std::size_t{1} << 20U;
constexpr int kVersion = 2;

std::string reason(int error) {
  return std::generic_category().message(error);
}

fs::path file_of(const fs::path& data_folder) {
  return data_folder / "secret";
}

tl::expected<std::string, std::string> make_hexadecimal() {
  std::array<std::uint8_t, kLeastSecret> bytes{};
  while (getrandom(bytes.data(), bytes.size(), 0) < 0) {
    if (errno != EINTR) return tl::unexpected("cannot make a secret: " + reason(errno));
  }
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const std::uint8_t byte : bytes) {
    text += digits[byte >> 4U];
    text += digits[byte & 0x0FU];
  }
  return text;
}

bool long_enough(std::string_view secret) {
  return secret.size() >= kLeastSecret && secret.size() <= kMostSecret;
}

/// Returns the secret in the member of this name, if it is one.
std::optional<std::string> secret_in(const json& entry) {
  const auto found = entry.is_object() ? entry.find("secret") : entry.end();
  const auto* text = found == entry.end() ? nullptr : found->get_ptr<const std::string*>();
  return text != nullptr && long_enough(*text) ? std::optional(*text) : std::nullopt;
}

std::optional<protocol::Instant> end_in(const json& entry) {
  const auto found = entry.find("until");
  const auto* ms =
      found == entry.end() ? nullptr : found->get_ptr<const json::number_unsigned_t*>();
  constexpr auto most = static_cast<json::number_unsigned_t>(protocol::kLargestInteger);
  if (ms == nullptr || *ms > most) return std::nullopt;
  return protocol::from_epoch_ms(static_cast<std::int64_t>(*ms));
}

/// Reads the second form; returns nothing if the text has another.
std::optional<Secrets> parse(std::string_view text) {
  const auto document = protocol::read_strict_json(text);
  if (!document || !document->is_object() || document->value("version", json()) != kVersion) {
    return std::nullopt;
  }
  const auto list = document->find("secrets");
  if (list == document->end() || !list->is_array() || list->empty()) return std::nullopt;
  Secrets secrets;
  for (const json& each : *list) {
    auto secret = secret_in(each);
    if (!secret) return std::nullopt;
    if (secrets.current.empty()) {
      secrets.current = *std::move(secret);
      continue;
    }
    const auto until = end_in(each);
    if (!until) return std::nullopt;
    secrets.retiring.push_back({*std::move(secret), *until});
  }
  return secrets;
}

std::string to_text(const Secrets& secrets) {
  json list = json::array({{{"secret", secrets.current}}});
  for (const Secrets::Retiring& each : secrets.retiring) {
    list.push_back({{"secret", each.secret}, {"until", protocol::to_epoch_ms(each.until)}});
  }
  const json document{{"version", kVersion}, {"secrets", std::move(list)}};
  return document.dump() + "\n";
}

tl::expected<Secrets, std::string> read(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) {
    return tl::unexpected("cannot read the secret " + path.string() + ": " + reason(errno));
  }
  std::string text(kMostFile + 1, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(stream.gcount()));
  if (text.size() > kMostFile) {
    return tl::unexpected("the secret " + path.string() + " is too long: expected at most " +
                          std::to_string(kMostFile) + " bytes");
  }
  while (text.ends_with('\n') || text.ends_with('\r')) text.pop_back();
  if (text.starts_with('{')) {
    auto secrets = parse(text);
    if (secrets) return *std::move(secrets);
    return tl::unexpected("the secret " + path.string() +
                          " is JSON, and not as `stepbackd rotate` writes it");
  }
  if (!long_enough(text)) {
    return tl::unexpected("the secret " + path.string() + " has " + std::to_string(text.size()) +
                          " bytes: expected " + std::to_string(kLeastSecret) + " to " +
                          std::to_string(kMostSecret));
  }
  return Secrets{std::move(text), {}};
}

}  // namespace

tl::expected<Secrets, std::string> load_or_make_secrets(const fs::path& data_folder) {
  const std::string name = data_folder.string();
  std::error_code error;
  fs::create_directories(data_folder, error);
  if (error) {
    return tl::unexpected("cannot make the data folder " + name + ": " + error.message());
  }
  if (::faccessat(AT_FDCWD, data_folder.c_str(), W_OK | X_OK, AT_EACCESS) != 0) {
    return tl::unexpected("cannot write into the data folder " + name + ": " + reason(errno));
  }
  const fs::path path = file_of(data_folder);
  if (!fs::exists(fs::symlink_status(path, error))) {
    const auto secret = make_hexadecimal();
    if (!secret) return tl::unexpected(secret.error());
    const auto made = write_private_file(path, *secret + "\n", Existing::kept);
    if (!made) return tl::unexpected(made.error());
  }
  return read(path);
}

tl::expected<Secrets, std::string> rotate_secrets(const fs::path& data_folder,
                                                  std::chrono::seconds overlap,
                                                  protocol::Instant now) {
  auto secrets = load_or_make_secrets(data_folder);
  if (!secrets) return secrets;
  auto fresh = make_hexadecimal();
  if (!fresh) return tl::unexpected(fresh.error());
  auto& retiring = secrets->retiring;
  retiring.insert(retiring.begin(), {std::move(secrets->current), now + overlap});
  if (overlap == std::chrono::seconds{0}) retiring.clear();
  std::erase_if(retiring, [now](const auto& each) { return each.until <= now; });
  secrets->current = *std::move(fresh);
  const auto kept = write_private_file(file_of(data_folder), to_text(*secrets), Existing::replaced);
  if (!kept) return tl::unexpected(kept.error());
  return secrets;
}

}  // namespace stepback::signalling

#include "signalling/journal/chain.hpp"

#include <openssl/evp.h>

#include <new>

namespace stepback::signalling::journal {

Hash hash_after(const Hash& previous, std::string_view text) {
  std::string bytes(previous.begin(), previous.end());
  bytes.append(text);
  Hash hash{};
  if (EVP_Digest(bytes.data(), bytes.size(), hash.data(), nullptr, EVP_sha256(), nullptr) != 1) {
    throw std::bad_alloc();  // the only possible reason for this algorithm
  }
  return hash;
}

Hash chain_hash(const Hash& previous, const protocol::SessionId& session,
                protocol::Revision revision, protocol::Instant at, std::string_view event) {
  std::string text;
  text.append(session.str()).append("\n");
  text.append(std::to_string(revision)).append("\n");
  text.append(std::to_string(protocol::to_epoch_ms(at))).append("\n");
  text.append(event);
  return hash_after(previous, text);
}

std::string to_hex(const Hash& hash) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const std::uint8_t byte : hash) {
    text += digits[byte >> 4U];
    text += digits[byte & 0x0FU];
  }
  return text;
}

}  // namespace stepback::signalling::journal

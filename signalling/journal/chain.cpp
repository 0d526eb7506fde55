#include "signalling/journal/chain.hpp"

#include <openssl/evp.h>

#include <new>

namespace stepback::signalling::journal {

Hash chain_hash(const Hash& previous, const protocol::SessionId& session,
                protocol::Revision revision, protocol::Instant at, std::string_view event) {
  std::string bytes(previous.begin(), previous.end());
  bytes.append(session.str()).append("\n");
  bytes.append(std::to_string(revision)).append("\n");
  bytes.append(std::to_string(protocol::to_epoch_ms(at))).append("\n");
  bytes.append(event);
  Hash hash{};
  if (EVP_Digest(bytes.data(), bytes.size(), hash.data(), nullptr, EVP_sha256(), nullptr) != 1) {
    throw std::bad_alloc();  // the only possible reason for this algorithm
  }
  return hash;
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

#include "flow/hostile/token_forge.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <cstdint>
#include <fstream>
#include <iterator>

namespace stepback::flow {
namespace {

std::string base64url(std::string_view bytes) {
  constexpr std::string_view kLetters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::string out;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char byte : bytes) {
    bits = bits << 8 | static_cast<std::uint8_t>(byte);
    count += 8;
    while (count >= 6) {
      count -= 6;
      out += kLetters[bits >> count & 0x3F];
    }
  }
  if (count > 0) out += kLetters[bits << (6 - count) & 0x3F];
  return out;
}

}  // namespace

std::string forge_token(const nlohmann::json& header, const nlohmann::json& claims,
                        std::string_view secret) {
  const std::string body = base64url(header.dump()) + "." + base64url(claims.dump());
  if (secret.empty()) return body + ".";
  std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
  unsigned int size = 0;
  HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()),
       reinterpret_cast<const unsigned char*>(body.data()), body.size(), mac.data(), &size);
  return body + "." + base64url({reinterpret_cast<const char*>(mac.data()), size});
}

std::string read_secret(const std::string& data_folder) {
  std::ifstream in{data_folder + "/secret"};
  std::string secret{std::istreambuf_iterator<char>{in}, {}};
  while (secret.ends_with('\n')) secret.pop_back();
  return secret;
}

}  // namespace stepback::flow

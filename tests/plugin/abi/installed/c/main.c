/* A host in C, built against the installed files by pkg-config. */
#include <stdio.h>
#include <stepback_sessions.h>

int main(void) {
  stepback_config config = {0};
  stepback_client* client = NULL;
  stepback_state state = {0};
  stepback_state* kept = NULL;
  const stepback_sessions* sessions = NULL;
  float samples[960] = {0};
  config.struct_size = sizeof(config);
  config.link = "http://127.0.0.1:9/#join=token";
  config.name = "Mina";
  if (stepback_abi_version() < STEPBACK_ABI_VERSION) return 1;
  if (stepback_create(NULL, &client) != STEPBACK_INVALID_ARGUMENT) return 2;
  if (stepback_create(&config, &client) != STEPBACK_OK) return 3;
  if (stepback_push(client, samples, 960) != 960) return 4;
  if (stepback_pull(client, samples, 960) != 0) return 5;
  stepback_destroy(client);
  if (stepback_state_copy(&state, &kept) != STEPBACK_OK || kept->you != NULL) return 6;
  stepback_state_free(kept);
  sessions = stepback_get_extension(STEPBACK_EXTENSION_SESSIONS);
  if (sessions == NULL || sessions->create(NULL, NULL) != STEPBACK_INVALID_ARGUMENT) return 7;
  return puts(stepback_result_text(STEPBACK_OK)) < 0 ? 8 : 0;
}

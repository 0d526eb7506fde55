import type { Code } from '../wire/messages.js';

/**
 * A request that was not granted. `code` is the server's code, or `network` if there was no
 * connection or it broke before the answer; then it is unknown whether the request was carried out.
 * A code that only a newer server knows is `badMessage` here. `message` is the server's sentence for developers. The text for people is chosen by the code.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    readonly code: Code | 'network',
    message: string,
  ) {
    super(message);
  }
}

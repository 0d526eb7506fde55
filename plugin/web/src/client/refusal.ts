import type { Code } from '../wire/messages.js';

/**
 * A request was not granted. `code` is the server's, or `network`: the connection broke, or was not
 * there, before an answer came, and nobody knows whether the request was carried out. `message` is
 * the server's sentence, for developers: what people read is chosen by the code.
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

// A Stepback client for node: the coordinator's HTTP calls, and the token of the links that they make.

/** The answer to a call of the HTTP API. */
export class Answer {
  constructor(status, headers, text) {
    this.status = status;
    this.headers = headers;
    this.text = text;
    this.contentType = (headers.get('content-type') ?? '').split(';')[0].trim();
  }

  get json() {
    return JSON.parse(this.text);
  }
}

/** The HTTP calls. With a coordinator's token they may make, read and end sessions. */
export class Coordinator {
  /**
   * @param {string} origin where the server is, such as http://127.0.0.1:8080
   * @param {string} [token]
   */
  constructor(origin, token) {
    this.origin = origin;
    this.token = token;
  }

  /**
   * Makes any call. `json` is sent as application/json; `body` and `headers` are sent unchanged.
   * @param {string} method
   * @param {string} path
   * @param {{ json?: unknown, body?: BodyInit, headers?: Record<string, string> }} [options]
   * @returns {Promise<Answer>}
   */
  async call(method, path, { json, body, headers = {} } = {}) {
    const all = { ...headers };
    if (this.token && all.authorization === undefined) all.authorization = `Bearer ${this.token}`;
    if (json !== undefined) all['content-type'] ??= 'application/json';
    const response = await fetch(new URL(path, this.origin), {
      method,
      headers: all,
      body: json === undefined ? body : JSON.stringify(json),
      redirect: 'manual',
    });
    return new Answer(response.status, response.headers, await response.text());
  }

  createSession(request) {
    return this.call('POST', '/api/sessions', { json: request });
  }
  listSessions() {
    return this.call('GET', '/api/sessions');
  }
  session(id) {
    return this.call('GET', `/api/sessions/${encodeURIComponent(id)}`);
  }
  endSession(id) {
    return this.call('DELETE', `/api/sessions/${encodeURIComponent(id)}`);
  }
  templates() {
    return this.call('GET', '/api/templates');
  }
}

/** The token in a link's fragment. */
export const tokenOf = (link) => new URLSearchParams(new URL(link).hash.slice(1)).get('join');

// A Stepback client for node: a participant's connection.

import { setTimeout as sleep } from 'node:timers/promises';

import WebSocket from 'ws';

import { Pace } from './pace.mjs';
import { PICTURE, SOUND, decodePacket, encodePacket } from './rtp.mjs';

// Milliseconds until something that was waited for counts as missing. It is longer than anything
// takes on a busy machine.
const PATIENCE = 60_000;

/** A refused request: `code` is one of the contract's codes. */
export class Refusal extends Error {
  constructor({ code, message }, id) {
    super(`${code}: ${message}`);
    this.name = 'Refusal';
    this.code = code;
    this.id = id;
  }
}

/**
 * One participant's connection. Everything that comes is kept in `received`, in its order: control
 * messages unchanged, and media packets as { type: 'packet', bytes, ...fields }.
 */
export class Client {
  received = [];
  /** @type {object | null} the newest view */
  state = null;
  /** @type {object | null} */
  welcome = null;
  /** @type {object | null} */
  bye = null;
  /** @type {number | null} the WebSocket's close code, once closed */
  closed = null;

  #socket;
  #opened;
  #watchers = new Set();
  #lastId = 0;
  #pace = new Pace();
  #sent = { sound: 0, picture: 0 };

  /**
   * @param {string} origin where the server is, such as http://127.0.0.1:8080
   * @param {string} [localAddress] the address from which the client connects
   */
  constructor(origin, localAddress) {
    const url = new URL('/ws', origin);
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
    this.#socket = new WebSocket(url, 'stepback.v1', { localAddress });
    this.#opened = new Promise((resolve, reject) => {
      this.#socket.once('open', resolve);
      this.#socket.once('error', reject);
    });
    this.#socket.on('error', () => {}); // `close` follows
    this.#socket.on('message', (data, isBinary) => this.#take(data, isBinary));
    this.#socket.on('close', (code) => {
      this.closed = code;
      this.#notify();
    });
  }

  /** Connects and joins. A shared link's token needs `name`. */
  static async join(origin, token, name) {
    const client = await Client.open(origin);
    await client.join(token, name);
    return client;
  }

  /** Connects without joining. */
  static async open(origin, localAddress) {
    const client = new Client(origin, localAddress);
    await client.#opened;
    return client;
  }

  /** Joins and waits for the first view. Throws Refusal. */
  async join(token, name) {
    const id = this.#send('join', { token, name });
    await this.wait('welcome', () => {
      this.#throwIfRefused(id);
      return this.welcome;
    });
    await this.wait('the first state', () => this.state);
    return this.welcome;
  }

  get id() {
    return this.welcome.participant;
  }
  get resume() {
    return this.welcome.resume;
  }

  /** A participant in the newest view. Without an identifier it is this client's own. */
  participant(id = this.id) {
    return this.state.participants.find((one) => one.id === id);
  }

  /**
   * Sends a request as soon as the limits of `welcome` let it, and waits for its answer. Throws
   * Refusal.
   */
  async request(type, fields = {}) {
    await this.#turn();
    const id = this.#send(type, fields);
    try {
      await this.wait(`the answer to ${type}`, () => {
        this.#throwIfRefused(id);
        return this.received.some((message) => message.type === 'ok' && message.id === id);
      });
    } finally {
      this.#pace.answered(performance.now());
    }
  }

  publish(audio, video) {
    return this.request('publish', { audio, video });
  }
  admit(participant) {
    return this.request('admit', { participant });
  }
  appoint(participant) {
    return this.request('appoint', { participant });
  }
  advance(phase) {
    return this.request('advance', { phase });
  }
  scheduleReturn(at) {
    return this.request('scheduleReturn', { at });
  }
  chat(text) {
    return this.request('chat', { text });
  }
  records(on) {
    return this.request('records', { on });
  }
  hand(raised) {
    return this.request('hand', { raised });
  }
  signal(kind) {
    return this.request('signal', { kind });
  }

  /**
   * Asks for the server's clock and waits for the answer. By then the server has taken everything
   * that was sent before.
   */
  async ping(sent = Date.now()) {
    await this.#turn();
    const from = this.received.length;
    this.sendText(JSON.stringify({ type: 'ping', sent }));
    const pong = await this.next('pong', (message) => message.type === 'pong' && message.sent === sent, from);
    this.#pace.answered(performance.now());
    return pong;
  }

  /** Sends one packet of sound and returns its fields. */
  sendSound(payload, { minusDbov = 30, voice = true } = {}) {
    const number = this.#sent.sound++;
    return this.#sendPacket({
      payloadType: SOUND.payloadType,
      marker: number === 0,
      sequence: number & 0xffff,
      timestamp: number * 0.02 * SOUND.clock,
      audioLevel: { voice, minusDbov },
      payload,
    });
  }

  /** Sends one picture and returns its fields. */
  sendPicture(payload, keyFrame) {
    const number = this.#sent.picture++;
    return this.#sendPacket({
      payloadType: PICTURE.payloadType,
      marker: true,
      sequence: number & 0xffff,
      timestamp: (number * PICTURE.clock) / 25,
      keyFrame,
      payload,
    });
  }

  /** Sends at once, whatever the limits are. */
  sendText(text) {
    this.#pace.sent();
    this.#socket.send(text);
  }
  sendBytes(bytes) {
    this.#socket.send(bytes);
  }

  /** Waits until `condition` returns something true. It is asked whenever something has come. */
  wait(what, condition) {
    return new Promise((resolve, reject) => {
      const finish = (settle, value) => {
        clearTimeout(timer);
        this.#watchers.delete(look);
        settle(value);
      };
      const look = () => {
        try {
          const value = condition();
          if (value) finish(resolve, value);
          else if (this.closed !== null) finish(reject, new Error(`closed (${this.closed}) before ${what}`));
        } catch (error) {
          finish(reject, error);
        }
      };
      const timer = setTimeout(() => finish(reject, new Error(`no ${what}`)), PATIENCE);
      this.#watchers.add(look);
      look();
    });
  }

  /** Waits for the first message that matches, from the place `from` in `received` on. */
  next(what, matches, from = 0) {
    let at = from;
    return this.wait(what, () => {
      for (; at < this.received.length; at++) {
        if (matches(this.received[at])) return this.received[at];
      }
      return null;
    });
  }

  /** Waits until the newest view matches. */
  view(what, matches) {
    return this.wait(what, () => this.state && matches(this.state) && this.state);
  }

  /**
   * Waits until the connection is closed. Returns the code of the server's `bye`, if there was one.
   */
  async end() {
    await this.wait('the end of the connection', () => this.closed !== null);
    return this.bye?.code;
  }

  /** Loses the connection as a broken network does. */
  drop() {
    this.#socket.terminate();
  }

  async #turn() {
    for (let ms = 0; (ms = this.#pace.wait(performance.now())) > 0; ) await sleep(Math.ceil(ms));
  }

  #send(type, fields) {
    const id = ++this.#lastId;
    this.sendText(JSON.stringify({ type, id, ...fields }));
    return id;
  }

  #sendPacket(packet) {
    this.sendBytes(encodePacket(packet));
    return packet;
  }

  #throwIfRefused(id) {
    const error = this.received.find((message) => message.type === 'error' && message.id === id);
    if (error) throw new Refusal(error, id);
  }

  #take(data, isBinary) {
    const message = isBinary
      ? { type: 'packet', bytes: data, ...decodePacket(data) }
      : JSON.parse(data.toString());
    if (message.type === 'welcome') {
      this.welcome = message;
      this.#pace.keepTo(message.limits, performance.now());
    }
    if (message.type === 'state') this.state = message;
    if (message.type === 'bye') this.bye = message;
    this.received.push(message);
    this.#notify();
  }

  #notify() {
    for (const look of [...this.#watchers]) look();
  }
}

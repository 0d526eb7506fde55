// @ts-check
// Eleven others made from one recording. They run in Node and ignore what they receive, so that
// they use little of the machine on which a listener is measured.

import { randomBytes } from 'node:crypto';
import { request } from 'node:http';

/** @typedef {import('./server.mjs').Place} Place */
/** A microphone's and a camera's packets with their times (milliseconds). Begins with a key frame.
 * @typedef {{ at: number, bytes: number[] }[]} Recording */

/** The recordings of different people begin at different moments. */
const stagger = 137;
const audioType = 111;

/**
 * Seats a person at each place, who sends the recording again and again. Call the returned function
 * to stop them.
 * @param {Place[]} places
 * @param {Recording} recording
 */
export async function seatCrowd(places, recording) {
  if (recording.length === 0) throw new Error('the recording is empty');
  const sockets = await Promise.all(places.map(connect));
  await Promise.all(
    sockets.map(async (socket, at) => {
      const joined = welcomed(socket);
      sendText(socket, { type: 'join', token: places[at]?.token });
      await joined;
      sendText(socket, { type: 'publish', audio: true, video: true });
    }),
  );
  await new Promise((resolve) => setTimeout(resolve, 500));
  const began = performance.now();
  const voices = sockets.map((socket, at) => new Voice(socket, recording, began + at * stagger));
  const timer = setInterval(() => {
    for (const voice of voices) voice.sendUntil(performance.now());
  }, 2);
  return () => {
    clearInterval(timer);
    for (const socket of sockets) socket.destroy();
  };
}

/** One person's repetition of the recording, with numbers and timestamps that go on. */
class Voice {
  next = 0;
  rounds = 0;
  /** @type {Map<number, number>} By payload type. */
  sequences = new Map();

  /**
   * @param {import('node:net').Socket} socket
   * @param {Recording} recording
   * @param {number} begins
   */
  constructor(socket, recording, begins) {
    this.socket = socket;
    this.recording = recording;
    this.begins = begins;
    // Whole blocks of 20 ms, after the last packet.
    this.lasts = 20 * Math.ceil(((recording.at(-1)?.at ?? 0) + 20) / 20);
  }

  /** @param {number} now */
  sendUntil(now) {
    for (;;) {
      const packet = this.recording[this.next];
      if (!packet) {
        this.next = 0;
        this.rounds += 1;
        continue;
      }
      if (this.begins + this.rounds * this.lasts + packet.at > now) return;
      this.next += 1;
      this.send(packet.bytes);
    }
  }

  /** @param {number[]} recorded */
  send(recorded) {
    const bytes = Buffer.from(recorded);
    const type = (bytes[1] ?? 0) & 0x7f;
    const sequence = this.sequences.get(type) ?? 0;
    this.sequences.set(type, sequence + 1);
    bytes.writeUInt16BE(sequence & 0xffff, 2);
    const ticks = this.rounds * this.lasts * (type === audioType ? 48 : 90);
    bytes.writeUInt32BE((bytes.readUInt32BE(4) + ticks) % 0x100000000, 4);
    sendFrame(this.socket, 2, bytes);
  }
}

/**
 * A WebSocket (RFC 6455) with the parts that are needed here.
 * @param {Place} place
 * @returns {Promise<import('node:net').Socket>}
 */
function connect({ server }) {
  return new Promise((resolve, reject) => {
    const asked = request(new URL('ws', server), {
      headers: {
        Connection: 'Upgrade',
        Upgrade: 'websocket',
        'Sec-WebSocket-Version': '13',
        'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
        'Sec-WebSocket-Protocol': 'stepback.v1',
      },
    });
    asked.on('upgrade', (_, socket) => {
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
      resolve(socket);
    });
    asked.on('error', reject);
    asked.end();
  });
}

/**
 * Resolves when the server lets the person in. Later messages are ignored.
 * @param {import('node:net').Socket} socket
 * @returns {Promise<void>}
 */
function welcomed(socket) {
  return new Promise((resolve, reject) => {
    let come = '';
    socket.once('close', () => {
      reject(new Error('the server let one of the crowd not in'));
    });
    socket.on('data', function look(bytes) {
      come += bytes.toString('latin1');
      if (!come.includes('"type":"welcome"')) return;
      socket.off('data', look);
      socket.resume();
      resolve();
    });
  });
}

/**
 * @param {import('node:net').Socket} socket
 * @param {object} message
 */
function sendText(socket, message) {
  sendFrame(socket, 1, Buffer.from(JSON.stringify(message)));
}

/**
 * @param {import('node:net').Socket} socket
 * @param {number} opcode
 * @param {Buffer} payload
 */
function sendFrame(socket, opcode, payload) {
  const { length } = payload;
  const head = length < 126 ? [0x80 | length] : [0x80 | 126, length >> 8, length & 0xff];
  // A client has to mask; the mask of zeros changes nothing.
  socket.write(Buffer.concat([Buffer.from([0x80 | opcode, ...head, 0, 0, 0, 0]), payload]));
}

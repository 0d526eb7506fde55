// A server process for a test.

import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const program = process.env.STEPBACKD;

/** The support contacts that every server here is told to show. */
export const SUPPORT = ['Student wellbeing, 09 123 4567', 'Käynti "Mielensä" 1'];

export class Server {
  #process = null;

  /** @param {string} data the folder in which the server keeps what it keeps */
  constructor(data) {
    this.data = data;
    /** @type {string | null} where it answers, while it runs */
    this.origin = null;
    /** @type {string | null} where it answers the operator, while it runs */
    this.operations = null;
  }

  /** A server in a new folder. */
  static async start() {
    if (!program) throw new Error('STEPBACKD is not set: the path of the stepbackd program');
    const server = new Server(await mkdtemp(join(tmpdir(), 'stepback-third-party-')));
    try {
      await server.run();
    } catch (error) {
      await server.end();
      throw error;
    }
    return server;
  }

  /** Starts the process and waits until it prints its address. */
  async run() {
    const support = SUPPORT.flatMap((contact) => ['--support', contact]);
    const ports = ['--port', '0', '--operations', '127.0.0.1:0'];
    const child = spawn(program, [...ports, '--data', this.data, ...support], { stdio: ['ignore', 'pipe', 'pipe'] });
    this.#process = child;
    let log = '';
    const lines = (stream) => createInterface({ input: stream });
    const operations = new Promise((resolve) => {
      lines(child.stderr).on('line', (line) => {
        const [, port] = line.match(/"operationsPort":(\d+)/) ?? [];
        if (port) resolve(`http://127.0.0.1:${port}`);
      });
    });
    child.stderr.on('data', (text) => (log += text));
    this.origin = await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code, signal) => reject(new Error(`the server ended (${signal ?? code}):\n${log}`)));
      lines(child.stdout).on('line', (line) => {
        const [word, url] = line.split(' ');
        if (word === 'ready') resolve(url);
      });
    });
    this.operations = await operations;
  }

  /** A coordinator's token for this server. */
  async coordinatorToken() {
    const { stdout } = await promisify(execFile)(program, ['token', '--data', this.data, '--role', 'coordinator']);
    return stdout.trim();
  }

  /** Asks the process to end and returns its exit code. The folder stays. */
  async stop() {
    const child = this.#process;
    if (!child) return null;
    this.#process = null;
    this.origin = null;
    this.operations = null;
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
    return child.exitCode;
  }

  /** Stops the process and removes its folder. */
  async end() {
    const code = await this.stop();
    await rm(this.data, { recursive: true, force: true });
    return code;
  }
}

// A stepbackd for a test, on a free port. Its data folder is removed with it.

import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const binaries = process.env['STEPBACK_BIN'] ?? join(root, 'build/dev/bin');
const stepbackd = process.env['STEPBACKD'] ?? join(binaries, 'stepbackd');
/** The command-line client. */
export const stepback = process.env['STEPBACK'] ?? join(binaries, 'stepback');
/** The page that the server serves, which was built before. */
export const page = join(root, 'plugin/web/dist/page');

export type Role = 'facilitator' | 'coFacilitator' | 'member' | 'observer';

/**
 * The answer to POST /api/sessions (protocol/wire/README.md), with the parts that the tests use.
 */
export interface Session {
  id: string;
  links: Record<Role, string> & { participants: { name: string; link: string }[] };
}

export class Server {
  private process: ChildProcess | null = null;
  private port = 0;
  /** Its log: JSON lines. */
  log = '';

  private constructor(
    private readonly data: string,
    private readonly more: readonly string[],
  ) {}

  /** Starts a server. `more` are further options of stepbackd. */
  static async start(...more: string[]): Promise<Server> {
    await access(join(page, 'index.html')).catch(() => {
      throw new Error('The page is not built: npm --prefix plugin/web run build:page');
    });
    const server = new Server(await mkdtemp(join(tmpdir(), 'stepback-web-')), more);
    await server.begin();
    return server;
  }

  /** Whether stepbackd keeps its sessions through a restart. */
  static async keepsSessions(): Promise<boolean> {
    const { stdout } = await promisify(execFile)(stepbackd, ['--help']);
    return /^ +verify /m.test(stdout); // the journal's own command
  }

  /** The server's address, without a slash at its end. */
  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Starts the server again on the same port, with the same data. */
  async begin(): Promise<void> {
    const options = ['--port', `${this.port}`, '--data', this.data, '--web', page, ...this.more];
    const child = spawn(stepbackd, options, { stdio: ['ignore', 'pipe', 'pipe'] });
    this.process = child;
    child.stderr.on('data', (text: Buffer) => (this.log += text.toString()));
    for await (const line of createInterface(child.stdout)) {
      const port = /^ready http:\/\/.*:(\d+)$/.exec(line)?.[1];
      if (port === undefined) continue;
      this.port = Number(port);
      return;
    }
    throw new Error(`stepbackd did not get ready.\n${this.log}`);
  }

  /** Kills the server with SIGKILL, so that it says goodbye to nobody. */
  async kill(): Promise<void> {
    const child = this.process;
    this.process = null;
    if (!child || child.exitCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  async stop(): Promise<void> {
    await this.kill();
    await rm(this.data, { recursive: true, force: true });
  }

  /** A coordinator's token, as an operator makes it. */
  async coordinator(): Promise<string> {
    const { stdout } = await promisify(execFile)(stepbackd, [
      ...['token', '--data', this.data],
      ...['--role', 'coordinator'],
    ]);
    return stdout.trim();
  }

  /** A session with shared links, and links of their own for the names given. */
  async session(...named: { name: string; role: Role }[]): Promise<Session> {
    const answer = await fetch(`${this.url}/api/sessions`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${await this.coordinator()}`,
        'Content-Type': 'application/json',
      },
      body: JSON.stringify({ template: 'cmh-60', title: 'Thursday group', participants: named }),
    });
    if (answer.status !== 201) throw new Error(`no session: ${await answer.text()}`);
    return (await answer.json()) as Session; // the contract, held by the server's own tests
  }
}

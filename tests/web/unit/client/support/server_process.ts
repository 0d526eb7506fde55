// A stepbackd for a test. STEPBACKD names the program; by default it is the one of the preset dev.

import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const program =
  process.env['STEPBACKD'] ??
  new URL('../../../../../build/dev/bin/stepbackd', import.meta.url).pathname;

/** Whether there is a program to start. One that STEPBACKD names must exist. */
export const serverIsBuilt = process.env['STEPBACKD'] !== undefined || existsSync(program);

export class ServerProcess {
  private constructor(
    private readonly child: ChildProcess,
    private readonly data: string,
    /** Its base address. */
    readonly address: string,
  ) {}

  /** Starts a server in a new folder on a free port. Resolves when it can be reached. */
  static async start(): Promise<ServerProcess> {
    const data = await mkdtemp(join(tmpdir(), 'stepback-web-unit-'));
    const options = ['--port', '0', '--data', data, '--log-level', 'warn'];
    // Through a relay the server is reached at another port than its own.
    const child = spawn(program, [...options, '--allow-host', '127.0.0.1'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const address = await new Promise<string>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code) => reject(new Error(`stepbackd ended with ${code}`)));
      createInterface({ input: child.stdout }).on('line', (line) => {
        const [word, url] = line.split(' ');
        if (word === 'ready' && url) resolve(`${url}/`);
      });
    });
    return new ServerProcess(child, data, address);
  }

  async coordinatorToken(): Promise<string> {
    const command = ['token', '--data', this.data, '--role', 'coordinator'];
    return (await promisify(execFile)(program, command)).stdout.trim();
  }

  async stop(): Promise<void> {
    if (this.child.exitCode === null) {
      this.child.kill('SIGTERM');
      await once(this.child, 'exit');
    }
    await rm(this.data, { recursive: true, force: true });
  }
}

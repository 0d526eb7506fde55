// A sound server without any device. In a browser that finds no sound server, sound stands still.

import { type ChildProcess, spawn } from 'node:child_process';
import { access, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export class SoundServer {
  private constructor(
    private readonly process: ChildProcess,
    private readonly folder: string,
  ) {}

  static async start(): Promise<SoundServer> {
    const folder = await mkdtemp(join(tmpdir(), 'stepback-sound-'));
    const environment = { XDG_RUNTIME_DIR: folder, HOME: folder };
    const child = spawn(
      'pulseaudio',
      [
        ...['--daemonize=no', '--exit-idle-time=-1', '-n', '--log-level=error'],
        ...['--load=module-null-sink', '--load=module-native-protocol-unix'],
      ],
      { env: { ...process.env, ...environment }, stdio: 'ignore' },
    );
    const server = new SoundServer(child, folder);
    for (let tries = 0; ; tries++) {
      if (await server.listens()) return server;
      if (tries === 1200 || child.exitCode !== null) throw new Error('pulseaudio did not start');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** The environment variables with which a program finds this sound server. */
  get environment(): Record<string, string> {
    return { XDG_RUNTIME_DIR: this.folder };
  }

  async stop(): Promise<void> {
    this.process.kill('SIGKILL');
    await rm(this.folder, { recursive: true, force: true });
  }

  private listens(): Promise<boolean> {
    return access(join(this.folder, 'pulse/native')).then(
      () => true,
      () => false,
    );
  }
}

// @ts-check
// A stepbackd for the benchmark, and sessions in it.

import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const program = fileURLToPath(new URL('../../../build/dev/bin/stepbackd', import.meta.url));

/** @typedef {{ server: string, token: string }} Place */

/**
 * Starts the server on a free port, with its data in the folder `data`, and `web` as its pages.
 * @param {string} data
 * @param {string} web
 */
export async function startServer(data, web) {
  const child = spawn(
    program,
    ['--port', '0', '--data', data, '--web', web, '--log-level', 'error'],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const gone = once(child, 'exit');
  let address = '';
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.startsWith('ready ')) continue;
    address = `${line.slice('ready '.length)}/`;
    break;
  }
  const printed = await promisify(execFile)(program, [
    'token',
    '--role',
    'coordinator',
    '--data',
    data,
  ]);
  const coordinator = printed.stdout.trim();

  return {
    address,
    /**
     * Makes a session. Returns the leader's place, and one for each of `count` members.
     * @param {number} count
     */
    async session(count) {
      const names = Array.from({ length: count }, (_, at) => ({ name: `M${at}`, role: 'member' }));
      const answer = await fetch(`${address}api/sessions`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${coordinator}` },
        body: JSON.stringify({
          template: 'cmh-60',
          participants: [{ name: 'L', role: 'facilitator' }, ...names],
        }),
      });
      /** @type {unknown} */
      const answered = await answer.json();
      const made = /** @type {{ tokens: { participants: { token: string }[] } }} */ (answered);
      const places = made.tokens.participants.map(({ token }) => ({ server: address, token }));
      const [leader = { server: address, token: '' }, ...members] = places;
      return { leader, members };
    },
    async stop() {
      child.kill();
      await gone;
    },
  };
}

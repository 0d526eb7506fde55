// @ts-check
// The processor time that a browser has used, from /proc.

import { readFile } from 'node:fs/promises';

/** Clock ticks a second. Linux reports the same number on every machine. */
const ticks = 100;

/**
 * The seconds that the browser's renderer processes have used, and all its processes.
 * @param {import('playwright-core').Browser} browser
 */
export async function secondsOfRenderers(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  let renderers = 0;
  let all = 0;
  for (const { id, type } of processInfo) {
    const stat = await readFile(`/proc/${id}/stat`, 'utf8').catch(() => '');
    // utime and stime, the 14th and 15th field; the 2nd may hold spaces, and ends with the last ')'.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const used = (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / ticks;
    all += used;
    if (type === 'renderer') renderers += used;
  }
  return { renderers, browser: all };
}

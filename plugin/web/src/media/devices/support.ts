// What this browser lacks to take part.

import type { Missing } from '../base/types.js';
import { sampleRate } from '../base/audio_format.js';
import { withTimeout } from '../base/with_timeout.js';

/** What can be said at once. Pictures are no need: who cannot see or show them still hears. */
export function missingHere(): Missing[] {
  const missing: Missing[] = [];
  if (!globalThis.isSecureContext) missing.push('secureContext');
  if (!('WebSocket' in globalThis)) missing.push('webSocket');
  // Browsers hide both on a page that is not secure: that is the reason to tell, not they.
  if (missing.includes('secureContext')) return missing;
  if (!('AudioEncoder' in globalThis) || !('AudioDecoder' in globalThis)) missing.push('webCodecs');
  if (!('AudioWorkletNode' in globalThis)) missing.push('audioWorklet');
  return missing;
}

/** Whether the codecs that are there know Opus; the browser has to be asked. */
export async function opusMissing(): Promise<boolean> {
  if (!('AudioEncoder' in globalThis) || !('AudioDecoder' in globalThis)) return true;
  const config = { codec: 'opus', sampleRate, numberOfChannels: 1 };
  const known = Promise.all([
    AudioEncoder.isConfigSupported({ ...config, bitrate: 32_000 }),
    AudioDecoder.isConfigSupported(config),
  ]);
  const answers = await withTimeout(2000, known, null);
  return answers !== null && answers.some(({ supported }) => !supported);
}

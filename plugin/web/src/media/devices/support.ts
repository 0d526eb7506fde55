// Features that a session needs and this browser lacks.

import type { Missing } from '../base/types.js';
import { sampleRate } from '../base/audio_format.js';
import { withTimeout } from '../base/with_timeout.js';

/** Features found missing at once. Pictures are optional: people without them still hear. */
export function missingHere(): Missing[] {
  const missing: Missing[] = [];
  if (!globalThis.isSecureContext) missing.push('secureContext');
  if (!('WebSocket' in globalThis)) missing.push('webSocket');
  // Browsers hide both features on an insecure page, so only the insecure page is reported.
  if (missing.includes('secureContext')) return missing;
  if (!('AudioEncoder' in globalThis) || !('AudioDecoder' in globalThis)) missing.push('webCodecs');
  if (!('AudioWorkletNode' in globalThis)) missing.push('audioWorklet');
  return missing;
}

/** Whether the browser's codecs lack Opus; false if it does not answer within 2 s. */
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

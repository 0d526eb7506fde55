// The only sound format in this folder: 48 kHz, mono, float, in blocks of 20 ms. "Samples" always
// means ticks of that clock.

/** Samples per second: Opus' own rate and the RTP clock of sound (RFC 7587, section 4.1). */
export const sampleRate = 48_000;

/** Samples in one block, one Opus frame and one RTP packet: 20 ms (RFC 7587, section 4.2). */
export const blockSamples = 960;

/** Samples per millisecond. */
export const perMs = sampleRate / 1000;

/** Samples in one turn of an audio graph (Web Audio's render quantum). */
export const quantum = 128;

/**
 * A block this many dB below overload counts as silence. The sender's gate uses it, and so does the
 * listener, who reads it from the packet's level. A whisper or a quiet sob at arm's length is 20 to
 * 30 dB louder. The native client has the same figure.
 */
export const silenceDbov = 66;

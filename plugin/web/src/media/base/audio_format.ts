// The one format of sound in this folder: 48 kHz, mono, float, in blocks of 20 ms. "Samples" are
// ticks of that clock everywhere.

/** Samples a second: Opus' own rate and the RTP clock of sound (RFC 7587, section 4.1). */
export const sampleRate = 48_000;

/** Samples of one block, one Opus frame and one RTP packet: 20 ms (RFC 7587, section 4.2). */
export const blockSamples = 960;

/** Samples a millisecond. */
export const perMs = sampleRate / 1000;

/** Samples of one turn of an audio graph (Web Audio's render quantum). */
export const quantum = 128;

/**
 * A block this many dB below overload is silence, for the sender's gate and for the listener, who
 * hears of it by the packet's level. A whisper or a quiet sob at arm's length is 20 to 30 dB louder.
 * The native client has the same figure.
 */
export const silenceDbov = 66;

// Unwraps a sender's numbers, and counts the packets that did not come (RFC 3550, appendix A). The
// numbers may begin anew after a reconnect, or when a microphone is opened again.

/** A packet's place among the packets of its sender. */
export interface Place {
  /** Counts without wrapping within one epoch. */
  sequence: number;
  timestamp: number;
  /** Grows when the numbers begin anew. */
  epoch: number;
  /** The number of packets missing between the last one and this one. */
  lost: number;
}

/** A sequence number that jumps further begins anew (RFC 3550, appendix A.1). */
const mostDropout = 3000;

export class Timeline {
  private sequence: number | null = null;
  private timestamp = 0;
  private epoch = 0;

  /** `longestJump`: a timestamp that moves further between two packets begins anew. */
  constructor(private readonly longestJump: number) {}

  /**
   * The place of the next packet, from its 16-bit sequence number and 32-bit timestamp. Null for a
   * packet that is of no use: it came after newer ones, or twice.
   */
  place(sequence: number, timestamp: number): Place | null {
    if (this.sequence === null) return this.begin(sequence, timestamp);
    const ahead = ((sequence - this.sequence) << 16) >> 16;
    const jump = (timestamp - this.timestamp) | 0;
    if (Math.abs(jump) > this.longestJump || Math.abs(ahead) > mostDropout) {
      return this.begin(sequence, timestamp);
    }
    if (ahead <= 0) return null;
    this.sequence += ahead;
    this.timestamp += jump;
    return this.found(ahead - 1);
  }

  private begin(sequence: number, timestamp: number): Place {
    this.sequence = sequence;
    this.timestamp = timestamp;
    this.epoch += 1;
    return this.found(0);
  }

  private found(lost: number): Place {
    const { timestamp, epoch } = this;
    return { sequence: this.sequence ?? 0, timestamp, epoch, lost };
  }
}

// A sender's numbers as they come, unwrapped, and what they say of packets that did not come
// (RFC 3550, appendix A). After a reconnect, or when a microphone is opened again, they may begin
// anew.

/** A packet's place among those of its sender. */
export interface Place {
  /** Counts on without wrapping, within one epoch. */
  sequence: number;
  timestamp: number;
  /** Grows when the numbers begin anew. */
  epoch: number;
  /** Packets between the last one and this that did not come. */
  lost: number;
}

/** A number that jumps further begins anew (RFC 3550, appendix A.1). */
const mostDropout = 3000;

export class Timeline {
  private sequence: number | null = null;
  private timestamp = 0;
  private epoch = 0;

  /** `longestJump`: a timestamp that moves further between two packets begins anew. */
  constructor(private readonly longestJump: number) {}

  /**
   * Of the next packet with its 16-bit sequence number and 32-bit timestamp. Null: it came behind
   * newer ones, or twice, and is of no use.
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

import { describe, expect, it } from 'vitest';
import { Timeline } from '../../../../../plugin/web/src/media/playout/timeline.js';

describe("a sender's numbers", () => {
  it('count on beyond where they wrap', () => {
    const timeline = new Timeline(96_000);
    timeline.place(65_535, 4_294_967_000);
    expect(timeline.place(0, 664)).toEqual({
      sequence: 65_536,
      timestamp: 4_294_967_960,
      epoch: 1,
      lost: 0,
    });
  });

  it('tell how many packets are missing', () => {
    const timeline = new Timeline(96_000);
    timeline.place(10, 0);
    expect(timeline.place(14, 4 * 960)).toMatchObject({ lost: 3 });
  });

  it('tell nothing of what was never sent', () => {
    const timeline = new Timeline(96_000);
    timeline.place(10, 0);
    expect(timeline.place(11, 20 * 960)).toMatchObject({ lost: 0, epoch: 1 });
  });

  it('make nothing of a packet that comes twice or too late', () => {
    const timeline = new Timeline(96_000);
    timeline.place(10, 9600);
    expect(timeline.place(10, 9600)).toBeNull();
    expect(timeline.place(9, 8640)).toBeNull();
    expect(timeline.place(11, 10_560)).toMatchObject({ lost: 0 });
  });

  it('begin anew after another connection or a closed microphone', () => {
    const timeline = new Timeline(96_000);
    timeline.place(10, 0);
    expect(timeline.place(11, 5_000_000)).toMatchObject({ epoch: 2, lost: 0 });
    expect(timeline.place(40_000, 5_000_960)).toMatchObject({ epoch: 3, lost: 0 });
  });
});

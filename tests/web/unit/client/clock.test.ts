import { describe, expect, it } from 'vitest';
import { ClockEstimate } from '../../../../plugin/web/src/client/clock_estimate.js';
import { AClient } from './support/a_client.js';
import { aState } from './support/fake_network.js';

/** A ping that takes `there` and `back` to a server whose clock is `offset` ahead. */
function measure(
  estimate: ClockEstimate,
  sent: number,
  there: number,
  back: number,
  offset: number,
) {
  estimate.answered(sent, sent + there + offset, sent + there + back);
}

describe('the server’s clock', () => {
  it('is guessed from the first message that says it', () => {
    const estimate = new ClockEstimate();
    estimate.heard(51_000, 1_000);
    expect(estimate.at(2_000)).toBe(52_000);
  });

  it('is taken from the shortest round trip', () => {
    const estimate = new ClockEstimate();
    measure(estimate, 0, 200, 20, 5_000);
    expect(estimate.at(0)).toBe(5_090);
    measure(estimate, 5_000, 12, 8, 5_000);
    measure(estimate, 10_000, 20, 300, 5_000);
    expect(estimate.at(20_000)).toBe(25_002);
  });

  it('forgets round trips of more than a minute ago', () => {
    const estimate = new ClockEstimate();
    measure(estimate, 0, 5, 5, 1_000);
    for (let at = 5_000; at <= 55_000; at += 5_000) measure(estimate, at, 60, 20, 1_000);
    expect(estimate.at(60_000)).toBe(61_000);
    for (let at = 60_000; at <= 70_000; at += 5_000) measure(estimate, at, 60, 20, 1_000);
    expect(estimate.at(70_000)).toBe(71_020);
  });

  it('is measured anew when a pong says that a clock has jumped', () => {
    const estimate = new ClockEstimate();
    measure(estimate, 0, 5, 5, 1_000);
    measure(estimate, 5_000, 50, 50, -3_600_000);
    expect(estimate.at(10_000)).toBe(10_000 - 3_600_000);
    measure(estimate, 15_000, 50, 50, 7_200_000);
    expect(estimate.at(20_000)).toBe(20_000 + 7_200_000);
  });

  it('is guessed anew when a state contradicts what was measured', () => {
    const estimate = new ClockEstimate();
    measure(estimate, 0, 5, 5, 1_000);
    estimate.heard(90_000, 10_000);
    expect(estimate.at(10_000)).toBe(90_000);
    estimate.heard(95_000, 16_000); // was held up on the way: no contradiction
    measure(estimate, 16_000, 10, 10, 80_000);
    estimate.heard(95_500, 17_000);
    expect(estimate.at(17_000)).toBe(97_000);
  });

  it('does not learn from a round trip in which this clock was put back', () => {
    const estimate = new ClockEstimate();
    measure(estimate, 0, 5, 5, 1_000);
    estimate.answered(10_000, 11_000, 9_000);
    expect(estimate.at(10_000)).toBe(11_000);
  });
});

describe('a client’s clock', () => {
  const ahead = 42_000;

  it('is right as soon as it is joined, and better after the first pong', () => {
    const person = new AClient();
    const { time, client } = person;
    person.client.join();
    const late = 45; // the state was on its way for so long
    person.socket.seats({}, { now: time.clock() + ahead - late });
    expect(client.now()).toBe(time.clock() + ahead - late);
    const { sent } = person.socket.last('ping');
    time.advance(60);
    person.socket.says({ type: 'pong', sent, now: sent + ahead + 30 });
    expect(client.now()).toBe(time.clock() + ahead);
  });

  it('does not believe a pong to a ping that was never sent', () => {
    const { client, socket, time } = AClient.seated();
    const before = client.now();
    socket.says({ type: 'pong', sent: time.clock() - 100, now: 5 });
    expect(client.now()).toBe(before);
  });

  it('goes on while the connection is lost', () => {
    const { client, socket, time } = AClient.seated();
    socket.says(aState({ now: time.clock() + ahead }));
    const before = client.now();
    socket.breaks();
    time.advance(100);
    expect(client.now()).toBe(before + 100);
  });
});

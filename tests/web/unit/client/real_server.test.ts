// The client against a real stepbackd: tests that the other tests' fakes behave like the server.

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HttpCoordinator } from '../../../../plugin/web/src/client/http_coordinator.js';
import { parseLink } from '../../../../plugin/web/src/client/invite_link.js';
import { ResumeMemory } from '../../../../plugin/web/src/client/resume_memory.js';
import { SessionClient } from '../../../../plugin/web/src/client/session_client.js';
import { forgetfulStore } from '../../../../plugin/web/src/client/storage.js';
import type { State } from '../../../../plugin/web/src/wire/messages.js';
import { type RtpPacket, payloadOpus, writeRtp } from '../../../../plugin/web/src/wire/rtp.js';
import { nodeSocket } from './support/node_socket.js';
import { Relay } from './support/relay.js';
import { ServerProcess, serverIsBuilt } from './support/server_process.js';

const patience = 50_000;

/** A person with a link, and the events that came to them. */
class Person {
  readonly packets: RtpPacket[] = [];
  readonly client: SessionClient;

  /** `by` is another way to the link's server. */
  constructor(link: string, name: string, by?: Relay) {
    const where = parseLink(link);
    if (where.kind !== 'join') throw new Error(`no link to join: ${where.kind}`);
    this.client = new SessionClient({
      server: by?.address ?? where.server,
      token: where.token,
      name,
      memory: new ResumeMemory({
        tab: forgetfulStore(),
        unique: randomUUID, // Node 18 has no global crypto
      }),
      makeSocket: nodeSocket,
    });
    this.client.on('media', (packet) => this.packets.push(packet));
  }

  /** Waits until the newest state matches. */
  async until(what: string, matches: (state: State) => boolean): Promise<State> {
    return this.eventually(what, () => {
      const { state, connection } = this.client;
      return state && connection.kind === 'joined' && matches(state) ? state : null;
    });
  }

  async eventually<Found>(what: string, look: () => Found | null | false): Promise<Found> {
    const deadline = Date.now() + patience;
    while (Date.now() < deadline) {
      const found = look();
      if (found !== null && found !== false) return found;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    throw new Error(`not within ${patience} ms: ${what}`);
  }

  get me() {
    const { state, participant } = this.client;
    const found = state?.participants.find(({ id }) => id === participant);
    if (!found) throw new Error('not in the state');
    return found;
  }

  speak(sequence: number): boolean {
    return this.client.send(
      writeRtp({
        payloadType: payloadOpus,
        marker: sequence === 0,
        sequence,
        timestamp: sequence * 960,
        ssrc: 0,
        audioLevel: { voice: true, minusDbov: 30 },
        keyFrame: null,
        payload: Uint8Array.of(0xf8, 0xff, sequence),
      }),
    );
  }
}

describe.skipIf(!serverIsBuilt)('with a real server', { timeout: 120_000 }, () => {
  let server: ServerProcess;
  let relay: Relay;
  let api: HttpCoordinator;
  const people: Person[] = [];

  beforeAll(async () => {
    server = await ServerProcess.start();
    relay = await Relay.to(server.address);
    api = new HttpCoordinator(server.address, await server.coordinatorToken());
  });
  afterAll(async () => {
    for (const { client } of people) client.close();
    relay.stop();
    await server.stop();
  });

  function person(link: string, name: string, by?: Relay): Person {
    const comer = new Person(link, name, by);
    people.push(comer);
    comer.client.join();
    return comer;
  }

  it('a coordinator reads the templates, makes a session, sees it and ends it', async () => {
    const templates = await api.templates();
    const first = templates.find(({ id }) => id === 'cmh-60');
    expect(first).toMatchObject({ length: 60, cases: 1, returnMinute: 45 });
    for (const { phases } of templates) {
      expect(phases.filter(({ stepBack }) => stepBack)).toHaveLength(1);
    }
    const { id, links } = await api.create({
      template: 'cmh-60',
      title: 'Thursday group',
      participants: [{ name: 'Farid', role: 'member' }],
    });
    expect(parseLink(links.member)).toMatchObject({ kind: 'join', server: server.address });
    expect(links.participants).toMatchObject([{ name: 'Farid', role: 'member' }]);
    const sessions = await api.sessions();
    expect(sessions.find((each) => each.id === id)).toMatchObject({
      title: 'Thursday group',
      begunAt: null,
      connected: 0,
    });
    await api.end(id);
    await expect(api.end(id)).rejects.toMatchObject({ status: 404 });
    await expect(
      api.create({ template: 'no-such', title: '', participants: [] }),
    ).rejects.toMatchObject({ status: 422 });
    expect(await api.support()).toEqual([]);
    await expect(new HttpCoordinator(server.address, 'a.b.c').sessions()).rejects.toMatchObject({
      status: 401,
    });
  });

  it('two people go from the door through the step back and a lost connection', async () => {
    const { links } = await api.create({ template: 'cmh-60', title: '', participants: [] });
    const leader = person(links.facilitator, 'Dr Okafor');
    await leader.until('the leader sits', ({ you }) => you.may.lead);
    const member = person(links.member, 'Aino', relay);
    await member.until('the member waits', () => member.me.channel === 'lobby');
    const id = member.client.participant ?? '';

    // The state comes before the ok: what was asked is visible when the promise resolves.
    await leader.until('the member is seen', ({ participants }) => participants.length === 2);
    await leader.client.request({ type: 'admit', participant: id });
    expect(leader.client.state?.participants.find((each) => each.id === id)?.channel).toBe(
      'circle',
    );
    await member.until('the member sits', () => member.me.channel === 'circle');

    await member.client.request({ type: 'publish', audio: true, video: false });
    expect(member.me.audio).toBe(true);
    expect(member.speak(0)).toBe(true);
    const heard = await leader.eventually('sound', () => leader.packets[0] ?? null);
    expect(heard).toMatchObject({
      ssrc: member.me.ssrc,
      payloadType: payloadOpus,
      marker: true,
      audioLevel: { voice: true, minusDbov: 30 },
    });
    expect([...heard.payload]).toEqual([0xf8, 0xff, 0]);

    await leader.client.request({ type: 'appoint', participant: id });
    for (const phase of ['opening', 'presentation', 'clarification', 'discussion']) {
      await leader.client.request({ type: 'advance', phase });
    }
    await member.until('the member has stepped back', () => member.me.channel === 'observer');
    expect(member.me.audio).toBe(false);
    member.speak(1);
    await expect(
      member.client.request({ type: 'publish', audio: true, video: false }),
    ).rejects.toMatchObject({ code: 'notPermitted' });
    await member.client.request({ type: 'signal', kind: 'pause' });
    const told = await leader.until('the signal', ({ signals }) => signals.length === 1);
    const signal = told.signals[0]?.id ?? '';
    await leader.client.request({ type: 'seen', signal });
    await leader.client.request({ type: 'done', signal });
    const done = ({ signals }: State): boolean => typeof signals[0]?.doneAt === 'number';
    await member.until('that it is dealt with', done);

    const kinds: string[] = [];
    member.client.on('connection', ({ kind }) => kinds.push(kind));
    relay.cut();
    await leader.until('the leaders see who is lost', ({ participants }) =>
      participants.some((each) => each.id === id && !each.connected),
    );
    await member.until('the member is back', () => member.me.connected);
    expect(kinds).toEqual(['lost', 'joined']);
    expect(member.client.participant).toBe(id);
    expect(member.me).toMatchObject({ seat: 'presenter', channel: 'observer', audio: false });
    expect(leader.packets).toHaveLength(1);

    // Both clocks are this machine's. The client's error is half a round trip at most, and the
    // shortest one counts.
    await member.eventually(
      'the clocks agree',
      () => Math.abs(member.client.now() - Date.now()) < 20,
    );
    await member.client.leave();
    expect(member.client.connection).toMatchObject({ kind: 'over', code: 'left' });
  });

  it('a second page of the same person supersedes the first, which does not fight', async () => {
    const { links } = await api.create({
      template: 'cmh-60',
      title: '',
      participants: [{ name: 'Farid', role: 'facilitator' }],
    });
    const link = links.participants[0]?.link ?? '';
    const first = person(link, 'Farid');
    await first.until('the first sits', () => true);
    const second = person(link, 'Farid');
    await second.until('the second sits', () => true);
    await first.eventually('the first is told', () => first.client.connection.kind === 'over');
    expect(first.client.connection).toMatchObject({ code: 'superseded' });
    // reconnect.test.ts tests that the first client does not come back later either.
    await second.client.request({ type: 'lock', on: true });
    expect(second.client.connection.kind).toBe('joined');
  });

  it('refuses a link that is not its own, a name that is none, and a session that is gone', async () => {
    const stranger = person(`${server.address}#join=a.b.c`, 'Aino');
    await stranger.eventually('refused', () => stranger.client.connection.kind === 'over');
    expect(stranger.client.connection).toMatchObject({ code: 'badToken' });
    const { id, links } = await api.create({ template: 'cmh-60', title: '', participants: [] });
    const nameless = person(links.member, ' ');
    await nameless.eventually('refused', () => nameless.client.connection.kind === 'over');
    expect(nameless.client.connection).toMatchObject({ code: 'badMessage' });
    const leader = person(links.facilitator, 'Dr Okafor');
    await leader.until('the leader sits', () => true);
    await api.end(id);
    await leader.eventually('the end', () => leader.client.connection.kind === 'over');
    expect(leader.client.connection).toMatchObject({ code: 'sessionEnded' });
    const late = person(links.member, 'Ben');
    await late.eventually('refused', () => late.client.connection.kind === 'over');
    expect(late.client.connection).toMatchObject({ code: 'unknownSession' });
  });

  it('takes a hundred requests at once, and refuses none of them', async () => {
    const { links } = await api.create({ template: 'cmh-60', title: '', participants: [] });
    const leader = person(links.facilitator, 'Dr Okafor');
    await leader.until('the leader sits', () => true);
    const asked = Array.from({ length: 100 }, (_, index) =>
      leader.client.request({ type: 'lock', on: index % 2 === 0 }),
    );
    await Promise.all(asked);
    expect(leader.client.state?.session.locked).toBe(false);
  });
});

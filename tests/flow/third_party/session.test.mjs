// A whole session over the wire, from the coordinator's call to the last goodbye. It is one story in
// one order, which is why it is longer than other files.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { holdAnswer } from './contract.mjs';
import { tokenOf } from './coordinator.mjs';
import {
  assertHeard,
  assertToldUnheard,
  assertUnheard,
  coordinator,
  createSession,
  isPacket,
  join,
  names,
  newPayload,
  packetsOf,
  refused,
  testEveryMessage,
} from './fixture.mjs';
import { encodePacket } from './rtp.mjs';

const MINUTE = 60_000;

/** Whether a message is a state that shows this person's signal. */
const shows = (person, kind) => (message) =>
  message.type === 'state' &&
  message.signals.some((each) => each.from === person.id && each.kind === kind);

test('a session is led to its end', async (t) => {
  /** Runs one step after the other. When one fails, the rest is not tried. */
  const step = async (name, run) => {
    let failure = null;
    await t.test(name, async () => {
      try {
        await run();
      } catch (error) {
        failure = error;
        throw error;
      }
    });
    if (failure) throw new Error(`stopped at: ${name}`);
  };

  let session;
  let okafor; // leads
  let farid; // will present; has a link of his own
  let aino; // a member by the shared link
  let ruth; // observes; has a link of her own
  let faridBefore; // his connection before it was lost

  await step('a coordinator makes it', async () => {
    session = await createSession({
      template: 'cmh-60',
      title: 'Thursday group',
      participants: [
        { name: 'Farid', role: 'member' },
        { name: 'Ruth', role: 'observer' },
      ],
    });
  });

  await step('the facilitator joins by the shared link', async () => {
    okafor = await join(tokenOf(session.links.facilitator), 'Dr Okafor');
    assert.equal(okafor.state.session.id, session.id);
    assert.equal(okafor.state.session.title, 'Thursday group');
    assert.equal(okafor.state.session.phase.name, 'gathering');
    assert.equal(okafor.state.session.begunAt, null);
    assert.equal(okafor.state.session.returnAt, null);
    const { name, role, seat, channel, connected, audio, video } = okafor.participant();
    assert.deepEqual(
      { name, role, seat, channel, connected, audio, video },
      {
        name: 'Dr Okafor',
        role: 'facilitator',
        seat: 'facilitator',
        channel: 'circle',
        connected: true,
        audio: false,
        video: false,
      },
    );
    assert.equal(okafor.state.you.id, okafor.id);
    assert.equal(okafor.state.you.may.lead, true);
    assert.equal(okafor.welcome.limits.participants, 16);
  });

  await step('named people sit down at once, under the name of their token', async () => {
    farid = await join(session.tokens.participants[0].token, 'Somebody else');
    ruth = await join(session.tokens.participants[1].token);
    assert.equal(farid.participant().name, 'Farid');
    assert.equal(farid.participant().channel, 'circle');
    assert.equal(ruth.participant().seat, 'observer');
    await okafor.view('Farid', () => okafor.participant(farid.id)?.channel === 'circle');
  });

  await step('who comes by the shared link waits, and sees the leaders alone', async () => {
    aino = await join(session.tokens.member, 'Aino');
    assert.equal(aino.participant().channel, 'lobby');
    assert.deepEqual(names(aino), ['Aino', 'Dr Okafor']);
    assert.deepEqual(aino.state.you.may, { speak: false, show: false, hear: false, chat: false, lead: false, takeLead: false, comeBack: false });
    await refused(aino.publish(true, false), 'notPermitted');
    await refused(aino.admit(aino.id), 'notPermitted');
    await okafor.view('who waits', () => okafor.participant(aino.id)?.channel === 'lobby');
    assert.ok(!names(farid).includes('Aino'));
  });

  await step('a signal comes from the lobby too', async () => {
    await aino.signal('tech');
    await okafor.next('the signal', shows(aino, 'tech'));
  });

  await step('a leader lets them in', async () => {
    await refused(farid.admit(aino.id), 'notPermitted');
    const from = okafor.received.length;
    await okafor.admit(aino.id);
    const order = okafor.received.slice(from).map(({ type }) => type);
    assert.ok(order.indexOf('state') < order.indexOf('ok'), 'the state comes before the ok');
    await aino.view('the circle', () => aino.participant().channel === 'circle');
    assert.deepEqual(names(aino), ['Aino', 'Dr Okafor', 'Farid', 'Ruth']);
    assert.equal(new Set(aino.state.participants.map(({ ssrc }) => ssrc)).size, 4, 'everyone has their own ssrc');
  });

  await step('nothing is heard of a closed microphone', async () => {
    await okafor.publish(true, false);
    await assertToldUnheard(farid);
    await assertUnheard(farid, okafor, [aino, ruth]);
  });

  await step('who has opened their microphone is heard by the others', async () => {
    await farid.publish(true, false);
    await aino.view('an open microphone', () => aino.participant(farid.id).audio);
    await assertHeard(farid, [okafor, aino, ruth]);
    await assertHeard(okafor, [farid, aino, ruth]);
    assert.ok(okafor.participant(farid.id).audio);
  });

  await step('the first picture that anyone gets is a key frame, which the sender is asked for', async () => {
    const from = farid.received.length;
    await farid.publish(true, true);
    const early = farid.sendPicture(newPayload(), false);
    await farid.next('the question for a key frame', (m) => m.type === 'keyframe', from);
    const key = farid.sendPicture(newPayload(), true);
    const delta = farid.sendPicture(newPayload(), false);
    for (const listener of [okafor, aino, ruth]) {
      const first = await listener.next('the key frame', isPacket(key.payload));
      const second = await listener.next('what follows it', isPacket(delta.payload));
      const { ssrc } = listener.participant(farid.id);
      assert.ok(first.bytes.equals(encodePacket({ ...key, ssrc })));
      assert.ok(second.bytes.equals(encodePacket({ ...delta, ssrc })));
      assert.ok(!listener.received.some(isPacket(early.payload)), 'no picture before the key frame');
    }
  });

  await step('whoever gets a picture may ask for a key frame', async () => {
    const from = farid.received.length;
    const asked = farid.next('the question for a key frame', (m) => m.type === 'keyframe', from);
    const { ssrc } = aino.participant(farid.id);
    await aino.request('keyframe', { ssrc });
    // The server does not pass on a question that comes soon after another, so it is asked again.
    const again = setInterval(() => aino.sendText(JSON.stringify({ type: 'keyframe', ssrc })), 100);
    await asked.finally(() => clearInterval(again));
    await refused(aino.request('keyframe', { ssrc: 4294967295 }), 'unknownParticipant');
  });

  await step('chat and hands work while people gather', async () => {
    await aino.chat('Good evening, 世界 👋');
    for (const person of [okafor, farid, ruth]) {
      await person.next('the line', (m) => m.type === 'chat' && m.from === aino.id && m.text === 'Good evening, 世界 👋');
    }
    await aino.hand(true);
    await okafor.view('the hand', () => okafor.participant(aino.id).hand);
    await aino.hand(false);
    await aino.records(true);
    for (const person of [aino, okafor, farid, ruth]) {
      await person.view('the recording', () => person.participant(aino.id).records === true);
    }
    await aino.records(false);
    await ruth.view('no recording', () => ruth.participant(aino.id).records === undefined);
  });

  await step('a presenter is needed before anyone can step back', async () => {
    await refused(okafor.advance('discussion'), 'noPresenter');
    await refused(okafor.appoint(okafor.id), 'notPermitted');
    await refused(okafor.appoint('nobody'), 'unknownParticipant');
    await refused(okafor.scheduleReturn(Date.now() + MINUTE), 'wrongPhase');
    await refused(farid.appoint(farid.id), 'notPermitted');
    await okafor.appoint(farid.id);
    await aino.view('the presenter', () => aino.participant(farid.id).seat === 'presenter');
  });

  await step('leaving the gathering begins the session, and fixes the return point', async () => {
    await okafor.advance('opening');
    const { begunAt, returnAt, phase } = okafor.state.session;
    assert.equal(phase.name, 'opening');
    assert.ok(Math.abs(begunAt - okafor.state.now) < MINUTE);
    assert.equal(returnAt, begunAt + 45 * MINUTE);
    assert.ok(phase.until > begunAt);
    assert.ok(phase.prompts.length > 0);
    await aino.view('the opening', (view) => view.session.phase.name === 'opening');
    assert.equal(aino.state.session.returnAt, returnAt);
    assert.equal(aino.state.session.phase.prompts, undefined, 'prompts are for leaders');
    await refused(okafor.advance('opening'), 'wrongPhase');
    await refused(okafor.advance('nowhere'), 'wrongPhase');
    await refused(aino.advance('presentation'), 'notPermitted');
  });

  await step('in the presentation the members listen', async () => {
    await okafor.advance('presentation');
    await aino.view('the presentation', (view) => view.session.phase.name === 'presentation');
    assert.equal(aino.state.you.may.speak, false);
    await refused(aino.publish(true, false), 'notPermitted');
    await refused(aino.hand(true), 'notPermitted');
    await refused(aino.chat('psst'), 'notPermitted');
    await assertHeard(farid, [okafor, aino, ruth]);
  });

  await step('a leader moves the return point', async () => {
    await okafor.advance('clarification');
    const { begunAt, returnAt: planned } = okafor.state.session;
    const moved = begunAt + 40 * MINUTE;
    await refused(farid.scheduleReturn(moved), 'notPermitted');
    await refused(okafor.scheduleReturn(0), 'badMessage');
    await okafor.scheduleReturn(moved);
    assert.equal(okafor.state.session.returnAt, moved);
    assert.deepEqual(okafor.state.session.returnMoved, { from: planned, why: 'leader' });
    await aino.view('the new return point', (view) => view.session.returnAt === moved);
    assert.equal(aino.state.session.returnMoved, undefined);
    await aino.publish(true, false);
    await assertHeard(aino, [okafor, farid, ruth]);
  });

  await step('the presenter steps back', async () => {
    await okafor.advance('discussion');
    for (const person of [okafor, farid, aino, ruth]) {
      await person.view('the step back', (view) => view.session.phase.name === 'discussion');
      const { seat, channel, audio, video, hand } = person.participant(farid.id);
      assert.deepEqual(
        { seat, channel, audio, video, hand },
        { seat: 'presenter', channel: 'observer', audio: false, video: false, hand: false },
      );
    }
    assert.deepEqual(farid.state.you.may, { speak: false, show: false, hear: true, chat: false, lead: false, takeLead: false, comeBack: true });
    assert.equal(okafor.state.session.phase.until, okafor.state.session.returnAt);
  });

  await step('nobody hears or sees the presenter, who is told so', async () => {
    await assertToldUnheard(farid);
    await assertUnheard(farid, okafor, [aino, ruth]);
    await refused(farid.publish(true, false), 'notPermitted');
    await refused(farid.publish(false, true), 'notPermitted');
    await refused(farid.chat('but wait'), 'notPermitted');
    await refused(farid.hand(true), 'notPermitted');
    await refused(okafor.appoint(aino.id), 'wrongPhase');
    await assertUnheard(farid, okafor, [aino, ruth]);
  });

  await step('the presenter hears the circle', async () => {
    await assertHeard(aino, [farid, okafor, ruth]);
    await assertHeard(okafor, [farid, aino, ruth]);
  });

  await step("the presenter's signal reaches the leader alone", async () => {
    const from = [aino, ruth].map((person) => person.received.length);
    await farid.signal('pause');
    await okafor.next('the signal', shows(farid, 'pause'));
    for (const [i, person] of [aino, ruth].entries()) {
      await person.ping();
      assert.ok(!person.received.slice(from[i]).some(shows(farid, 'pause')));
    }
  });

  await step('the leader sees whether the presenter hears', async () => {
    await farid.request('report', { received: 0, lost: 0, playing: false });
    await okafor.view('that they do not', () => okafor.participant(farid.id).hearing === 'none');
    await farid.request('report', { received: 250, lost: 0, playing: true });
    await okafor.view('that they do', () => okafor.participant(farid.id).hearing === 'ok');
    assert.equal(aino.participant(farid.id).hearing, undefined);
  });

  await step('a presenter who comes back has still stepped back', async () => {
    faridBefore = farid;
    farid.drop();
    await aino.view('the loss', () => !aino.participant(farid.id).connected);
    const { seat, channel } = aino.participant(farid.id);
    assert.deepEqual({ seat, channel }, { seat: 'presenter', channel: 'observer' });

    farid = await join(faridBefore.resume);
    assert.equal(farid.id, faridBefore.id);
    assert.equal(farid.participant().channel, 'observer');
    assert.deepEqual(farid.state.you.may, { speak: false, show: false, hear: true, chat: false, lead: false, takeLead: false, comeBack: true });
    await assertUnheard(farid, okafor, [aino, ruth]);
    await refused(farid.publish(true, false), 'notPermitted');
    await assertHeard(aino, [farid]);
  });

  await step('the return opens nothing by itself', async () => {
    await okafor.advance('return');
    await farid.view('the return', (view) => view.session.phase.name === 'return');
    assert.equal(farid.participant().channel, 'circle');
    assert.equal(farid.participant().audio, false);
    assert.equal(farid.state.you.may.speak, true);
    await assertUnheard(farid, okafor, [aino, ruth]);
  });

  await step('who opens their microphone again is heard again', async () => {
    await farid.publish(true, false);
    await assertHeard(farid, [okafor, aino, ruth]);
  });

  await step('nothing of the presenter came between', () => {
    const id = farid.id;
    for (const person of [okafor, aino, ruth]) {
      const { ssrc } = person.participant(id);
      const back = person.received.findIndex((m) => m.type === 'state' && m.session.phase.name === 'discussion');
      const open = (m) => m.type === 'state' && m.participants.some((one) => one.id === id && (one.audio || one.video));
      const again = person.received.findIndex((m, i) => i > back && open(m));
      assert.ok(back >= 0 && again > back);
      const between = person.received.slice(back, again);
      assert.ok(!between.some((m) => (m.type === 'packet' && m.ssrc === ssrc) || (m.type === 'chat' && m.from === id)));
      assert.ok(packetsOf(person, ssrc, again).length > 0, 'and something did after it');
    }
  });

  await step('in the closing everyone says goodbye', async () => {
    await okafor.advance('closing');
    await farid.view('the closing', (view) => view.session.phase.name === 'closing');
    await farid.chat('Thank you all.');
    for (const person of [okafor, aino, ruth]) {
      await person.next('the line', (m) => m.type === 'chat' && m.from === farid.id && m.text === 'Thank you all.');
    }
  });

  await step('all but the leaders go before the debrief', async () => {
    await okafor.advance('debrief');
    for (const person of [farid, aino, ruth]) assert.equal(await person.end(), 'sessionEnded');
    await refused(join(farid.resume), 'sessionEnded');
    await refused(okafor.advance('closing'), 'wrongPhase');
  });

  await step('the end', async () => {
    const answered = okafor.advance('ended').catch(() => {});
    assert.equal(await okafor.end(), 'sessionEnded');
    await answered;
    assert.ok(okafor.state.session.endedAt >= okafor.state.session.begunAt);
    await refused(join(okafor.resume), 'sessionEnded');
    const answer = await coordinator.session(session.id);
    holdAnswer('GET', `/api/sessions/${session.id}`, answer);
    assert.equal(answer.json.phase, 'ended');
    assert.equal(answer.json.connected, 0);
    assert.equal(answer.json.endedAt, okafor.state.session.endedAt);
  });
});

testEveryMessage(5);

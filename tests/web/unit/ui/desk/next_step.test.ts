import { describe, expect, it } from 'vitest';
import {
  nextStep,
  presenterOf,
  stepSentence,
  sureOf,
} from '../../../../../plugin/web/src/ui/desk/next_step.js';
import type { SessionView, State } from '../../../../../plugin/web/src/wire/messages.js';
import { wordsFor } from '../../../../../plugin/web/src/words/words.js';
import { changed, group, listening, stateAt } from '../../../gallery/people.js';

const en = wordsFor('en');
const fi = wordsFor('fi');
const withFarid = changed(group(), { farid: { seat: 'presenter' } });

function state(phase: string, farid = true, session: Partial<SessionView> = {}): State {
  const participants = phase === 'discussion' ? listening() : farid ? withFarid : group();
  return stateAt(phase, phase === 'gathering' ? -3 : 20, 'okafor', { participants, session });
}
const says = (phase: string, farid = true, session: Partial<SessionView> = {}): string =>
  stepSentence(en, nextStep(en, state(phase, farid, session)));
const goes = (phase: string, farid = true, session: Partial<SessionView> = {}): string | null => {
  const step = nextStep(en, state(phase, farid, session));
  return step.kind === 'advance' ? step.phase : null;
};

const twoCases = { case: { number: 1, of: 2 } };

describe('the one next step', () => {
  it.each([
    ['gathering', 'Begin the session', 'opening'],
    ['opening', 'Hear the case', 'presentation'],
    ['presentation', 'Questions of fact', 'clarification'],
    ['clarification', 'Farid steps back', 'discussion'],
    ['discussion', 'Invite Farid back', 'return'],
    ['return', 'Close the session', 'closing'],
    ['closing', 'Leaders’ debrief', 'debrief'],
    ['debrief', 'End the session', 'ended'],
  ])('in %s says "%s"', (phase, sentence, next) => {
    expect(says(phase)).toBe(sentence);
    expect(goes(phase)).toBe(next);
  });

  it('begins before anyone was chosen', () => {
    expect(says('gathering', false)).toBe('Begin the session');
  });

  it.each(['opening', 'presentation', 'clarification'])(
    'from %s on the way to the step back asks for a presenter first',
    (phase) => {
      expect(says(phase, false)).toBe('Choose who presents first');
      expect(goes(phase, false)).toBeNull();
    },
  );

  it('ends a session that had no step back without asking for a presenter', () => {
    expect(goes('return', false)).toBe('closing');
    expect(goes('closing', false)).toBe('debrief');
  });

  it('leads from the first return to the second case, and from the second to the closing', () => {
    expect(says('return', true, twoCases)).toBe('Hear the next case');
    expect(goes('return', true, twoCases)).toBe('presentation');
    expect(goes('return', true, { case: { number: 2, of: 2 } })).toBe('closing');
  });

  it('asks about nothing but what cannot be taken back', () => {
    expect(sureOf('debrief')).toBe('debrief');
    expect(sureOf('ended')).toBe('end');
    for (const phase of ['opening', 'discussion', 'return', 'closing']) {
      expect(sureOf(phase)).toBeNull();
    }
  });

  it('names a phase of a deployer’s own by its title', () => {
    const phases = [
      { name: 'gathering', title: 'Gathering', minutes: 5 },
      { name: 'opening', title: 'Opening', minutes: 5 },
      { name: 'breathing', title: 'A breath together', minutes: 2 },
    ];
    expect(says('opening', false, { phases })).toBe('On to: A breath together');
  });

  it('speaks Finnish', () => {
    expect(stepSentence(fi, nextStep(fi, state('discussion')))).toBe('Kutsu Farid takaisin');
  });

  it('knows whose case it is while they listen', () => {
    expect(presenterOf(state('discussion'))?.name).toBe('Farid');
    expect(presenterOf(state('opening', false))).toBeNull();
  });
});

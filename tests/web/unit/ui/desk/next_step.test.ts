import { describe, expect, it } from 'vitest';
import {
  nextStep,
  presenterOf,
  stepSentence,
  sureOf,
} from '../../../../../plugin/web/src/ui/desk/next_step.js';
import type { State } from '../../../../../plugin/web/src/wire/messages.js';
import { wordsFor } from '../../../../../plugin/web/src/words/words.js';
import { planned } from '../../../gallery/next_step.js';
import {
  changed,
  group,
  listening,
  phases as usual,
  stateAt,
  type SessionChanges,
} from '../../../gallery/people.js';

const en = wordsFor('en');
const fi = wordsFor('fi');
const withFarid = changed(group(), { farid: { seat: 'presenter' } });

function state(phase: string, farid = true, session: SessionChanges = {}): State {
  const participants = phase === 'discussion' ? listening() : farid ? withFarid : group();
  return stateAt(phase, phase === 'gathering' ? -3 : 20, 'okafor', { participants, session });
}
const sentenceOf = (state: State, words = en): string => {
  const step = nextStep(words, state);
  return step ? stepSentence(words, step) : '';
};
const phaseOf = (state: State): string | null => {
  const step = nextStep(en, state);
  return step?.kind === 'advance' ? step.phase : null;
};
const says = (phase: string, farid = true, session: SessionChanges = {}): string =>
  sentenceOf(state(phase, farid, session));
const goes = (phase: string, farid = true, session: SessionChanges = {}): string | null =>
  phaseOf(state(phase, farid, session));

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
    const { session } = state('opening');
    expect(sureOf(session, 'debrief')).toBe('debrief');
    expect(sureOf(session, 'ended')).toBe('end');
    for (const phase of ['opening', 'discussion', 'return', 'closing']) {
      expect(sureOf(session, phase)).toBeNull();
    }
    expect(nextStep(en, state('closing'))).toMatchObject({ sure: 'debrief' });
    expect(nextStep(en, state('debrief'))).toMatchObject({ sure: 'end' });
  });

  it('says what the server says in a template whose questions are called discussion', () => {
    const phases = planned(
      usual.map((phase) => ({
        ...phase,
        name: { clarification: 'discussion', discussion: 'listening' }[phase.name] ?? phase.name,
      })),
      'listening',
    );
    const at = (phase: string, participants = withFarid): State =>
      stateAt(phase, 20, 'okafor', { participants, session: { phases } });
    expect(sentenceOf(at('presentation'))).toBe('On to: Clarifying questions');
    expect(phaseOf(at('presentation'))).toBe('discussion');
    expect(sentenceOf(at('discussion'))).toBe('Farid steps back');
    expect(phaseOf(at('discussion'))).toBe('listening');
    expect(sentenceOf(at('listening', listening()))).toBe('Invite Farid back');
    expect(phaseOf(at('listening', listening()))).toBe('return');
  });

  it('goes back to the same case, and promises no next one, where the discussion was skipped', () => {
    const skipped = { case: { ...twoCases.case, discussed: false, over: false } };
    expect(says('return', true, skipped)).toBe('Hear the case');
    expect(goes('return', true, skipped)).toBe('presentation');
  });

  it('is not named by an earlier server, nor guessed', () => {
    const older = state('clarification');
    delete older.session.next;
    delete older.session.appoints;
    expect(nextStep(en, older)).toBeNull();
  });

  it('asks for a presenter where the server needs one', () => {
    const gone = state('clarification');
    if (gone.session.next) gone.session.next.needsPresenter = true;
    expect(sentenceOf(gone)).toBe('Choose who presents first');
  });

  it('names a phase of a deployer’s own by its title', () => {
    const phases = planned([
      { name: 'gathering', title: 'Gathering', minutes: 5 },
      { name: 'opening', title: 'Opening', minutes: 5 },
      { name: 'breathing', title: 'A breath together', minutes: 2 },
    ]);
    expect(says('opening', false, { phases })).toBe('On to: A breath together');
  });

  it('speaks Finnish', () => {
    expect(sentenceOf(state('discussion'), fi)).toBe('Kutsu Farid takaisin');
  });

  it('knows whose case it is while they listen', () => {
    expect(presenterOf(state('discussion'))?.name).toBe('Farid');
    expect(presenterOf(state('opening', false))).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import {
  presenterWords,
  silenceSentence,
} from '../../../../../plugin/web/src/ui/desk/presenter_words.js';
import type { Participant } from '../../../../../plugin/web/src/wire/messages.js';
import { wordsFor } from '../../../../../plugin/web/src/words/words.js';
import { begun, changed, listening, person, stateAt } from '../../../gallery/people.js';

const en = wordsFor('en');
const farid = (more: Partial<Participant>): Participant =>
  person('farid', 'Farid', 'member', { seat: 'presenter', channel: 'observer', ...more });

describe('how the presenter is', () => {
  it.each([
    [{ hearing: 'ok' }, 'Farid is connected and hears you', 'well'],
    [{ hearing: 'poor' }, 'Farid hears you with gaps', 'unsure'],
    [{ hearing: 'none' }, 'Farid does not hear you now', 'trouble'],
    [{}, 'Farid is connected. The device has not said whether Farid hears.', 'unsure'],
    [{ answers: false, hearing: 'ok' }, 'The connection of Farid does not answer now', 'unsure'],
    [{ answers: true, hearing: 'ok' }, 'Farid is connected and hears you', 'well'],
    [{ connected: false }, 'Farid is not connected: the seat is kept', 'trouble'],
    [{ channel: 'circle' }, 'Farid presents', 'well'],
  ] as const)('%j: %s', (more, sentence, mark) => {
    expect(presenterWords(en, farid(more))).toMatchObject({ sentence, mark });
  });

  it('advises only where something is to be done', () => {
    for (const quiet of [{ hearing: 'ok' }, {}, { answers: false }] as const) {
      expect(presenterWords(en, farid(quiet)).advice).toBe('');
    }
    expect(presenterWords(en, farid({ hearing: 'none' })).advice).not.toBe('');
    expect(presenterWords(en, farid({ connected: false })).advice).toContain('still stepped back');
    expect(presenterWords(en, farid({ connected: false, channel: 'circle' })).advice).not.toContain(
      'still stepped back',
    );
  });
});

// Every combination that a state can say of a presenter. A sentence about hearing follows them, and
// no sentence says more than the state.
describe('what is said of hearing', () => {
  const connecteds = [true, false];
  const answered = [undefined, true, false];
  const hearings = [undefined, 'ok', 'poor', 'none'] as const;
  const channels = ['observer', 'circle'] as const;
  const said = connecteds.flatMap((connected) =>
    answered.flatMap((answers) =>
      hearings.flatMap((hearing) =>
        channels.map((channel) => ({ connected, answers, hearing, channel })),
      ),
    ),
  );

  function table(each: (typeof said)[number]): string {
    if (!each.connected) return 'Farid is not connected: the seat is kept';
    if (each.answers === false) return 'The connection of Farid does not answer now';
    if (each.channel === 'circle') return 'Farid presents';
    switch (each.hearing) {
      case 'ok':
        return 'Farid is connected and hears you';
      case 'poor':
        return 'Farid hears you with gaps';
      case 'none':
        return 'Farid does not hear you now';
      case undefined:
        return 'Farid is connected. The device has not said whether Farid hears.';
    }
  }

  it('is the table for each combination', () => {
    for (const each of said) {
      const { answers, hearing, ...rest } = each;
      const presenter = farid({
        ...rest,
        ...(answers === undefined ? {} : { answers }),
        ...(hearing === undefined ? {} : { hearing }),
      });
      expect(presenterWords(en, presenter).sentence, JSON.stringify(each)).toBe(table(each));
    }
  });

  it('is never said to everybody', () => {
    const { announce, listening: chair } = en.circle;
    for (const sentence of [announce.steppedBack('Farid'), announce.youSteppedBack, chair]) {
      expect(sentence).not.toMatch(/hears everyone|hear everyone|listen/);
    }
  });
});

describe('silence', () => {
  const now = begun + 27 * 60_000;
  const state = stateAt('discussion', 27, 'okafor', { participants: listening() });

  it('is said with the time and who is connected', () => {
    expect(silenceSentence(en, state, now - 100_000, now)).toBe('Silence 1:40, all connected');
    expect(silenceSentence(en, state, now - 10_000, now)).toBe('Silence 0:10, all connected');
  });

  it('names who has lost the connection', () => {
    const gone = {
      ...state,
      participants: changed(listening(), { ben: { connected: false }, ivo: { connected: false } }),
    };
    expect(silenceSentence(en, gone, now - 61_000, now)).toBe(
      'Silence 1:01, not connected: Ben and Ivo',
    );
  });

  it('never runs backwards when two clocks disagree', () => {
    expect(silenceSentence(en, state, now + 5000, now)).toBe('Silence 0:00, all connected');
  });
});

import { describe, expect, it } from 'vitest';
import type { StepbackConfirm, Yes } from '../../../../../plugin/web/src/ui/controls/confirm.js';
import { askForRemoval, removeQuestion } from '../../../../../plugin/web/src/ui/desk/removal.js';
import { wordsFor } from '../../../../../plugin/web/src/words/words.js';
import { person } from '../../../gallery/people.js';

const en = wordsFor('en');

describe('the question before a removal', () => {
  it.each([
    ['member', 'the members’ link'],
    ['observer', 'the observers’ link'],
    ['coFacilitator', 'the co-facilitators’ link'],
    ['facilitator', 'the facilitator’s link'],
  ] as const)('lets the leader close the shared link of a %s', (role, link) => {
    expect(removeQuestion(en, person('co', 'Co', role, { by: 'shared' }))).toMatchObject({
      title: 'Remove Co from the session?',
      choice: `Also close ${link}: nobody new can come by it.`,
    });
  });

  it('has no such choice for a link of their own, or if the server does not say', () => {
    expect(removeQuestion(en, person('co', 'Co', 'member', { by: 'own' })).choice).toBeNull();
    expect(removeQuestion(en, person('co', 'Co', 'member')).choice).toBeNull();
  });
});

describe('the command after the question', () => {
  const co = person('co', 'Co', 'member', { by: 'shared' });
  const answered = (answer: Yes | null): Promise<unknown> =>
    askForRemoval(
      { askWithChoice: () => Promise.resolve(answer) } as unknown as StepbackConfirm,
      en,
      co,
    );

  it('closes the link only if the leader has chosen it', async () => {
    const remove = { type: 'remove', participant: 'co' };
    expect(await answered({ chosen: true })).toEqual({ ...remove, closeLink: true });
    expect(await answered({ chosen: false })).toEqual(remove);
  });

  it('is none if the person stays, or if there is no dialog', async () => {
    expect(await answered(null)).toBeNull();
    expect(await askForRemoval(null, en, co)).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import {
  another,
  dismiss,
  firstPrompt,
  hasAnother,
  shownPrompt,
} from '../../../../../plugin/web/src/ui/desk/prompt_choice.js';

const prompts = ['one', 'two', 'three'];

describe('which prompt is shown', () => {
  it('is the first, then one after the other, round and round', () => {
    let choice = firstPrompt;
    const seen = [shownPrompt(prompts, choice)];
    for (let i = 0; i < 3; i += 1) {
      choice = another(prompts, choice);
      seen.push(shownPrompt(prompts, choice));
    }
    expect(seen).toEqual(['one', 'two', 'three', 'one']);
  });

  it('is none that was dismissed, until none is left', () => {
    let choice = dismiss(prompts, another(prompts, firstPrompt));
    expect(shownPrompt(prompts, choice)).toBe('three');
    choice = another(prompts, choice);
    expect(shownPrompt(prompts, choice)).toBe('one');
    choice = dismiss(prompts, choice);
    expect(hasAnother(prompts, choice)).toBe(false);
    choice = dismiss(prompts, choice);
    expect(shownPrompt(prompts, choice)).toBeNull();
    expect(dismiss(prompts, choice)).toEqual(choice);
  });

  it('is none in a phase without prompts', () => {
    expect(shownPrompt([], firstPrompt)).toBeNull();
    expect(hasAnother([], firstPrompt)).toBe(false);
  });
});

// Which of a phase's suggestions is shown: pure. One at a time; what was dismissed in this phase does
// not come back in it.

/** An index into the phase's prompts, and those that were dismissed. */
export interface PromptChoice {
  at: number;
  dismissed: ReadonlySet<number>;
}

/** At the beginning of a phase. */
export const firstPrompt: PromptChoice = { at: 0, dismissed: new Set() };

/** The prompt to show, or null if none is left. */
export function shownPrompt(prompts: readonly string[], choice: PromptChoice): string | null {
  const at = nextFrom(prompts, choice, choice.at);
  return at === null ? null : (prompts[at] ?? null);
}

/** The next that was not dismissed; the same one where there is no other. */
export function another(prompts: readonly string[], choice: PromptChoice): PromptChoice {
  const shown = nextFrom(prompts, choice, choice.at) ?? 0;
  return { ...choice, at: nextFrom(prompts, choice, shown + 1) ?? shown };
}

/** Without the one that is shown. */
export function dismiss(prompts: readonly string[], choice: PromptChoice): PromptChoice {
  const shown = nextFrom(prompts, choice, choice.at);
  if (shown === null) return choice;
  const left = { at: shown, dismissed: new Set([...choice.dismissed, shown]) };
  return { ...left, at: nextFrom(prompts, left, shown + 1) ?? shown };
}

/** Whether there is another one beside the one that is shown. */
export function hasAnother(prompts: readonly string[], choice: PromptChoice): boolean {
  return prompts.length - choice.dismissed.size > 1;
}

function nextFrom(
  prompts: readonly string[],
  { dismissed }: PromptChoice,
  from: number,
): number | null {
  for (let step = 0; step < prompts.length; step += 1) {
    const at = (from + step) % prompts.length;
    if (!dismissed.has(at)) return at;
  }
  return null;
}

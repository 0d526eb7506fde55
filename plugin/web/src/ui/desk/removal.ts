// The question before a leader removes somebody, in the same words on every card: removing cannot
// be undone.

import type { LeaderCommand, Participant } from '../../wire/messages.js';
import type { Words } from '../../words/words.js';
import type { ChoiceQuestion, StepbackConfirm } from '../controls/confirm.js';

/**
 * The question for this person. Somebody who came by a shared link brings a choice: the leader may
 * also end that link.
 */
export function removeQuestion(words: Words, { name, role, by }: Participant): ChoiceQuestion {
  const { title, text, yes, no, closeLink } = words.leader.sure.remove;
  return {
    title: title(name),
    text: text(name),
    yes: yes(name),
    no: no(name),
    choice: by === 'shared' ? closeLink[role] : null,
  };
}

/** Asks the leader. The command to send, or null if the person stays. */
export async function askForRemoval(
  confirm: StepbackConfirm | null,
  words: Words,
  person: Participant,
): Promise<LeaderCommand | null> {
  const answer = await confirm?.askWithChoice(removeQuestion(words, person));
  if (!answer) return null;
  const command = { type: 'remove', participant: person.id } as const;
  return answer.chosen ? { ...command, closeLink: true } : command;
}

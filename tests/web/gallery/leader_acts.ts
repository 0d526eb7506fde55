// What the server tells leaders of each person, for the gallery (protocol/session/leader_acts.cpp,
// recognition.cpp). The page takes it as it is.

import type { LeaderAct, Participant, SessionView } from '../../../plugin/web/src/wire/messages.js';
import { told } from './next_step.js';

/** The people as the leader `you` sees them. What a person has already is kept. */
export function forLeaders(
  session: SessionView,
  people: readonly Participant[],
  you: string,
): Participant[] {
  return people.map((each) => {
    const by = each.by ?? (isLeader(each) ? 'own' : 'shared');
    const shown = { ...each, by };
    return {
      ...(waits(each) ? { could: identitiesFor(people, each) } : {}),
      can: actsFor(session, people, you, shown),
      ...shown,
    };
  });
}

function actsFor(
  session: SessionView,
  people: readonly Participant[],
  you: string,
  person: Participant,
): LeaderAct[] {
  const leader = people.find(({ id }) => id === you);
  const facilitates = leader?.seat === 'facilitator';
  const otherLeads = people.some(
    (each) => each.id !== person.id && isLeader(each) && each.connected && !waits(each),
  );
  const presents = person.role === 'member' || (isLeader(person) && otherLeads);
  const sits = !waits(person);
  const { appoints } = told(session, people);
  const acts: Record<LeaderAct, boolean> = {
    admit: !sits && !(person.role === 'member' && isPresenterAway(session, people)),
    appoint: sits && presents && person.seat !== 'presenter' && appoints !== null,
    mute: person.connected && person.audio,
    remove: person.id !== you && (!isLeader(person) || facilitates),
    handover: facilitates && person.seat === 'coFacilitator' && person.connected,
    wayBack: sits && person.by === 'shared' && !isLeader(person),
  };
  const all = Object.keys(acts) as LeaderAct[];
  return all.filter((act) => acts[act]);
}

function identitiesFor(people: readonly Participant[], waiting: Participant): string[] {
  return people
    .filter((each) => each.role === waiting.role && !each.connected && !waits(each))
    .map(({ id }) => id);
}

function isPresenterAway(session: SessionView, people: readonly Participant[]): boolean {
  const presenter = people.find(({ seat }) => seat === 'presenter');
  return presenter !== undefined && !presenter.connected && !session.case.over;
}

const waits = ({ channel }: Participant): boolean => channel === 'lobby';
const isLeader = ({ role }: Participant): boolean =>
  role === 'facilitator' || role === 'coFacilitator';

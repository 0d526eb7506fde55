// Microphone and camera are closed by the server at each coming in, at each step back and with each
// lost connection, and nobody but the person opens them again. So that nobody sits silent unawares,
// the screen then invites them to press. The invitation stands until it is answered or the right to
// speak goes.

import type { Participant, State } from '../wire/messages.js';
import type { Invited } from '../ui/model.js';
import { followsStepBack } from '../ui/phases.js';

export class Invitation {
  to: Invited | null = null;
  private known = false;
  private wasSteppedBack = false;
  private wasSeated = false;
  private lostWhileOpen = false;
  private wasOpen = false;

  /** The connection broke. */
  lost(): void {
    this.lostWhileOpen = this.wasOpen;
    this.wasOpen = false;
  }

  /** The person pressed, or chose to stay silent. */
  answered(): void {
    this.to = null;
  }

  follow(state: State, me: Participant): void {
    const steppedBack = me.seat === 'presenter' && me.channel === 'observer';
    const seated = me.channel !== 'lobby';
    const may = state.you.may.speak || state.you.may.show;
    if (may && this.hasReturned(state, me, steppedBack)) this.to = 'returned';
    else if (may && this.lostWhileOpen) this.to = 'reconnected';
    else if (may && seated && !this.wasSeated && this.to === null) this.to = 'arrived';
    if (!may || me.audio || me.video) this.to = null;
    if (may || steppedBack) this.lostWhileOpen = false;
    this.wasOpen = me.audio || me.video;
    this.wasSteppedBack = steppedBack;
    this.wasSeated = seated && may;
    this.known = true;
  }

  // A page that was reloaded at the return did not see the step back.
  private hasReturned(state: State, me: Participant, steppedBack: boolean): boolean {
    if (this.known) return this.wasSteppedBack && !steppedBack && me.seat === 'presenter';
    return me.seat === 'presenter' && followsStepBack(state.session);
  }
}

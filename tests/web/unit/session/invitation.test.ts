import { beforeEach, describe, expect, it } from 'vitest';
import { Invitation } from '../../../../plugin/web/src/session/invitation.js';
import type { Participant, Permissions } from '../../../../plugin/web/src/wire/messages.js';
import { person, stateAt } from '../../gallery/people.js';

let invitation: Invitation;
beforeEach(() => {
  invitation = new Invitation();
});

const silent = { speak: false, show: false };
function see(phase: string, me: Partial<Participant>, may: Partial<Permissions> = {}): void {
  const farid = person('farid', 'Farid', 'member', { audio: false, video: false, ...me });
  invitation.follow(stateAt(phase, 20, 'farid', { participants: [farid], may }), farid);
}

describe('an invitation to open microphone and camera', () => {
  it('comes to whoever is let in from the lobby, and not before', () => {
    see('gathering', { channel: 'lobby' }, silent);
    expect(invitation.to).toBeNull();
    see('gathering', {});
    expect(invitation.to).toBe('arrived');
  });

  it('goes with the first press, and does not come back by itself', () => {
    see('gathering', {});
    invitation.answered();
    see('gathering', {});
    expect(invitation.to).toBeNull();
  });

  it('comes to the presenter when the step back is over', () => {
    see('clarification', { seat: 'presenter', audio: true });
    see('discussion', { seat: 'presenter', channel: 'observer' }, silent);
    expect(invitation.to).toBeNull();
    see('return', { seat: 'presenter' });
    expect(invitation.to).toBe('returned');
    see('return', { seat: 'presenter', audio: true });
    expect(invitation.to).toBeNull();
  });

  it('comes to a presenter whose page was loaded anew at the return', () => {
    see('return', { seat: 'presenter' });
    expect(invitation.to).toBe('returned');
  });

  it('comes after a lost connection to whoever had something open', () => {
    see('opening', { audio: true });
    invitation.lost();
    see('opening', {});
    expect(invitation.to).toBe('reconnected');
  });

  it('does not come after a lost connection to whoever was silent', () => {
    see('opening', { audio: true });
    see('opening', { audio: false });
    invitation.lost();
    see('opening', {});
    expect(invitation.to).toBeNull();
  });

  it('goes when the right goes', () => {
    see('opening', {});
    see('presentation', {}, silent);
    expect(invitation.to).toBeNull();
  });

  it('never comes to somebody who has stepped back, through any loss', () => {
    see('clarification', { seat: 'presenter', audio: true });
    invitation.lost();
    see('discussion', { seat: 'presenter', channel: 'observer' }, silent);
    expect(invitation.to).toBeNull();
    see('return', { seat: 'presenter' });
    expect(invitation.to).toBe('returned');
  });
});

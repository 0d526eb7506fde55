// The server's own page: one session element as large as the window, with the page's own address as
// its link. When the person is in, the name of their seat replaces the token in the address, so that
// a reload leads back to the same chair and the browser's history leads nowhere.

import './fonts.js';
import '../element.js';
import { parseLink, seatFragment } from '../client/invite_link.js';
import { ResumeMemory, nameOf } from '../client/resume_memory.js';
import { preferredLanguage, rememberLanguage } from './remembered_language.js';

const session = document.createElement('stepback-session');

function speak(language: string): void {
  document.documentElement.lang = language;
  session.language = language;
}

/** Without a fragment the element says that a link is needed. */
function open(): void {
  session.link = location.hash === '' ? '' : location.href;
}

/** Does nothing if the tab cannot keep the seat: a reload then needs the link. */
function takeTokenOutOfAddress(): void {
  const link = parseLink(location.href);
  if (link.kind !== 'join' || !new ResumeMemory().keeps(link.token)) return;
  history.replaceState(history.state, '', seatFragment(nameOf(link.token)));
}

speak(preferredLanguage());
session.addEventListener('stepback-language', ({ detail: { language } }) => {
  rememberLanguage(language);
  speak(language);
});
// Not earlier: until then the person may want to take the address to a browser that can do more.
session.addEventListener('stepback-connection', ({ detail: { state } }) => {
  if (state === 'joined') takeTokenOutOfAddress();
});
window.addEventListener('hashchange', open);
open();
document.body.append(session);

// The server's own page: one session element as large as the window, with the page's own address as
// its link. The fragment stays in the address, so that a reload leads back to the same chair.

import './fonts.js';
import '../element.js';
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

speak(preferredLanguage());
session.addEventListener('stepback-language', ({ detail: { language } }) => {
  rememberLanguage(language);
  speak(language);
});
window.addEventListener('hashchange', open);
open();
document.body.append(session);

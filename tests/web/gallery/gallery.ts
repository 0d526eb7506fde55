// Draws one scene: /?scene=NAME&theme=light|dark&language=en|fi. Without a scene it lists them all.
// The accessibility tests and the screenshots use it. Its clock stands still.

import '../../../plugin/web/src/page/fonts.js';
import '../../../plugin/web/src/ui/screens/view.js';
import { languages, type Language } from '../../../plugin/web/src/words/words.js';
import { paintedFaces } from './painted_faces.js';
import type { Scenes } from './scene.js';

const found = import.meta.glob<{ scenes: Scenes }>('./scenes/*.ts', { eager: true });
const scenes: Scenes = Object.fromEntries(
  Object.values(found).flatMap((file) => Object.entries(file.scenes)),
);

const wish = new URLSearchParams(location.search);
const scene = scenes[wish.get('scene') ?? ''];
if (scene) {
  const language = (wish.get('language') ?? 'en') as Language;
  document.documentElement.lang = language;
  const view = document.createElement('stepback-view');
  view.words = languages[language];
  view.pictures = paintedFaces;
  if (scene.coordinator) view.coordinator = scene.coordinator;
  view.setAttribute('theme', wish.get('theme') ?? 'light');
  view.model = scene.model;
  document.body.append(view);
  await view.updateComplete;
  await scene.before?.(view);
  // Elements that measure their place are drawn again after they have one.
  for (let frame = 0; frame < 3; frame += 1) {
    await new Promise((drawn) => requestAnimationFrame(drawn));
  }
  document.documentElement.dataset['ready'] = 'true';
} else {
  for (const name of Object.keys(scenes)) {
    const line = document.createElement('p');
    for (const theme of ['light', 'dark']) {
      for (const language of Object.keys(languages)) {
        const link = document.createElement('a');
        link.href = `?scene=${name}&theme=${theme}&language=${language}`;
        link.textContent = `${name} ${theme} ${language} `;
        line.append(link);
      }
    }
    document.body.append(line);
  }
  document.documentElement.dataset['ready'] = 'true';
}

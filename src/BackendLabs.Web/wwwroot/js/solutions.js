// The dialog of answers that pass, each beside one's own.
import { api } from './api.js';
import { createDiff } from './diff.js';
import { el } from './dom.js';

const dialog = document.getElementById('solution-dialog');
const body = document.getElementById('solution-body');
const shown = [];

dialog.addEventListener('close', () => {
  for (const diff of shown.splice(0)) diff.dispose();
});

/**
 * @param {string} path of the lab in the API
 * @param {string} own what is in the editor
 */
export async function showSolutions(path, own, plain) {
  dialog.showModal();
  try {
    const { solutions } = await api.get(`${path}/solution`);
    body.replaceChildren();
    for (const { title, text } of solutions) {
      const host = el('div.diff');
      const isSame = text.trim() === own.trim();
      body.append(el('h3', {}, title), el('p.quiet-text', {}, isSame ? 'The same as yours.' : 'From yours to this one.'), isSame ? '' : host);
      if (!isSame) shown.push(await createDiff(host, { before: own, after: text, label: title, plain }));
    }
  } catch (error) {
    body.replaceChildren(el('p', {}, error.message));
  }
}

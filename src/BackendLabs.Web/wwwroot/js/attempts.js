// The dialog of one's attempts at a lab: to look at again, to put back into the editor, and any two of them compared.
import { api } from './api.js';
import { createDiff } from './diff.js';
import { el } from './dom.js';
import { when } from './moments.js';

const dialog = document.getElementById('attempts-dialog');
const body = document.getElementById('attempts-body');
let shown = null;

dialog.addEventListener('close', clear);

/**
 * @param {string} path of the lab in the API
 * @param {{plain: boolean, attempts?: string, onOpen: (detail: object) => void, onRestore: (source: string) => void}} page
 *   onOpen: an attempt that has a report; the dialog is closed before either
 */
export async function showAttempts(path, page) {
  dialog.showModal();
  const attempts = await api.get(`${path}/attempts`).catch((error) => error);
  if (attempts instanceof Error || attempts.length === 0) {
    body.replaceChildren(el('p', {}, attempts instanceof Error ? attempts.message : 'None yet.'));
    return;
  }
  const chosen = new Set();
  const diff = el('div.diff');
  body.replaceChildren(
    el('p.quiet-text', {}, 'Mark two to see what changed between them.'),
    el('table.attempts', {},
      el('thead', {}, el('tr', {}, ['', 'When', 'Verdict', 'Points', ''].map((text) => text ? el('th', { scope: 'col' }, text) : el('td')))),
      el('tbody', {}, attempts.map((attempt) => rowOf(attempt, page, (box) => choose(box, attempt, chosen, diff, page))))),
    diff);
}

function rowOf(attempt, page, onChoice) {
  return el('tr', {},
    el('td', {}, el('input', { type: 'checkbox', 'aria-label': `Compare the attempt of ${when(attempt.accepted)}`, onchange: (event) => onChoice(event.target) })),
    el('td', {}, when(attempt.accepted)),
    el('td', {}, (attempt.verdict ?? attempt.state).replaceAll('_', ' ')),
    el('td', {}, attempt.score === null ? '' : `${attempt.score} of ${attempt.max}`),
    el('td', {},
      el('button', { type: 'button', onclick: () => open(attempt.id, page) }, 'Look at it'), ' ',
      el('button', { type: 'button', onclick: () => restore(attempt.id, page) }, 'Put into the editor')));
}

async function choose(box, attempt, chosen, host, page) {
  if (box.checked) chosen.add(attempt.id);
  else chosen.delete(attempt.id);
  const full = chosen.size >= 2;
  for (const other of body.querySelectorAll('input[type=checkbox]')) other.disabled = full && !other.checked;
  clear();
  if (!full) return;
  const [one, two] = (await Promise.all([...chosen].map((id) => get(id, page)))).sort((a, b) => a.attempt.accepted.localeCompare(b.attempt.accepted));
  shown = await createDiff(host, { before: one.source, after: two.source, label: `From ${when(one.attempt.accepted)} to ${when(two.attempt.accepted)}`, plain: page.plain });
}

function clear() {
  shown?.dispose();
  shown = null;
}

async function open(id, page) {
  const detail = await get(id, page);
  if (!detail.report) return;
  dialog.close();
  page.onOpen(detail);
}

async function restore(id, page) {
  const { source } = await get(id, page);
  dialog.close();
  page.onRestore(source);
}

const get = (id, page) => api.get(`${page.attempts ?? '/api/attempts'}/${id}`);

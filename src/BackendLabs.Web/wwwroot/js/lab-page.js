// A lab's page: lesson, editor and results, and what leads from one to the other.
import { api } from './api.js';
import { el } from './dom.js';
import { keepDraft } from './draft.js';
import { createDiff, createEditor } from './editor.js';
import { currentTheme, onThemeChange } from './layout.js';
import { arrangePanes } from './panes.js';
import { marksOf, renderProgress, renderReport } from './results.js';
import { followRun, startRun } from './run.js';
import { renderWorlds } from './world.js';

const find = (id) => document.getElementById(id);
const workbench = find('workbench');
const lab = workbench.dataset.lab;
const path = `/api/labs/${lab}`;
const starter = find('starter').content.textContent;

let editor = null;
let run = null;

const panes = arrangePanes(workbench, { onLayout: () => editor?.layout() });
const draft = keepDraft({
  path: `${path}/draft`,
  lab,
  text: find('text').value,
  revision: Number(workbench.dataset.revision),
  say: (state, words) => {
    find('saved').textContent = words;
    find('saved').dataset.state = state;
  },
  onConflict: showConflict,
});

await openEditor(wantsPlain());
offerKept();
if (workbench.dataset.running) follow(workbench.dataset.running);
else showLatest();
showHints(api.get(`${path}/hints`));

find('check').addEventListener('click', check);
find('cancel').addEventListener('click', () => run?.cancel());
find('plain').addEventListener('click', () => openEditor(find('plain').getAttribute('aria-pressed') !== 'true'));
find('reset').addEventListener('click', reset);
find('history').addEventListener('click', showAttempts);
find('hint').addEventListener('click', () => showHints(api.post(`${path}/hints`)));
find('solution').addEventListener('click', showSolutions);
for (const button of document.querySelectorAll('[data-close]')) button.addEventListener('click', () => button.closest('dialog').close());
addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.defaultPrevented && !document.querySelector('dialog[open]')) {
    event.preventDefault();
    check();
  }
});
onThemeChange((theme) => editor?.setTheme(theme));
if (!run) setRunning(false); // until here the button would have done nothing

async function openEditor(plain) {
  const text = editor ? editor.getText() : find('text').value;
  editor?.dispose();
  find('editor').replaceChildren();
  find('plain').setAttribute('aria-pressed', String(plain));
  remember('plain-editor', plain ? 'yes' : 'no');
  editor = await createEditor(find('editor'), { text, label: 'Your code', readOnly: false, plain, languagePath: path });
  editor.setTheme(currentTheme());
  editor.onChange(() => draft.change(editor.getText()));
  draft.change(editor.getText()); // what was typed before that
  editor.onSubmit(check);
}

async function check() {
  if (run) return;
  setRunning(true);
  find('report').replaceChildren();
  find('left').replaceChildren();
  find('next').replaceChildren();
  editor.markLines([]);
  panes.show('results');
  run = startRun(`${path}/attempts`, editor.getText(), handlers()); // first: Stop and a second Ctrl+Enter look for it
  draft.flush();
  await finish(run.result);
}

async function follow(id) {
  setRunning(true);
  run = { result: followRun(id, handlers()), cancel: () => api.delete(`/api/attempts/${id}`).catch(() => {}) };
  await finish(run.result);
}

function handlers() {
  return {
    onEvent: (event) => renderProgress(find('progress'), event),
    onAway: (away) => {
      workbench.classList.toggle('away', away);
      if (away) find('progress').textContent = 'The server does not answer. Trying again; nothing is lost.';
    },
  };
}

async function finish(result) {
  try {
    const detail = await result;
    find('progress').replaceChildren();
    if (detail) show(detail);
    else find('report').replaceChildren(el('p.empty', {}, 'Stopped. Nothing was counted.'));
  } catch (error) {
    find('progress').replaceChildren();
    find('report').replaceChildren(el('p.notice', { role: 'alert' }, error.message));
  } finally {
    run = null;
    setRunning(false);
  }
}

function setRunning(running) {
  find('check').disabled = running;
  find('cancel').hidden = !running;
  workbench.classList.toggle('running', running);
}

function show(detail) {
  renderReport(find('report'), detail.report, {
    source: detail.source,
    hint: detail.next?.hint ?? null,
    onLine: (line) => editor.markLines([...marksOf(detail.report), ...(line ? [{ line, kind: 'hover' }] : [])]),
    revealLine: (line) => {
      panes.show('code');
      editor.revealLine(line);
    },
  });
  editor.markLines(marksOf(detail.report));
  renderWorlds(find('left'), detail.report);
  showNext(detail.next);
  if (detail.report.verdict === 'passed') find('solutions').hidden = false;
  showHints(api.get(`${path}/hints`));
}

function showNext(next) {
  const host = find('next');
  host.replaceChildren();
  if (!next) return;
  if (next.after) {
    const after = el('section.after.prose', { 'aria-label': 'To take along' });
    after.append(document.createRange().createContextualFragment(next.after)); // made by the server from after.md, raw HTML off
    host.append(after);
  }
  if (next.lab) host.append(el('p', {}, el('a.button.primary', { href: `/labs/${next.lab.id}` }, `Next: ${next.lab.title}`)));
}

async function showLatest() {
  const [latest] = await api.get(`${path}/attempts`).catch(() => []);
  if (latest?.state !== 'judged' || run) return;
  const detail = await api.get(`/api/attempts/${latest.id}`).catch(() => null);
  if (!detail || run) return;
  show(detail);
  find('report').prepend(el('p.quiet-text', {}, `Your last attempt, ${when(latest.ended)}.`));
}

async function showHints(asked) {
  const hints = await asked.catch((error) => {
    find('hint-list').replaceChildren(el('li', {}, error.message));
    return null;
  });
  if (!hints) return;
  find('hint-list').replaceChildren(...hints.shown.map((text) => el('li', {}, text)));
  find('hint').disabled = hints.shown.length >= hints.count;
  find('hint').textContent = hints.shown.length === 0 ? 'A hint, please' : hints.shown.length < hints.count ? 'The next hint, please' : 'Those were all hints';
}

function reset() {
  if (editor.getText() === starter) return;
  if (!confirm('Begin again with the starter? Your attempts are kept.')) return;
  editor.setText(starter);
  draft.change(starter);
  editor.focus();
}

function showConflict(theirs) {
  find('conflict').hidden = false;
  const settle = (text) => {
    draft.settle(theirs, text);
    find('conflict').hidden = true;
    editor.focus();
  };
  find('take-theirs').onclick = () => {
    editor.setText(theirs.text);
    settle(null);
  };
  find('keep-mine').onclick = () => settle(editor.getText());
}

// The server was away when the page was left: what was written then is here, and only here.
function offerKept() {
  const kept = draft.kept();
  if (!kept || kept.text === editor.getText()) return;
  if (kept.revision >= Number(workbench.dataset.revision)) {
    editor.setText(kept.text);
    draft.change(kept.text);
  }
}

async function showAttempts() {
  const body = find('attempts-body');
  find('attempts-dialog').showModal();
  const attempts = await api.get(`${path}/attempts`).catch((error) => error);
  if (attempts instanceof Error || attempts.length === 0) {
    body.replaceChildren(el('p', {}, attempts instanceof Error ? attempts.message : 'None yet.'));
    return;
  }
  const chosen = new Set();
  const diff = el('div.diff');
  const rows = attempts.map((attempt) => el('tr', {},
    el('td', {}, el('input', { type: 'checkbox', 'aria-label': `Compare the attempt of ${when(attempt.accepted)}`, onchange: (event) => choose(event.target, attempt, chosen, diff) })),
    el('td', {}, when(attempt.accepted)),
    el('td', {}, attempt.verdict ? words(attempt.verdict) : attempt.state),
    el('td', {}, attempt.score === null ? '' : `${attempt.score} of ${attempt.max}`),
    el('td', {}, el('button', { type: 'button', onclick: () => openAttempt(attempt.id) }, 'Look at it'), ' ', el('button', { type: 'button', onclick: () => restore(attempt.id) }, 'Put into the editor'))));
  body.replaceChildren(
    el('p.quiet-text', {}, 'Mark two to see what changed between them.'),
    el('table.attempts', {}, el('thead', {}, el('tr', {}, ...['', 'When', 'Verdict', 'Points', ''].map((text) => el('th', { scope: 'col' }, text)))), el('tbody', {}, ...rows)),
    diff);
}

async function choose(box, attempt, chosen, host) {
  if (box.checked) chosen.add(attempt.id);
  else chosen.delete(attempt.id);
  const full = chosen.size >= 2;
  for (const other of find('attempts-body').querySelectorAll('input[type=checkbox]')) other.disabled = full && !other.checked;
  host.replaceChildren();
  if (!full) return;
  const [one, two] = (await Promise.all([...chosen].map((id) => api.get(`/api/attempts/${id}`)))).sort((a, b) => a.attempt.accepted.localeCompare(b.attempt.accepted));
  await createDiff(host, { before: one.source, after: two.source, label: `From ${when(one.attempt.accepted)} to ${when(two.attempt.accepted)}` });
}

async function openAttempt(id) {
  const detail = await api.get(`/api/attempts/${id}`);
  if (!detail.report) return;
  find('attempts-dialog').close();
  panes.show('results');
  show(detail);
}

async function restore(id) {
  const { source } = await api.get(`/api/attempts/${id}`);
  editor.setText(source);
  draft.change(source);
  find('attempts-dialog').close();
  panes.show('code');
  editor.focus();
}

async function showSolutions() {
  const body = find('solution-body');
  find('solution-dialog').showModal();
  try {
    const { solutions } = await api.get(`${path}/solution`);
    body.replaceChildren();
    for (const solution of solutions) {
      const host = el('div.diff');
      body.append(el('h3', {}, solution.title), el('p.quiet-text', {}, 'Yours on the left.'), host);
      await createDiff(host, { before: editor.getText(), after: solution.text, label: solution.title });
    }
  } catch (error) {
    body.replaceChildren(el('p', {}, error.message));
  }
}

function wantsPlain() {
  try {
    return localStorage.getItem('plain-editor') === 'yes';
  } catch {
    return false;
  }
}

function remember(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Asked again on the next visit.
  }
}

const words = (verdict) => verdict.replaceAll('_', ' ');
const when = (moment) => new Date(moment).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });

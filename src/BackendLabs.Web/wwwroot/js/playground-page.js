// The playground: free code, run at will. Nothing is expected of it, so nothing of it passes or fails.
import { api } from './api.js';
import { el } from './dom.js';
import { keepDraft } from './draft.js';
import { createEditor } from './editor.js';
import { currentTheme, onThemeChange } from './layout.js';
import { arrangePanes } from './panes.js';
import { renderProgress } from './results.js';
import { followRun, startRun } from './run.js';
import { renderTimeline } from './timeline.js';
import { renderWorld } from './world.js';

const LINE = 60;

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

find('run').addEventListener('click', start);
find('cancel').addEventListener('click', () => run?.cancel());
find('plain').addEventListener('click', () => openEditor(find('plain').getAttribute('aria-pressed') !== 'true'));
find('reset').addEventListener('click', reset);
addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.defaultPrevented) {
    event.preventDefault();
    start();
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
  editor.onSubmit(start);
}

async function start() {
  if (run) return;
  setRunning(true);
  say('', '');
  find('report').replaceChildren();
  editor.markLines([]);
  panes.show('results');
  run = startRun(`${path}/attempts`, editor.getText(), handlers());
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
    onEvent: (event) => renderProgress(find('progress'), { kind: event.kind, ...event.data }),
    onAway: (away) => {
      workbench.classList.toggle('away', away);
      if (away) find('progress').textContent = 'The server does not answer. Trying again; nothing is lost.';
    },
  };
}

async function finish(result) {
  try {
    const detail = await result;
    if (detail?.report) show(detail.report);
    else say('', 'Stopped.');
  } catch (error) {
    say('warn', error.message);
  } finally {
    find('progress').replaceChildren();
    run = null;
    setRunning(false);
  }
}

function setRunning(running) {
  find('run').disabled = running;
  find('cancel').hidden = !running;
  workbench.classList.toggle('running', running);
}

function say(tone, words) {
  const outcome = find('outcome');
  outcome.className = `outcome ${tone}`.trim();
  outcome.textContent = words;
}

// ---- What happened ----------------------------------------------------------------------------------------------------

function show(report) {
  const check = report.checks[0];
  say(...outcomeOf(report, check));
  const marks = marksOf(report, check);
  editor.markLines(marks);
  const line = check?.line;
  if (line) find('outcome').append(' ', lineButton(line));
  if (report.verdict === 'compile_error') {
    find('report').replaceChildren(diagnosticsOf(report.diagnostics));
    return;
  }

  const parts = [];
  if (check) parts.push(part('Printed', report.output === '' ? el('p.empty', {}, 'Nothing.') : text(report.output, 'What your code printed')));
  if (check?.returned !== undefined) parts.push(part('Returned', text(pretty(check.returned), 'What your code returned')));
  if (check?.timeline?.length > 0) {
    const host = el('div');
    parts.push(part('In order', host));
    renderTimeline(host, check, {
      onLine: (hovered) => editor.markLines(hovered ? [...marks, { line: hovered, kind: 'hover' }] : marks),
      revealLine: reveal,
    });
  }

  if (check?.state) {
    const host = el('div');
    parts.push(part('What was left', host));
    renderWorld(host, check.state);
  }

  const warnings = report.diagnostics ?? [];
  if (warnings.length > 0) parts.push(part('The compiler warns', diagnosticsOf(warnings)));
  find('report').replaceChildren(...parts);
}

function outcomeOf(report, check) {
  switch (report.verdict) {
    case 'passed': return ['good', `It ran to its end in ${timeOf(callOf(check)?.ms ?? report.elapsedMs)}.`];
    case 'compile_error': return ['bad', 'It does not compile yet.'];
    case 'infrastructure_error': return ['warn', `Our problem, not yours: ${report.reason} ${report.remedy ?? ''}`.trim()];
    default: return ['bad', check?.message ?? 'It did not run to its end.'];
  }
}

// The run of a lab takes longer than the call: a world is made and the code compiled.
const callOf = (check) => check?.timeline.findLast((event) => event.service === 'code' && !event.judges);

function marksOf(report, check) {
  const said = report.diagnostics.map((one) => ({ line: one.line, kind: one.warning ? 'warning' : 'error', message: one.message }));
  return check?.line ? [...said, { line: check.line, kind: 'fault', message: check.message }] : said;
}

function diagnosticsOf(diagnostics) {
  return el('ol.playground-diagnostics', {}, ...diagnostics.map((one) =>
    el('li', {}, lineButton(one.line), ' ', one.message, one.hint && el('p.quiet-text', {}, one.hint))));
}

function lineButton(line) {
  return el('button.playground-line', { type: 'button', onclick: () => reveal(line) }, `line ${line}`);
}

function reveal(line) {
  panes.show('code');
  editor.revealLine(line);
}

const part = (title, content) => el('section.playground-part', {}, el('h2', {}, title), content);

const text = (words, label) => el('pre', { tabindex: 0, role: 'group', 'aria-label': label }, el('code', {}, words));

function pretty(json) {
  try {
    return laidOut(JSON.parse(json), '');
  } catch {
    return json; // it was cut
  }
}

// What fits on a line stays on it.
function laidOut(value, indent) {
  const line = JSON.stringify(value);
  if (value === null || typeof value !== 'object' || line.length + indent.length <= LINE) return line;
  const inner = `${indent}  `;
  const parts = Array.isArray(value)
    ? value.map((item) => inner + laidOut(item, inner))
    : Object.entries(value).map(([name, item]) => `${inner}${JSON.stringify(name)}: ${laidOut(item, inner)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${parts.join(',\n')}\n${indent}${close}`;
}

const timeOf = (milliseconds) => (milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`);

// ---- What is written --------------------------------------------------------------------------------------------------

function reset() {
  if (editor.getText() === starter) return;
  if (!confirm('Put the first example back in place of your code?')) return;
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
  if (!kept || kept.text === editor.getText() || kept.revision < Number(workbench.dataset.revision)) return;
  editor.setText(kept.text);
  draft.change(kept.text);
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

// A student in a session, for staff: every attempt with its code, what changed since the one before, its report and comments.
import { api } from './api.js';
import { createDiff } from './diff.js';
import { button, el } from './dom.js';
import { when } from './moments.js';
import { renderReport } from './results.js';
import { renderWorlds } from './world.js';

const find = (id) => document.getElementById(id);
const place = find('student');
const { session, student } = place.dataset;
const mayRun = place.dataset.runs !== undefined;
const path = `/api/staff/sessions/${session}`;
const file = JSON.parse(find('file').textContent);

function labOf(lab) {
  const set = file.overrides.find((one) => one.lab === lab.lab);
  const submissions = lab.attempts.filter((attempt) => !attempt.regrade);
  return el('section.student-lab', { 'aria-label': lab.title },
    el('h2', {}, lab.title, ' ', el('span.tag', {}, `${round(file.grades.labs[lab.lab] ?? 0)} of ${round(lab.weight)} points`)),
    el('p.quiet-text', {}, lab.saves === 0 ? 'No draft.' : `Draft saved ${times(lab.saves)}; ${lab.pastes === 0 ? 'nothing was pasted' : `${times(lab.pastes)} with something pasted, ${lab.pastedCharacters} characters in those saves`}.`),
    set && el('p.notice', {}, `Set to ${round(set.points)} points by ${set.staff}: ${set.reason}`),
    mayRun && overrideOf(lab, set),
    submissions.length === 0 && el('p', {}, 'Nothing was submitted.'),
    lab.attempts.map((attempt) => attemptOf(attempt, submissions.indexOf(attempt) + 1)));
}

const round = (points) => String(Math.round(points * 100) / 100);
const times = (count) => (count === 1 ? 'once' : `${count} times`);

// ---- Points -------------------------------------------------------------------------------------------------------------

function overrideOf(lab, set) {
  const id = (name) => `${name}-${lab.lab.replace('/', '-')}`;
  const points = el('input', { id: id('points'), type: 'number', min: 0, max: lab.weight, step: 'any', required: true });
  const reason = el('input', { id: id('reason'), required: true, maxlength: 2000 });
  const form = el('form.override', {},
    el('label', { for: points.id }, 'Points'), points, el('label', { for: reason.id }, 'Reason'), reason,
    el('button', { type: 'submit' }, 'Set the points'),
    set && button('Let the computed points count', () => {
      if (reason.reportValidity()) act(() => api.post(`${path}/overrides/withdraw`, { student, lab: lab.lab, reason: reason.value }));
    }));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    act(() => api.post(`${path}/overrides`, { student, lab: lab.lab, points: Number(points.value), reason: reason.value }));
  });
  return el('details', {}, el('summary', {}, set ? 'Change the points that were set' : 'Set the points'), form);
}

async function act(work) {
  try {
    await work();
    location.reload();
  } catch (error) {
    find('said').textContent = error.message;
  }
}

// ---- Attempts -----------------------------------------------------------------------------------------------------------

function attemptOf(attempt, number) {
  const host = el('div.attempt-body');
  const details = el('details.attempt', {},
    el('summary', {}, attempt.regrade ? 'Regrade' : `Attempt ${number}`, ` · ${when(attempt.accepted, file.zone)} · ${verdictOf(attempt)}${attempt.late ? ' · late' : ''}`), host);
  details.addEventListener('toggle', () => {
    if (details.open && host.childElementCount === 0) load(attempt, host);
  });
  return details;
}

const verdictOf = (attempt) => (attempt.verdict ? `${attempt.verdict.replaceAll('_', ' ')}, ${attempt.score} of ${attempt.max}` : attempt.ended ? 'cancelled' : 'waiting');

async function load(attempt, host) {
  const detail = await api.get(`${path}/attempts/${attempt.id}`).catch((error) => error);
  if (detail instanceof Error) {
    host.replaceChildren(el('p.notice', { role: 'alert' }, detail.message));
    return;
  }
  const code = el('div.code-lines');
  const diff = el('div.diff', { tabindex: 0, role: 'group', 'aria-label': 'Changes since the attempt before' });
  const report = el('div');
  const worlds = el('div');
  host.replaceChildren(
    el('h3', {}, 'Code'), code,
    ...(detail.before === null ? [] : [changesOf(detail, diff)]),
    el('h3', {}, 'Report'), report, worlds);
  showCode(code, detail);
  if (detail.report) {
    renderReport(report, detail.report, { source: detail.source, revealLine: (line) => code.querySelector(`[data-line="${line}"]`)?.scrollIntoView({ block: 'center' }) });
    renderWorlds(worlds, detail.report);
  } else {
    report.append(el('p.quiet-text', {}, 'Not judged.'));
  }
}

function changesOf(detail, diff) {
  let shown = null;
  const details = el('details', {}, el('summary', {}, 'Changes since the attempt before'), diff);
  details.addEventListener('toggle', async () => {
    if (details.open) shown ??= await createDiff(diff, { before: detail.before, after: detail.source, label: 'Changes since the attempt before', plain: true });
  });
  return details;
}

// ---- Comments -----------------------------------------------------------------------------------------------------------

function showCode(host, detail) {
  const lines = detail.source.replace(/\r\n?/g, '\n').split('\n');
  const list = el('ol', { 'aria-label': 'Lines' }, lines.map((text, index) => lineOf(text, index + 1, detail, host)));
  host.replaceChildren(...commentsOn(0, detail), list, el('p', {}, button('Comment on the whole attempt', () => write(0, detail, host))));
}

function lineOf(text, line, detail, host) {
  return el('li', { 'data-line': line },
    el('button.line-number', { type: 'button', title: `Comment on line ${line}`, 'aria-label': `Comment on line ${line}`, onclick: () => write(line, detail, host) }, String(line)),
    el('code', {}, text === '' ? '\n' : text), ...commentsOn(line, detail));
}

const commentsOn = (line, detail) => detail.comments.filter((comment) => comment.line === line)
  .map((comment) => el('p.comment', {}, el('strong', {}, `${comment.staff}: `), comment.text));

function write(line, detail, host) {
  document.querySelector('.comment-form')?.remove();
  const text = el('textarea', { rows: 2, required: true, maxlength: 2000, 'aria-label': line === 0 ? 'Comment on the whole attempt' : `Comment on line ${line}` });
  const form = el('form.comment-form', {}, text, el('p.quiet-text', {}, 'The student reads it once grades are published.'),
    el('button.primary', { type: 'submit' }, 'Comment'), ' ', button('Cancel', () => form.remove()));
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    try {
      detail.comments.push(await api.post(`${path}/attempts/${detail.attempt.id}/comments`, { line, text: text.value }));
      showCode(host, detail);
    } catch (error) {
      form.prepend(el('p.notice', { role: 'alert' }, error.message));
    }
  });
  (line === 0 ? host : host.querySelector(`[data-line="${line}"]`)).append(form);
  text.focus();
}

find('labs').replaceChildren(...file.labs.map(labOf));

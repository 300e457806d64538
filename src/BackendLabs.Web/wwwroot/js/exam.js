// A graded session's page: what it is, how to begin, its labs, messages and receipts, and later its grades.
import { api } from './api.js';
import { button, el } from './dom.js';
import { momentIn, runClock, timeIn } from './exam-clock.js';
import { announceNew, firstView, followExam } from './exam-feed.js';
import { when } from './moments.js';
import { renderReport } from './results.js';
import { filled, noteOf } from './told.js';

const place = document.getElementById('exam');
const body = document.getElementById('exam-body');
const { session } = place.dataset;
const path = `/api/exam/${session}`;
let view = firstView();
let problem = '';

document.getElementById('sign-out').addEventListener('click', async () => {
  if (!confirm('Sign out in this browser? Your time goes on.')) return;
  await api.post(`${path}/sign-out`);
  location.href = '/exam';
});

// This browser is the one that works, where no other is.
if (!view.otherDevice && view.state !== 'closed') api.post(`${path}/enter`).catch(() => {});
render();
runClock({ view: () => view });
followExam(session, (next) => {
  announceNew(view, next);
  const isPublished = next.grades && !view.grades;
  view = next;
  render();
  if (isPublished) document.getElementById('spoken').textContent = 'The grades are published.';
});

function render() {
  const focused = document.activeElement?.id;
  const isUnfolded = body.querySelector('details.card')?.open;
  const open = view.grades ? document.getElementById('grades') : null;
  body.replaceChildren(...[deviceOf(), problem && el('p.notice', { role: 'alert' }, problem), stateOf(), messagesOf(), view.grades && (open ?? gradesOf()), beforeOf(), labsOf(), receiptsOf()].filter(Boolean));
  if (isUnfolded && body.querySelector('details.card')) body.querySelector('details.card').open = true;
  if (focused) document.getElementById(focused)?.focus();
}

async function act(work) {
  problem = '';
  try {
    await work();
    view = await api.get(path);
  } catch (error) {
    problem = error.message;
  }
  render();
}

function deviceOf() {
  if (!view.otherDevice || view.state === 'closed') return null;
  return el('div.notice', { role: 'alert' },
    el('p', {}, el('strong', {}, 'Another browser works on this. Go on here?')),
    el('p', {}, 'The other browser can no longer save or submit then. That you changed browsers goes on record.'),
    button('Go on here', () => act(() => api.post(`${path}/enter`)), { id: 'take-over', class: 'primary' }));
}

// ---- The state, and what can be done about it ---------------------------------------------------------------------------

function stateOf() {
  const zone = view.zone;
  const at = (moment) => momentIn(zone, moment);
  const words = {
    not_open: () => `The session opens on ${at(view.until)} (${zone}). This page goes on by itself.`,
    may_begin: () => `You may begin until ${at(view.until)} (${zone}).`,
    working: () => `Your time ends at ${timeIn(zone, view.deadline)} (${zone})${view.lateUntil ? `. Until ${timeIn(zone, view.lateUntil)} you may still submit, with ${view.latePercent} % taken off` : ''}.`,
    late: () => `Your time is over. Until ${timeIn(zone, view.until)} (${zone}) you may still submit, with ${view.latePercent} % taken off.`,
    paused: () => 'The session is paused, and the clocks stand. What you have written is kept.',
    ended: () => 'Your time is over. Your last accepted attempts count.',
    handed_in: () => 'You have handed in. Nothing more is accepted.',
    closed: () => (view.grades ? 'The grades are published.' : 'The session is closed. Your grades will stand here once they are published.'),
  };
  return el('section.exam-state', { 'aria-label': 'State', 'data-state': view.state },
    el('p', {}, words[view.state]()),
    view.state === 'may_begin' && !view.otherDevice && beginOf(),
    (view.state === 'working' || view.state === 'late') && !view.otherDevice && button('Hand in', handIn, { id: 'hand-in' }));
}

function beginOf() {
  return button(view.minutes ? `Begin: ${Math.round(view.minutes)} minutes` : 'Begin', () => {
    if (!view.minutes || confirm(`Your ${Math.round(view.minutes)} minutes start now. Begin?`)) act(() => api.post(`${path}/begin`));
  }, { id: 'begin', class: 'primary' });
}

function handIn() {
  const open = view.labs.filter((lab) => !lab.attempts.some((attempt) => attempt.verdict === 'passed')).length;
  const words = open > 0 ? `${open === 1 ? 'One lab is' : `${open} labs are`} not passed yet. ` : '';
  if (confirm(`${words}Hand in now? Nothing more is accepted from you then.`)) act(() => api.post(`${path}/hand-in`));
}

function beforeOf() {
  const isBefore = view.state === 'not_open' || view.state === 'may_begin';
  const parts = [
    el('h3', {}, 'Permitted help'), el('p.permitted', {}, view.permitted),
    el('h3', {}, 'What is recorded'),
    el('ul', {},
      el('li', {}, 'What you write, with every change, while your time lasts. Text that was pasted is marked.'),
      el('li', {}, 'What you submit and when, and what came of it.'),
      el('li', {}, 'When you sign in and from which network address, and when you change browsers.'),
      el('li', {}, 'Nothing else: not your screen, your camera or other windows.')),
    el('h3', {}, 'How it goes'),
    el('ul', {},
      el('li', {}, 'Drafts are saved on the server as you type. Only what you submit is graded', view.handsInDrafts ? ', and your last draft is submitted for you at your deadline.' : '.'),
      el('li', {}, 'Each submission gives a receipt. All receipts can be downloaded here.'),
      el('li', {}, view.hints ? 'Hints stand beside failures.' : 'There are no hints.'),
      view.minutes && el('li', {}, `You have ${Math.round(view.minutes)} minutes from when you begin.`)),
  ];
  return isBefore ? el('section.card', { 'aria-label': 'Before you begin' }, el('h2', {}, 'Before you begin'), ...parts)
    : el('details.card.no-print', {}, el('summary', {}, 'Permitted help, and what is recorded'), ...parts);
}

// ---- Labs ---------------------------------------------------------------------------------------------------------------

function isOpen() {
  return !['not_open', 'may_begin'].includes(view.state) && !view.otherDevice;
}

function labsOf() {
  return el('section', { 'aria-labelledby': 'labs-title' }, el('h2', { id: 'labs-title' }, 'Labs'),
    el('div.table-scroll', { tabindex: 0, role: 'group', 'aria-labelledby': 'labs-title' }, el('table.exam-labs', {},
      el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, 'Lab'), el('th', { scope: 'col' }, 'State'), el('th.number', { scope: 'col' }, 'Weight'), el('th.number', { scope: 'col' }, 'Attempts left'))),
      el('tbody', {}, view.labs.map((lab) => el('tr', {},
        el('th', { scope: 'row' }, isOpen() && view.state !== 'closed' ? el('a', { id: `lab-${lab.lab}`, href: `/exam/${session}/${lab.lab}` }, lab.title) : lab.title),
        el('td', {}, tagOf(lab)),
        el('td.number', {}, String(lab.weight)),
        el('td.number', {}, lab.left === null ? 'any number' : String(lab.left))))))));
}

function tagOf(lab) {
  const judged = lab.attempts.filter((attempt) => attempt.state === 'judged' && attempt.verdict !== 'infrastructure_error');
  const best = judged.reduce((most, attempt) => (most === null || attempt.score > most.score ? attempt : most), null);
  if (best?.verdict === 'passed') return el('span.tag.good', {}, '✓ passed');
  if (lab.attempts.some((attempt) => attempt.state === 'waiting')) return el('span.tag', {}, 'waiting');
  if (best) return el('span.tag.medium', {}, `${best.score} of ${best.max} checks’ points`);
  return el('span.quiet-text', {}, 'not submitted');
}

// ---- Messages, receipts ---------------------------------------------------------------------------------------------------

function messagesOf() {
  if (view.messages.length === 0) return null;
  return el('section.card.messages', { 'aria-labelledby': 'messages-title' }, el('h2', { id: 'messages-title' }, 'Messages'),
    el('ul', {}, view.messages.toReversed().map((message) => el('li', {}, el('span.quiet-text', {}, `${timeIn(view.zone, message.at)} `), message.text))));
}

function receiptsOf() {
  const count = view.labs.reduce((sum, lab) => sum + lab.attempts.length, 0);
  if (count === 0) return null;
  return el('p.no-print', {}, el('a.button', { href: `${path}/receipts`, download: `${session}-receipts.txt` }, count === 1 ? 'Download your receipt' : `Download your ${count} receipts`));
}

// ---- Grades ---------------------------------------------------------------------------------------------------------------

function gradesOf() {
  const { points, max, labs } = view.grades;
  const host = el('div');
  const section = el('section.grades', { id: 'grades', 'aria-labelledby': 'grades-title' },
    el('h2', { id: 'grades-title' }, 'Your grades'),
    el('p.total', {}, `${number(points)} of ${number(max)} points`),
    el('table', {}, el('tbody', {}, view.labs.map((lab) => el('tr', {}, el('th', { scope: 'row' }, lab.title), el('td.number', {}, `${number(labs[lab.lab] ?? 0)} of ${number(lab.weight)}`))))),
    el('p.no-print', {}, button('Print or keep as PDF', () => print())),
    host);
  showAttempts(host);
  return section;
}

function number(value) {
  return String(Math.round(value * 100) / 100);
}

async function showAttempts(host) {
  for (const lab of view.labs) {
    if (lab.attempts.length === 0) continue;
    host.append(el('h3', {}, lab.title));
    for (const [index, attempt] of lab.attempts.entries()) {
      const detail = await api.get(`${path}/attempts/${attempt.id}`).catch(() => null);
      if (detail) host.append(attemptOf(detail, index + 1));
    }
  }
}

function attemptOf(detail, count) {
  const { attempt, report, source, comments } = detail;
  const shown = el('div');
  if (report) renderReport(shown, filled(report), { source });
  return el('details.attempt', { open: comments.length > 0 },
    el('summary', {}, `Attempt ${count}, ${when(attempt.accepted, view.zone)}${attempt.late ? ', late' : ''}: ${attempt.score ?? 0} of ${attempt.max ?? 0}${comments.length > 0 ? `, ${comments.length} comment${comments.length === 1 ? '' : 's'}` : ''}`),
    comments.length > 0 && el('ul.comments', {}, comments.map((comment) => el('li', {}, comment.line > 0 && el('strong', {}, `Line ${comment.line}: `), comment.text))),
    el('pre.code-kept', { tabindex: 0 }, el('code', {}, source)),
    shown, report && noteOf(report));
}

addEventListener('beforeprint', () => {
  for (const details of document.querySelectorAll('details.attempt')) details.open = true;
});

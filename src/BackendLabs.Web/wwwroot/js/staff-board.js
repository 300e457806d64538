// A session's board. The server sends it once, and then the rows that changed; of those only the cells that differ are touched.
import { api } from './api.js';
import { el } from './dom.js';
import { timeIn } from './exam-clock.js';

const AFTER_CLOSING = 15_000;
const AGAIN = 3000;

const find = (id) => document.getElementById(id);
const place = find('board');
const { session } = place.dataset;
const path = `/api/staff/sessions/${session}`;
const rows = new Map();
let board = null;

const states = { not_begun: 'not begun', working: 'working', late: 'late', handed_in: 'handed in', ended: 'ended', absent: 'never began', closed: 'closed', removed: 'removed' };

follow();

function follow() {
  const again = (wait) => setTimeout(follow, wait);
  const events = new EventSource(`${path}/events`);
  events.addEventListener('board', (event) => {
    board = JSON.parse(event.data);
    build();
    head();
  });
  events.addEventListener('changes', (event) => {
    const changes = JSON.parse(event.data);
    for (const row of changes.rows) update(row);
    board = { ...changes, rows: [...rows.values()].map((one) => one.row) };
    head();
  });
  events.addEventListener('closed', () => {
    events.close();
    again(AFTER_CLOSING);
  });
  events.onerror = () => {
    find('facts').textContent = 'The server does not answer. Trying again …';
    if (events.readyState === EventSource.CLOSED) again(AGAIN);
  };
}

// ---- Cells --------------------------------------------------------------------------------------------------------------

function build() {
  rows.clear();
  const made = board.rows.map((row) => {
    const name = el('th', { scope: 'row' }, el('a', { href: `/staff/sessions/${session}/students/${encodeURIComponent(row.student)}` }, row.name));
    const state = el('td.state');
    const cells = row.cells.map(() => el('td.cell'));
    const line = el('tr', {}, name, state, cells);
    rows.set(row.student, { row: null, state, cells, line });
    return line;
  });
  find('cells').replaceChildren(
    el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, 'Student'), el('th', { scope: 'col' }, 'State'),
      board.labs.map((lab) => el('th.lab', { scope: 'col', title: lab.lab }, el('span', {}, lab.title))))),
    el('tbody', {}, made));
  for (const row of board.rows) update(row);
}

function update(row) {
  const known = rows.get(row.student);
  if (!known) return;
  put(known.state, stateWords(row), `state ${row.silent ? 'silent' : ''}`, row.silent ? 'Has saved and submitted nothing for ten minutes' : '');
  row.cells.forEach((cell, index) => put(known.cells[index], wordsOf(cell), `cell ${cell.stuck ? 'stuck' : cell.state}`, titleOf(row, cell, index)));
  known.row = row;
}

// Only what differs is written: a write that changes nothing costs a layout all the same.
function put(element, text, name, title) {
  if (element.textContent !== text) element.textContent = text;
  if (element.className !== name.trim()) element.className = name.trim();
  if (element.title !== title) element.title = title;
}

const stateWords = (row) => [states[row.state] ?? row.state, row.extra > 0 && `+${Math.round(row.extra)} min`, row.silent && '· silent'].filter(Boolean).join(' ');

function wordsOf(cell) {
  switch (cell.state) {
    case 'none': return '–';
    case 'draft': return 'draft';
    case 'waiting': return cell.score === null ? 'waiting' : `${cell.score}/${cell.max} …`;
    case 'broken': return 'our fault';
    case 'passed': return '✓ passed';
    default: return `${cell.stuck ? '! ' : ''}${cell.score}/${cell.max}`;
  }
}

const titleOf = (row, cell, index) => `${row.name}, ${board.labs[index].title}: ${cell.state === 'none' ? 'nothing yet' : `${cell.state}, ${cell.attempts} judged`}${cell.stuck ? ', stuck' : ''}`;

// ---- What surrounds them --------------------------------------------------------------------------------------------------

function head() {
  const counts = new Map();
  for (const { row } of rows.values()) counts.set(row.state, (counts.get(row.state) ?? 0) + 1);
  const people = [...counts].map(([state, count]) => `${count} ${states[state] ?? state}`).join(', ');
  const queue = board.waiting === 0 ? 'queue empty' : `${board.waiting} in the queue${board.graders === 0 ? ', no grader at work!' : `, ${board.graders} grader${board.graders === 1 ? '' : 's'} at work`}`;
  const text = [{ open: 'Open', paused: 'Paused: all clocks stand', closed: 'Closed', published: 'Grades are published' }[board.state], people, queue].join(' · ');
  if (find('facts').textContent !== text) find('facts').textContent = text;
  place.dataset.state = board.state;
  for (const [act, shown] of Object.entries({
    message: board.state !== 'published', extend: ['open', 'paused'].includes(board.state), pause: board.state === 'open', resume: board.state === 'paused',
    close: ['open', 'paused'].includes(board.state), publish: board.state === 'closed',
  })) {
    const one = document.querySelector(`[data-act="${act}"]`);
    if (one) one.hidden = !shown;
  }
  attention();
  troubles();
  messages();
}

function attention() {
  const some = [...rows.values()].map((one) => one.row).filter((row) => row.stuck || row.silent);
  const host = find('attention');
  host.hidden = some.length === 0;
  const text = JSON.stringify(some.map((row) => [row.student, row.stuck, row.silent]));
  if (host.dataset.shown === text) return;
  host.dataset.shown = text;
  host.replaceChildren(el('h2', {}, `Need a word (${some.length})`), el('ul', {}, some.slice(0, 12).map((row) => el('li', {},
    el('a', { href: `/staff/sessions/${session}/students/${encodeURIComponent(row.student)}` }, row.name), el('span.quiet-text', {}, ` ${[row.stuck && 'stuck', row.silent && 'silent'].filter(Boolean).join(', ')}`)))),
    ...(some.length > 12 ? [el('p.quiet-text', {}, `and ${some.length - 12} more`)] : []));
}

function troubles() {
  const some = board.labs.filter((lab) => lab.trouble);
  const text = JSON.stringify(some);
  const host = find('troubles');
  if (host.dataset.shown === text) return;
  host.dataset.shown = text;
  host.replaceChildren(...(some.length === 0 ? [] : [el('h2', {}, 'What fails most'), el('ul', {}, some.map((lab) => el('li', {},
    el('strong', {}, lab.title), `: ${lab.trouble.title} (${lab.trouble.students} student${lab.trouble.students === 1 ? '' : 's'})`,
    lab.trouble.message && el('p.trouble', {}, lab.trouble.message, lab.trouble.times > 1 && el('span.quiet-text', {}, ` × ${lab.trouble.times}`)))))]));
}

function messages() {
  const host = find('messages');
  host.hidden = board.messages.length === 0;
  host.replaceChildren(el('h2', {}, 'Messages'), el('ul', {}, board.messages.toReversed().map((message) => el('li', {},
    el('span.quiet-text', {}, `${timeIn(board.zone, message.at)} ${message.staff}: `), message.text))));
}

// ---- Actions --------------------------------------------------------------------------------------------------------------

const field = (name, label, attributes = {}) => [el('label', { for: `act-${name}` }, label), el(attributes.rows ? 'textarea' : 'input', { id: `act-${name}`, name, required: true, ...attributes })];

const acts = {
  message: { title: 'Message to all', go: 'Send', body: () => field('text', 'Every student of the session reads it', { rows: 4, maxlength: 2000 }), send: (form) => api.post(`${path}/messages`, { text: form.get('text') }), said: 'Sent.' },
  extend: {
    title: 'More time', go: 'Give it',
    body: () => [
      el('label', { for: 'act-who' }, 'For whom'),
      el('select', { id: 'act-who', name: 'who' }, el('option', { value: '' }, 'Everybody'), [...rows.values()].map(({ row }) => el('option', { value: row.student }, `${row.name} (${row.student})`))),
      ...field('minutes', 'Minutes', { type: 'number', value: 10, min: -1440, max: 1440, step: 1 }), ...field('reason', 'Reason, for the record', { maxlength: 2000 })],
    send: (form) => api.post(`${path}/extend`, { minutes: Number(form.get('minutes')), reason: form.get('reason'), students: form.get('who') ? [form.get('who')] : null }), said: 'More time is given.',
  },
  pause: { title: 'Pause the session', go: 'Pause', body: () => [el('p', {}, 'All clocks stand, and nothing is accepted until the session goes on.'), ...field('reason', 'Reason, for the record', { maxlength: 2000 })], send: (form) => api.post(`${path}/pause`, { reason: form.get('reason') }), said: 'Paused.' },
  resume: { title: 'Go on', go: 'Go on', body: () => el('p', {}, 'All clocks go on where they stood.'), send: () => api.post(`${path}/resume`), said: 'The session goes on.' },
  close: { title: 'Close the session for good', go: 'Close for good', body: () => el('p', {}, 'Nothing is accepted from anybody any more. This cannot be undone.'), send: () => api.post(`${path}/close`), said: 'Closed.' },
  publish: { title: 'Publish grades', go: 'Publish', body: () => el('p', {}, 'Every student sees points, comments and attempts.'), send: () => api.post(`${path}/publish`), said: 'The grades are published.' },
};

const dialog = find('act-dialog');
let current = null;

for (const one of document.querySelectorAll('[data-act]')) one.addEventListener('click', () => open(acts[one.dataset.act]));
for (const one of dialog.querySelectorAll('[data-close]')) one.addEventListener('click', () => dialog.close());

function open(act) {
  current = act;
  find('act-title').textContent = act.title;
  find('act-do').textContent = act.go;
  find('act-problem').hidden = true;
  find('act-body').replaceChildren(...[act.body()].flat());
  dialog.showModal();
}

find('act-form').addEventListener('submit', async (event) => {
  event.preventDefault();
  find('act-do').disabled = true;
  try {
    await current.send(new FormData(event.target));
    dialog.close();
    find('said').textContent = current.said;
  } catch (error) {
    find('act-problem').textContent = error.message;
    find('act-problem').hidden = false;
  } finally {
    find('act-do').disabled = false;
  }
});

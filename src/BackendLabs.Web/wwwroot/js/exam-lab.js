// A lab of a graded session: the editor of practice, with receipts, the session's clock, and what may be told of a result.
import { api } from './api.js';
import { showAttempts } from './attempts.js';
import { button, el } from './dom.js';
import { runClock, timeIn } from './exam-clock.js';
import { announceNew, firstView, followExam } from './exam-feed.js';
import { marksOf, renderReport } from './results.js';
import { filled, noteOf } from './told.js';
import { Workbench } from './workbench.js';
import { renderWorlds } from './world.js';

const find = (id) => document.getElementById(id);
const { session, lab } = find('workbench').dataset;
let view = firstView();
let fresh = [];

const bench = new Workbench({
  button: 'check',
  question: 'Begin again with the starter? What you submitted is kept.',
  onStart: () => {
    find('left').replaceChildren();
    find('receipt').replaceChildren();
  },
  onAccepted: ({ receipt }) => showReceipt(receipt),
  onEnd: (detail) => detail && show(detail),
  onFailure: (error) => {
    find('report').replaceChildren(el('p.notice', { role: 'alert' }, error.message));
    if (error.body?.code === 'other_device') refresh();
  },
});

await bench.open();
apply();
runClock({ view: () => view });
followExam(session, (next) => {
  fresh = [...fresh, ...announceNew(view, next)];
  const wasPaused = view.state === 'paused';
  if (next.otherDevice && !view.otherDevice) bench.showCode(); // where it is said
  view = next;
  apply();
  if (wasPaused && view.state !== 'paused') bench.save();
});
find('history').addEventListener('click', () => showAttempts(bench.path, {
  plain: bench.isPlain, attempts: bench.attempts, onOpen: (detail) => { bench.showResults(); show(detail); }, onRestore: (source) => bench.write(source),
}));
for (const close of document.querySelectorAll('[data-close]')) close.addEventListener('click', () => close.closest('dialog').close());
if (!bench.isRunning) showLatest();

async function refresh() {
  view = await api.get(`/api/exam/${session}`);
  apply();
}

function apply() {
  const own = view.labs.find((one) => one.lab === lab);
  find('left-attempts').textContent = own.left === null ? '' : `${own.left} attempt${own.left === 1 ? '' : 's'} left`;
  find('check').hidden = view.otherDevice || !['working', 'late', 'paused'].includes(view.state);
  find('check').textContent = view.state === 'late' ? 'Submit late' : 'Submit';
  find('exam-notices').replaceChildren(...[stateOf(), ...fresh.map(messageOf)].filter(Boolean));
}

function stateOf() {
  if (view.otherDevice)
    return el('div.notice', { role: 'alert' }, el('p', {}, 'Another browser works on this. Nothing is saved from this one.'),
      button('Go on here', async () => {
        await api.post(`/api/exam/${session}/enter`);
        location.reload();
      }));
  const words = {
    paused: 'The session is paused, and the clocks stand. What you write is saved when it goes on.',
    late: `Your time is over. Until ${timeIn(view.zone, view.until ?? view.now)} you may still submit, with ${view.latePercent} % taken off.`,
    ended: 'Your time is over. Nothing more is saved or accepted.',
    handed_in: 'You have handed in. Nothing more is saved or accepted.',
    closed: 'The session is closed. Nothing more is saved or accepted.',
  }[view.state];
  return words ? el('p.notice', {}, words) : null;
}

function messageOf(message) {
  return el('p.notice.message', {}, el('strong', {}, `${timeIn(view.zone, message.at)} `), message.text, ' ',
    button('✕', () => {
      fresh = fresh.filter((one) => one !== message);
      apply();
    }, { class: 'quiet', 'aria-label': 'Put this message away' }));
}

function showReceipt(receipt) {
  find('receipt').replaceChildren(el('p.receipt', { role: 'status' },
    el('strong', {}, `Accepted at ${timeIn(view.zone, receipt.at, true)}${receipt.isLate ? ', late' : ''}.`),
    ` Receipt ${receipt.entry}: `, el('code', { title: `SHA-256 of your text: ${receipt.digest}` }, receipt.digest.slice(0, 16))));
}

function show(detail) {
  if (!detail.report) return;
  const report = filled(detail.report);
  renderReport(find('report'), report, {
    source: detail.source,
    onLine: (line) => bench.mark([...marksOf(report), ...(line ? [{ line, kind: 'hover' }] : [])]),
    revealLine: (line) => bench.reveal(line),
  });
  find('report').append(...[noteOf(report)].filter(Boolean));
  bench.mark(marksOf(report));
  renderWorlds(find('left'), report);
}

async function showLatest() {
  const latest = view.labs.find((one) => one.lab === lab).attempts.at(-1);
  if (latest?.state !== 'judged') return;
  const detail = await api.get(`${bench.attempts}/${latest.id}`).catch(() => null);
  if (detail && !bench.isRunning) show(detail);
}

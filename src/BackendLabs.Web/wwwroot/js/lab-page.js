// A lab's page: what became of an attempt, the hints, and what passing opens.
import { api } from './api.js';
import { showAttempts } from './attempts.js';
import { el } from './dom.js';
import { when } from './moments.js';
import { marksOf, renderReport } from './results.js';
import { showSolutions } from './solutions.js';
import { Workbench } from './workbench.js';
import { renderWorlds } from './world.js';

const find = (id) => document.getElementById(id);

const bench = new Workbench({
  button: 'check',
  question: 'Begin again with the starter? Your attempts are kept.',
  onStart: clear,
  onEnd: (detail) => {
    if (detail) show(detail);
    else find('report').replaceChildren(el('p.empty', {}, 'Stopped. Nothing was counted.'));
  },
  onFailure: (error) => find('report').replaceChildren(el('p.notice', { role: 'alert' }, error.message)),
});
const { path } = bench;
// What stands on the page: a hint beside the failure is not listed a second time.
let verdict = null;
let beside = null;

await bench.open();
if (!bench.isRunning) showLatest();
showHints(api.get(`${path}/hints`));

find('history').addEventListener('click', () => showAttempts(path, { plain: bench.isPlain, onOpen: open, onRestore: (source) => bench.write(source) }));
find('hint').addEventListener('click', () => showHints(api.post(`${path}/hints`)));
find('solution').addEventListener('click', () => showSolutions(path, bench.text, bench.isPlain));
for (const button of document.querySelectorAll('[data-close]')) button.addEventListener('click', () => button.closest('dialog').close());

function clear() {
  for (const id of ['left', 'next']) find(id).replaceChildren();
}

function show(detail) {
  verdict = detail.report.verdict;
  beside = detail.next?.hint ?? null;
  renderReport(find('report'), detail.report, {
    source: detail.source,
    hint: detail.next?.hint ?? null,
    onLine: (line) => bench.mark([...marksOf(detail.report), ...(line ? [{ line, kind: 'hover' }] : [])]),
    revealLine: (line) => bench.reveal(line),
  });
  bench.mark(marksOf(detail.report));
  renderWorlds(find('left'), detail.report);
  showNext(detail.next);
  if (detail.report.verdict === 'passed') find('solutions').hidden = false;
  showHints(api.get(`${path}/hints`));
}

function open(detail) {
  bench.showResults();
  show(detail);
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
  if (next.finish) host.append(finishOf(next.finish));
  if (next.lab) host.append(el('p', {}, el('a.button.primary', { href: `/labs/${next.lab.id}` }, `Next: ${next.lab.title}`)));
}

function finishOf({ track, can, learnt, next, labs }) {
  const heading = el('h2', {}, el('span', { 'aria-hidden': 'true' }, '★ '), `${track}: finished`);
  const finish = el('section.finish', { 'aria-label': 'The end of the track' }, heading);
  if (can) finish.append(el('p', {}, can));
  if (learnt.length > 0) finish.append(el('p.quiet-text', {}, `Learnt: ${learnt.join(', ')}`));
  finish.append(next ? el('p', {}, el('span.quiet-text', {}, 'Next track: '), next)
    : el('p', {}, `That was the last of all ${labs} labs. Every one of your answers was called for real, with crashes, outages and others in between, and held.`));
  return finish;
}

async function showLatest() {
  const [latest] = await api.get(`${path}/attempts`).catch(() => []);
  if (latest?.state !== 'judged' || bench.isRunning) return;
  const detail = await api.get(`/api/attempts/${latest.id}`).catch(() => null);
  if (!detail || bench.isRunning) return;
  show(detail);
  find('report').prepend(el('p.quiet-text', {}, `Your last attempt, ${when(latest.ended)}.`));
}

async function showHints(asked) {
  const hints = await asked.catch((error) => {
    find('hint-list').replaceChildren(el('li', {}, error.message));
    return null;
  });
  if (!hints) return;
  // A compile error says itself what to do, and who has passed needs none.
  find('hints').hidden = hints.count === 0 || verdict === 'compile_error' || verdict === 'passed';
  find('hint-list').replaceChildren(...hints.shown.filter((text) => text !== beside).map((text) => el('li', {}, text)));
  find('hint').disabled = !hints.hasNext;
  find('hint').textContent = hints.hasNext ? (hints.shown.length === 0 ? 'A hint, please' : 'The next hint, please')
    : hints.wasChecked ? 'Those were all hints for now' : 'Check first: the next hints go by what fails';
}

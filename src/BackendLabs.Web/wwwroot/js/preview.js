// A lab at work: what is wrong with it, whether it holds, and what a student reads for each answer.
import { el } from './dom.js';

const $ = (id) => document.getElementById(id);
let shown = 0;

const events = new EventSource('/api/preview/events');
events.addEventListener('state', (event) => show(JSON.parse(event.data)));
events.addEventListener('error', () => { $('summary').textContent = 'The preview has ended, or is starting again …'; });

function show(state) {
  if (shown && state.version !== shown) void renewStudent();
  shown = state.version;
  const proofProblems = (state.proof.result?.problems ?? []).concat(...(state.proof.result?.labs ?? []).flatMap((lab) => lab.steps.map((step) => step.problems)));
  // The proof names what reading found as well, and all the rest.
  const problems = state.proof.state === 'done' ? proofProblems : state.problems;
  $('summary').replaceChildren(...summary(state, problems));
  $('problems').replaceChildren(...problems.map(problem), ...warningsOf(state).map(warning));
  $('steps').replaceChildren(...steps(state));
  // What was there stays, greyed, until there is something newer.
  const fresh = state.answers.state === 'done';
  if (fresh) {
    $('checks').replaceChildren(...checks(state.answers.result.answers));
    $('answers').replaceChildren(...answers(state.answers.result.answers));
  } else if (state.answers.state === 'failed') {
    $('checks').replaceChildren();
    $('answers').replaceChildren(el('h3', {}, 'What a student reads'), el('pre', { tabindex: '0' }, state.answers.words ?? ''));
  }
  for (const id of ['checks', 'answers']) $(id).classList.toggle('stale', !fresh && state.answers.state !== 'failed');
}

function summary(state, problems) {
  if (state.proof.state === 'failed') return [el('strong.bad', {}, 'The proof could not be run: '), state.proof.words ?? ''];
  if (state.proof.state !== 'done') return state.problems.length ? [el('strong.bad', {}, `${plural(problems.length, 'mistake')} in the files`), '. Looking for the rest …'] : ['The files read well. Proving …'];
  const rest = state.answers.state === 'done' ? '' : ' Trying the answers …';
  return problems.length
    ? [el('strong.bad', {}, plural(problems.length, 'problem')), rest]
    : [el('strong.good', {}, '✓ Proved'), ` in ${(state.proof.result.labs[0].elapsedMs / 1000).toFixed(1)} s; mutants are left to lab validate.${rest}`];
}

function problem(one) {
  const place = [one.file, one.line, one.column].filter((part) => part !== null && part !== undefined).join(':');
  return el('div.problem', {},
    el('code', {}, place), el('p', {}, one.message), one.diff ? el('pre', { tabindex: '0' }, one.diff) : null, el('p.advice', {}, `→ ${one.suggestion}`));
}

const warningsOf = (state) => (state.proof.result?.labs ?? []).flatMap((lab) => lab.steps.flatMap((step) => step.warnings ?? []));

// The lab is good with it; its author should look all the same.
function warning(one) {
  const shown = problem(one);
  shown.classList.add('warning');
  return shown;
}

function steps(state) {
  const list = state.proof.result?.labs?.[0]?.steps;
  if (!list) return state.proof.words && state.proof.state === 'waiting' ? [el('p.quiet-text', {}, state.proof.words)] : [];
  return [el('ul.steps', {}, ...list.map((step) => el('li', {},
    el(step.problems.length ? 'span.bad' : 'span.good', { 'aria-hidden': 'true' }, step.problems.length ? '✗' : '✓'),
    el('span', {}, step.name), el('span.quiet-text', {}, step.detail))))];
}

function checks(list) {
  const known = list.find((one) => one.report.checks.length)?.report.checks ?? [];
  if (!known.length) return [];
  return [el('h3', {}, 'Checks'), el('table', {},
    el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, 'Id'), el('th', { scope: 'col' }, 'Title'), el('th', { scope: 'col' }, 'Points'))),
    el('tbody', {}, ...known.map((check) => el('tr', {}, el('td', {}, el('code', {}, check.id)), el('td', {}, check.title), el('td', {}, String(check.max))))))];
}

function answers(list) {
  return [el('h3', {}, 'What a student reads'), ...list.map((one) => el('details', {},
    el('summary', {}, el('code', {}, one.file), ' ', el('span.quiet-text', {}, one.words), ' ',
      el(`span.tag.${isRight(one) ? 'good' : 'bad'}`, {}, one.report.verdict.replaceAll('_', ' '), isRight(one) ? ', as it must' : ', and must not')),
    el('pre', { tabindex: '0' }, one.text)))];
}

// Solutions pass; the starter and every wrong solution must not.
const isRight = (one) => (one.report.verdict === 'passed') === one.file.startsWith('solutions/');

// The server renders what a student sees; only that part is taken over.
async function renewStudent() {
  try {
    const answer = await fetch('/preview', { headers: { Accept: 'text/html' } });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('student');
    if (page) $('student').replaceChildren(...page.childNodes);
  } catch {
    // The next change tries again.
  }
}

function plural(count, word) {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

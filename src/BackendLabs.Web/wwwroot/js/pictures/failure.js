// One check: what was expected and what came, the order or plan behind it, the line, the next step, and what happened.

import { chartOfCalls, renderChart } from '../chart.js';
import { renderPlan } from '../plan.js';
import { renderSchedule } from '../schedule.js';
import { renderTimeline } from '../timeline.js';
import { renderComparison } from './compare.js';
import { button, el } from '../dom.js';
import { modelOf } from './timeline-model.js';

/**
 * All that is known of a check that did not pass, and the story of one that did.
 * @param {string|null|undefined} hint The next step that is due.
 */
export function failureOf(check, told, hint) {
  const holder = el('div', { class: 'failure-parts' });
  holder.append(...[
    check.message && el('p', { class: 'failure-message' }, check.message),
    check.advice && el('p', { class: 'failure-advice' }, check.advice),
    (check.expected ?? check.actual ?? null) !== null && renderComparison(check.expected, check.actual),
    check.rule && el('p', { class: 'broken-rule' }, el('span', {}, 'The lesson says: '), el('q', {}, check.rule.sentence)),
    check.schedule?.length > 0 && titled('In this order it goes wrong', host => renderSchedule(host, check.schedule)),
    check.plan?.length > 0 && titled('How SQLite goes about it', host => renderPlan(host, check.plan)),
    placeOf(check, told),
    hintOf(hint),
    ...storyOf(check, told),
  ].filter(Boolean));
  return holder;
}

function storyOf(check, told) {
  if (check.timeline.length === 0)
    return [];
  const chart = chartOfCalls(modelOf(check), check);
  return [
    chart && titled(null, host => renderChart(host, chart, told)),
    titled('What happened, in order', host => renderTimeline(host, check, told)),
  ];
}

// A picture asks how wide it may be, so it is drawn when its place is on the page.
function titled(title, render) {
  const host = el('div', { class: 'picture' });
  const section = el('section', { class: 'part' }, title && el('h4', {}, title), host);
  queueMicrotask(() => render(host));
  return section;
}

export const hintOf = hint => hint ? el('p', { class: 'hint' }, el('span', { 'aria-hidden': 'true' }, '→ '), hint) : null;

function placeOf(check, told) {
  const line = check.line ?? check.lastLine;
  if (!line)
    return null;
  return el('div', { class: 'place' },
    el('p', {}, check.line ? '' : 'The last thing that your code did: ', lineLink(line, told)),
    told.source !== undefined && excerptOf(told.source, line));
}

/** A button that leads to a line; the line is marked while the pointer is on it. */
export function lineLink(line, told) {
  if (!told.revealLine)
    return el('span', {}, `line ${line}`);
  const link = button(`line ${line}`, () => told.revealLine(line), { class: 'line-link' });
  for (const [name, value] of [['pointerenter', line], ['pointerleave', null], ['focus', line], ['blur', null]])
    link.addEventListener(name, () => told.onLine?.(value));
  return link;
}

/** A few lines of the student's text with their numbers, one of them marked; null where there is no such line. */
export function excerptOf(source, line, column = null) {
  const lines = source.replace(/\r\n/g, '\n').split('\n');
  if (line > lines.length)
    return null;
  const from = Math.max(1, line - 2);
  const until = Math.min(lines.length, column === null ? line + 1 : line);
  const digits = String(until).length;
  const rows = [];
  for (let number = from; number <= until; number++) {
    rows.push(el('span', { class: `excerpt-line${number === line ? ' excerpt-marked' : ''}` },
      `${number === line ? '→' : ' '} ${String(number).padStart(digits)} │ ${lines[number - 1]}\n`));
  }

  if (column !== null)
    rows.push(el('span', { class: 'excerpt-line excerpt-marked', 'aria-hidden': 'true' }, `${' '.repeat(digits + 2)} │ ${caretsOf(lines[line - 1], column)}\n`));
  return el('pre', { class: 'excerpt', tabindex: 0, role: 'group', 'aria-label': `Your code around line ${line}` }, el('code', {}, rows));
}

// Beneath the word at the place, or its one letter; tabs stay, so that they are as wide as above.
function caretsOf(line, column) {
  const word = /^[\p{L}\p{N}_]+/u.exec(line.slice(column - 1))?.[0] ?? ' ';
  return line.slice(0, column - 1).replace(/[^\t]/g, ' ') + '^'.repeat(word.length);
}

// What SQLite does for a statement: the statement, and beneath it the steps as a tree.

import { el } from './dom.js';

const kinds = [
  { begins: 'SCAN', kind: 'bad', words: 'every row, one by one' },
  { begins: 'SEARCH', kind: 'good', words: 'straight to the rows' },
  { begins: 'USE TEMP B-TREE', kind: 'warn', words: 'sorted apart, in memory' },
  { begins: 'AUTOMATIC', kind: 'warn', words: 'an index made for this question alone' },
  { begins: 'CORRELATED', kind: 'warn', words: 'again for each row' },
];

/** @param {{depth: number, text: string}[]} plan The statement at depth 0, then its steps. */
export function renderPlan(host, plan) {
  const [statement, ...steps] = plan;
  const root = el('ul', { class: 'plan-steps' });
  const levels = [root];
  for (const step of steps) {
    const depth = Math.min(Math.max(1, step.depth), levels.length);
    levels.length = depth;
    const item = el('li', {}, stepOf(step.text));
    levels.at(-1).append(item);
    levels.push(lazyList(item));
  }

  const figure = el('div', { class: 'plan see' }, el('pre', { class: 'plan-statement' }, el('code', {}, statement?.text ?? '')), root);
  for (const list of [...figure.querySelectorAll('ul')].reverse()) {
    if (list !== root && list.childElementCount === 0)
      list.remove();
  }

  host.replaceChildren(figure);
}

function lazyList(item) {
  const list = el('ul', { class: 'plan-steps' });
  item.append(list);
  return list;
}

function stepOf(text) {
  const known = kinds.find(one => text.startsWith(one.begins));
  if (!known)
    return el('span', { class: 'plan-step' }, el('code', {}, text));
  return el('span', { class: `plan-step plan-${known.kind}` },
    el('code', {}, el('strong', {}, known.begins), text.slice(known.begins.length)),
    el('span', { class: 'plan-words' }, known.words));
}

// What is different between two texts, line by line, where Monaco is not wanted or cannot be loaded.
import { el } from './dom.js';

/** Two texts as a list of lines: what is gone, what is new, what stayed. */
export function createPlainDiff(host, { before, after, label = 'Differences' }) {
  host.classList.add('lab-editor');
  host.replaceChildren(el('table.plain-diff', {},
    el('caption.visually-hidden', {}, label),
    el('tbody', {}, differences(linesOf(before), linesOf(after)).map(rowOf))));
  return { dispose: () => host.replaceChildren() };
}

function rowOf({ kind, text, left, right }) {
  const said = { gone: 'taken away: ', added: 'added: ' }[kind];
  return el('tr', { 'data-kind': kind }, el('td', {}, left), el('td', {}, right), el('td', {}, said && el('span.visually-hidden', {}, said), el('code', {}, text)));
}

const linesOf = text => text.replace(/\r\n?/g, '\n').split('\n');

/** The longest common run of lines by dynamic programming; of very long texts only the part between equal ends. */
function differences(left, right) {
  let top = 0;
  while (top < left.length && top < right.length && left[top] === right[top])
    top++;
  let bottom = 0;
  while (bottom < left.length - top && bottom < right.length - top && left.at(-1 - bottom) === right.at(-1 - bottom))
    bottom++;
  const a = left.slice(top, left.length - bottom);
  const b = right.slice(top, right.length - bottom);
  const best = a.length * b.length > 4_000_000 ? undefined : lengths(a, b);
  const rows = left.slice(0, top).map((text, index) => ({ kind: 'same', text, left: index + 1, right: index + 1 }));
  let i = 0, j = 0;
  while (i < a.length || j < b.length) {
    if (best && i < a.length && j < b.length && a[i] === b[j])
      rows.push({ kind: 'same', text: a[i], left: top + ++i, right: top + ++j });
    else if (i < a.length && (j === b.length || !best || best[i + 1][j] >= best[i][j + 1]))
      rows.push({ kind: 'gone', text: a[i], left: top + ++i });
    else
      rows.push({ kind: 'added', text: b[j], right: top + ++j });
  }
  for (let at = bottom; at > 0; at--)
    rows.push({ kind: 'same', text: left.at(-at), left: left.length - at + 1, right: right.length - at + 1 });
  return rows;
}

function lengths(a, b) {
  const best = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      best[i][j] = a[i] === b[j] ? best[i + 1][j + 1] + 1 : Math.max(best[i + 1][j], best[i][j + 1]);
  return best;
}

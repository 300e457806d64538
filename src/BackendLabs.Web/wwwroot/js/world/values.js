// A stored value: NULL, a number, a text or bytes, each to be told from the others.
import { el } from '../dom.js';
import { bytes, plural } from '../pictures/words.js';

const SHORT = 72;
const HEX_SHORT = 16;

/** @param {{kind: string, text: string, bytes?: number}|null|undefined} value `bytes` where the text was cut: how long it is in all */
export function valueOf(value) {
  if (value === null || value === undefined) return el('span.world-null', {}, 'NULL');
  if (isNumber(value)) return el('span', {}, value.text);
  return value.kind === 'blob' ? binaryOf(value) : textOf(value);
}

export const isNumber = (value) => value?.kind === 'integer' || value?.kind === 'real';

function textOf(value) {
  if (value.text === '') return el('span.world-empty', {}, 'empty text');
  const whole = value.bytes === undefined;
  if (whole && value.text.length <= SHORT && !value.text.includes('\n')) return el('span.world-text', {}, value.text);
  const said = whole ? plural(value.text.length, 'character') : `the beginning of ${bytes(value.bytes)}`;
  return expandable(`${firstOf(value.text)}…`, said, value.text);
}

const firstOf = (text) => [...text.split('\n', 1)[0]].slice(0, SHORT - 12).join('');

function binaryOf(value) {
  const pairs = value.text.match(/../g) ?? [];
  const length = value.bytes ?? pairs.length;
  if (length === 0) return el('span.world-empty', {}, 'no bytes');
  if (value.bytes === undefined && pairs.length <= HEX_SHORT) return el('code.world-binary', { title: `${plural(length, 'byte')}, in hex` }, pairs.join(' '));
  const lines = [];
  for (let at = 0; at < pairs.length; at += HEX_SHORT) lines.push(`${at.toString(16).padStart(4, '0')}  ${pairs.slice(at, at + HEX_SHORT).join(' ')}`);
  if (length > pairs.length) lines.push('…');
  return expandable(`${pairs.slice(0, 8).join(' ')}…`, `${bytes(length)}, in hex`, lines.join('\n'));
}

const expandable = (beginning, said, text) => el('details.world-long', {},
  el('summary', {}, el('span.world-text', {}, beginning), ' ', el('span.world-quiet', {}, said)), el('pre', { tabindex: 0 }, text));

// The keys of a Redis, as they were at the end.
import { el } from '../dom.js';
import { bytes, plural } from '../pictures/words.js';
import { filterOf, scrolling } from './parts.js';
import { valueOf } from './values.js';

const UNITS = [[86_400, 'days', 48 * 3600], [3600, 'h', 2 * 3600], [60, 'min', 120], [1, 's', 1]];

/** @returns {HTMLElement[]} */
export function keysOf(service, id) {
  if (service.count === 0) return [el('p.world-quiet', {}, 'There are no keys.')];
  const parts = service.keys.map((key) => ({ name: key.key?.text ?? '', node: keyOf(key) }));
  const grid = el('table.world-grid.world-keys', {},
    el('caption.world-caption', {}, `${service.service}: ${plural(service.count, 'key')}`),
    el('thead', {}, el('tr', {}, ['Key', 'Value'].map((title) => el('th', { scope: 'col' }, title)))), el('tbody', {}, parts.map((part) => part.node)));
  return [...(parts.length > 1 ? [filterOf(parts, 'key', `${id}-filter`)] : []), scrolling(`Keys of ${service.service}`, grid)];
}

const keyOf = (key) => el('tr', {},
  el('th.world-name', { scope: 'row' }, valueOf(key.key),
    el('span.world-facts', {}, el('span.world-kind', {}, key.type), el('span', {}, sizeOf(key)), endOf(key.ttlMs))),
  el('td', {}, itemsOf(key)));

const endOf = (ttl) => ttl === null ? el('span', {}, 'never ends') : el('span', { title: `${ttl.toLocaleString('en')} ms` }, `ends in ${timeOf(ttl)}`);

const sizeOf = (key) => key.type === 'string' ? bytes(key.size) : plural(key.size, 'item');

function itemsOf(key) {
  if (key.items.length === 0) return el('span.world-quiet', {}, key.size > 0 ? 'not shown' : 'empty');
  if (key.items.length === 1 && !key.items[0].label && key.type === 'string') return valueOf(key.items[0].value);
  const isList = key.type === 'list';
  return el(isList ? 'ol.world-items' : 'ul.world-items', { start: isList ? 0 : null },
    key.items.map((item) => el('li', {}, item.label && [el('span.world-label', {}, valueOf(item.label)), key.type === 'zset' ? ' · ' : ' = '], valueOf(item.value))),
    key.size > key.items.length && el('li.world-quiet.world-more', {}, `${(key.size - key.items.length).toLocaleString('en')} more`));
}

function timeOf(milliseconds) {
  const seconds = milliseconds / 1000;
  const [size, unit] = UNITS.find(([, , from]) => seconds >= from) ?? [0.001, 'ms'];
  return `${(Math.round((seconds / size) * 10) / 10).toLocaleString('en')} ${unit}`;
}

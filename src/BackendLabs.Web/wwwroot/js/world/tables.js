// The tables of a database, as they were at the end.
import { el } from '../dom.js';
import { plural } from '../pictures/words.js';
import { filterOf, scrolling } from './parts.js';
import { isNumber, valueOf } from './values.js';

const OPEN = 4;

/** @returns {HTMLElement[]} */
export function tablesOf(service, id) {
  if (service.tables.length === 0) return [el('p.world-quiet', {}, 'The database has no tables.')];
  const parts = service.tables.map((table, at) => ({ name: table.name, node: tableOf(table, at < OPEN) }));
  return [...(parts.length > 1 ? [filterOf(parts, 'table', `${id}-filter`)] : []), ...parts.map((part) => part.node)];
}

const tableOf = (table, open) => el('details.world-table', { open },
  el('summary', {}, el('span.world-name', {}, table.name || 'a table without a name'), ' ', el('span.world-quiet', {}, rowsOf(table))),
  table.columns.length > 0 && scrolling(`Rows of ${table.name}`, gridOf(table)),
  table.note && el('p.world-note', {}, table.note));

function rowsOf(table) {
  const shown = table.shown.length;
  if (table.rows === null) return shown > 0 ? `${plural(shown, 'row')} shown, not counted` : 'not counted';
  if (table.rows === shown) return plural(table.rows, 'row');
  return `${plural(table.rows, 'row')}, ${shown === 0 ? 'none' : `the first ${shown.toLocaleString('en')}`} shown`;
}

// Numbers stand beneath one another, and their column's name with them.
const isOfNumbers = (table, at) => table.shown.some((row) => isNumber(row[at])) && table.shown.every((row) => row[at] === null || isNumber(row[at]));

const gridOf = (table) => el('table.world-grid', {},
  el('caption.world-caption', {}, `${table.name}: ${rowsOf(table)}`),
  el('thead', {}, el('tr', {}, table.columns.map((column, at) => el(isOfNumbers(table, at) ? 'th.world-number' : 'th', { scope: 'col' },
    el('span.world-column', {}, column.name || '(no name)'),
    column.key && [' ', el('span.world-key', {}, 'key')],
    column.type && el('span.world-type', {}, column.type.toLowerCase()))))),
  el('tbody', {},
    table.shown.length === 0 && el('tr', {}, el('td.world-quiet', { colspan: table.columns.length }, table.rows === 0 ? 'No rows.' : 'No row is shown.')),
    table.shown.map((row) => el('tr', {}, row.map((value) => el(isNumber(value) ? 'td.world-number' : 'td', {}, valueOf(value)))))));

// What a check's database and Redis held when it was over: tables and keys to browse.
// All of it comes from a student's code, so every word is put in as text.

import { visible } from './pictures/dom.js';

const SHORT = 72;
const HEX_SHORT = 16;
const OPEN_TABLES = 4;

let worlds = 0;

/**
 * Shows a check's `state` of the report.
 * @param {HTMLElement} host emptied first
 * @param {{services: object[]} | null | undefined} world null says that nobody looked
 */
export function renderWorld(host, world) {
  host.replaceChildren();
  host.classList.add('world');
  const services = world?.services ?? [];
  if (services.length === 0) {
    host.append(element('p', 'world-quiet', world ? 'This run had neither database nor Redis to look at.' : 'Nobody looked at the database and Redis after this run.'));
    return;
  }

  const id = `world-${++worlds}`;
  const panels = services.map((service, at) => panelOf(service, `${id}-${at}`));
  if (services.length === 1) {
    host.append(element('h4', 'world-title', titleOf(services[0])), panels[0]);
    return;
  }

  host.append(tabsOf(services, panels), ...panels);
}

/**
 * Shows the worlds of a report's checks, one at a time; the first that did not pass comes first. Nothing where nobody looked.
 * @param {HTMLElement} host emptied first
 * @param {{checks: {title: string, status: string, state?: object}[]}} report
 */
export function renderWorlds(host, report) {
  host.replaceChildren();
  const seen = (report?.checks ?? []).filter(check => check.state?.services?.length > 0);
  if (seen.length === 0) return;
  const place = element('div');
  const shown = seen.find(check => check.status !== 'passed') ?? seen.at(-1);
  host.append(element('h3', 'world-title', 'What was left'));
  if (seen.length > 1) {
    const choice = element('select');
    choice.id = `world-${++worlds}-check`;
    const label = element('label', '', 'At the end of');
    label.htmlFor = choice.id;
    for (const check of seen) choice.add(new Option(visible(check.title), String(seen.indexOf(check)), check === shown, check === shown));
    choice.addEventListener('change', () => renderWorld(place, seen[Number(choice.value)].state));
    const line = element('p', 'world-choice');
    line.append(label, ' ', choice);
    host.append(line);
  }

  host.append(place);
  renderWorld(place, shown.state);
}

function titleOf(service) {
  const what = service.kind === 'sqlite' ? 'Tables' : 'Keys';
  return `${what} of ${service.service}`;
}

function tabsOf(services, panels) {
  const list = element('div', 'world-tabs');
  list.setAttribute('role', 'tablist');
  list.setAttribute('aria-label', 'What was there at the end');
  const tabs = services.map((service, at) => {
    const tab = element('button', 'world-tab', titleOf(service));
    tab.type = 'button';
    tab.id = `${panels[at].id}-tab`;
    tab.setAttribute('role', 'tab');
    tab.setAttribute('aria-controls', panels[at].id);
    const count = countOf(service);
    if (count !== null) tab.append(' ', element('span', 'world-count', count.toLocaleString('en')));
    panels[at].setAttribute('role', 'tabpanel');
    panels[at].setAttribute('aria-labelledby', tab.id);
    tab.addEventListener('click', () => choose(at));
    list.append(tab);
    return tab;
  });

  list.addEventListener('keydown', event => {
    const now = tabs.indexOf(document.activeElement);
    const next = { ArrowRight: now + 1, ArrowLeft: now - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (next === undefined || now < 0) return;
    event.preventDefault();
    choose((next + tabs.length) % tabs.length);
    tabs[(next + tabs.length) % tabs.length].focus();
  });

  function choose(chosen) {
    tabs.forEach((tab, at) => {
      tab.setAttribute('aria-selected', String(at === chosen));
      tab.tabIndex = at === chosen ? 0 : -1;
      panels[at].hidden = at !== chosen;
    });
  }

  choose(0);
  return list;
}

function countOf(service) {
  if (service.unseen !== undefined) return null;
  return service.kind === 'sqlite' ? service.tables.length : service.count;
}

function panelOf(service, id) {
  const panel = element('div', 'world-panel');
  panel.id = id;
  if (service.unseen !== undefined) {
    const note = element('p', 'world-unseen');
    note.append(element('strong', '', 'Not looked at.'), ' ', element('span', '', service.unseen));
    panel.append(note);
    return panel;
  }

  if (service.kind === 'sqlite') fillTables(panel, service, id);
  else fillKeys(panel, service, id);
  for (const note of service.notes ?? []) panel.append(element('p', 'world-note', note));
  return panel;
}

function fillTables(panel, service, id) {
  if (service.tables.length === 0) {
    panel.append(element('p', 'world-quiet', 'The database has no tables.'));
    return;
  }

  const parts = service.tables.map((table, at) => ({ name: table.name, node: tableOf(table, at < OPEN_TABLES) }));
  if (parts.length > 1) panel.append(filterOf(parts, 'table', `${id}-filter`));
  panel.append(...parts.map(part => part.node));
}

function tableOf(table, open) {
  const box = element('details', 'world-table');
  box.open = open;
  const summary = element('summary');
  summary.append(element('span', 'world-name', table.name || 'a table without a name'), ' ', element('span', 'world-quiet', rowsOf(table)));
  box.append(summary);
  if (table.columns.length > 0) box.append(scrolling(`Rows of ${table.name}`, gridOf(table)));
  if (table.note) box.append(element('p', 'world-note', table.note));
  return box;
}

function rowsOf(table) {
  const shown = table.shown.length;
  if (table.rows === null) return shown > 0 ? `${plural(shown, 'row')} shown, not counted` : 'not counted';
  if (table.rows === shown) return plural(table.rows, 'row');
  return `${plural(table.rows, 'row')}, ${shown === 0 ? 'none' : `the first ${shown.toLocaleString('en')}`} shown`;
}

function gridOf(table) {
  const grid = element('table', 'world-grid');
  grid.append(element('caption', 'world-caption', `${table.name}: ${rowsOf(table)}`));
  const head = grid.createTHead().insertRow();
  for (const column of table.columns) {
    const cell = element('th');
    cell.scope = 'col';
    cell.append(element('span', 'world-column', column.name || '(no name)'));
    if (column.key) cell.append(' ', element('span', 'world-key', 'key'));
    if (column.type) cell.append(element('span', 'world-type', column.type.toLowerCase()));
    head.append(cell);
  }

  const body = grid.createTBody();
  if (table.shown.length === 0) {
    const cell = body.insertRow().insertCell();
    cell.colSpan = table.columns.length;
    cell.className = 'world-quiet';
    cell.textContent = table.rows === 0 ? 'No rows.' : 'No row is shown.';
  }

  for (const row of table.shown) {
    const line = body.insertRow();
    for (const value of row) {
      const cell = line.insertCell();
      if (isNumber(value)) cell.className = 'world-number';
      cell.append(valueOf(value));
    }
  }

  return grid;
}

function fillKeys(panel, service, id) {
  if (service.count === 0) {
    panel.append(element('p', 'world-quiet', 'There are no keys.'));
    return;
  }

  const grid = element('table', 'world-grid world-keys');
  grid.append(element('caption', 'world-caption', `${service.service}: ${plural(service.count, 'key')}`));
  const head = grid.createTHead().insertRow();
  for (const title of ['Key', 'Value']) {
    const cell = element('th', '', title);
    cell.scope = 'col';
    head.append(cell);
  }

  const body = grid.createTBody();
  const parts = service.keys.map(key => ({ name: key.key?.text ?? '', node: body.appendChild(keyOf(key)) }));
  if (parts.length > 1) panel.append(filterOf(parts, 'key', `${id}-filter`));
  panel.append(scrolling(`Keys of ${service.service}`, grid));
}

function keyOf(key) {
  const line = document.createElement('tr');
  const name = element('th', 'world-name');
  name.scope = 'row';
  const ends = element('span', '', key.ttlMs === null ? 'never ends' : `ends in ${timeOf(key.ttlMs)}`);
  if (key.ttlMs !== null) ends.title = `${key.ttlMs.toLocaleString('en')} ms`;
  const facts = element('span', 'world-facts');
  facts.append(element('span', 'world-kind', key.type), element('span', '', sizeOf(key)), ends);
  name.append(valueOf(key.key), facts);
  const value = element('td');
  value.append(itemsOf(key));
  line.append(name, value);
  return line;
}

function sizeOf(key) {
  return key.type === 'string' ? bytesOf(key.size) : plural(key.size, 'item');
}

function itemsOf(key) {
  if (key.items.length === 0) return element('span', 'world-quiet', key.size > 0 ? 'not shown' : 'empty');
  if (key.items.length === 1 && !key.items[0].label && key.type === 'string') return valueOf(key.items[0].value);
  const list = element(key.type === 'list' ? 'ol' : 'ul', 'world-items');
  if (key.type === 'list') list.start = 0;
  for (const item of key.items) {
    const entry = element('li');
    if (item.label) entry.append(labelOf(item.label), key.type === 'zset' ? ' · ' : ' = ');
    entry.append(valueOf(item.value));
    list.append(entry);
  }

  if (key.size > key.items.length) list.append(element('li', 'world-quiet world-more', `${(key.size - key.items.length).toLocaleString('en')} more`));
  return list;
}

function labelOf(label) {
  const node = element('span', 'world-label');
  node.append(valueOf(label));
  return node;
}

/** A stored value: NULL, a number, a text or bytes, each to be told from the others. */
function valueOf(value) {
  if (value === null || value === undefined) return element('span', 'world-null', 'NULL');
  if (isNumber(value)) return element('span', '', value.text);
  return value.kind === 'blob' ? binaryOf(value) : textOf(value);
}

function isNumber(value) {
  return value?.kind === 'integer' || value?.kind === 'real';
}

function textOf(value) {
  if (value.text === '') return element('span', 'world-empty', 'empty text');
  const whole = value.bytes === undefined;
  if (whole && value.text.length <= SHORT && !value.text.includes('\n')) return element('span', 'world-text', value.text);
  const said = whole ? plural(value.text.length, 'character') : `the beginning of ${bytesOf(value.bytes)}`;
  return expandable(`${firstOf(value.text)}…`, said, value.text);
}

function firstOf(text) {
  const line = text.split('\n', 1)[0];
  return [...line].slice(0, SHORT - 12).join('');
}

function binaryOf(value) {
  const pairs = value.text.match(/../g) ?? [];
  const length = value.bytes ?? pairs.length;
  if (length === 0) return element('span', 'world-empty', 'no bytes');
  if (value.bytes === undefined && pairs.length <= HEX_SHORT) {
    const node = element('code', 'world-binary', pairs.join(' '));
    node.title = `${plural(length, 'byte')}, in hex`;
    return node;
  }

  const lines = [];
  for (let at = 0; at < pairs.length; at += HEX_SHORT) lines.push(`${at.toString(16).padStart(4, '0')}  ${pairs.slice(at, at + HEX_SHORT).join(' ')}`);
  if (length > pairs.length) lines.push('…');
  return expandable(`${pairs.slice(0, 8).join(' ')}…`, `${bytesOf(length)}, in hex`, lines.join('\n'));
}

function expandable(beginning, said, text) {
  const box = element('details', 'world-long');
  const summary = element('summary');
  summary.append(element('span', 'world-text', beginning), ' ', element('span', 'world-quiet', said));
  const whole = element('pre', '', text);
  whole.tabIndex = 0;
  box.append(summary, whole);
  return box;
}

function filterOf(parts, what, id) {
  const box = element('div', 'world-filter');
  const label = element('label', '', `Filter ${what}s by name`);
  label.htmlFor = id;
  const field = element('input');
  field.id = id;
  field.type = 'search';
  field.autocomplete = 'off';
  field.spellcheck = false;
  const said = element('span', 'world-quiet');
  said.setAttribute('role', 'status');
  field.addEventListener('input', () => {
    const wanted = field.value.trim().toLowerCase();
    let shown = 0;
    for (const part of parts) {
      part.node.hidden = !part.name.toLowerCase().includes(wanted);
      if (!part.node.hidden) shown++;
    }

    said.textContent = wanted === '' ? '' : `${shown.toLocaleString('en')} of ${plural(parts.length, what)}`;
  });
  box.append(label, field, said);
  return box;
}

// What scrolls must be reachable by the keyboard.
function scrolling(label, content) {
  const box = element('div', 'world-scroll');
  box.tabIndex = 0;
  box.setAttribute('role', 'region');
  box.setAttribute('aria-label', label);
  box.append(content);
  return box;
}

function timeOf(milliseconds) {
  if (milliseconds < 1000) return `${milliseconds} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 120) return `${round(seconds)} s`;
  if (seconds < 2 * 3600) return `${round(seconds / 60)} min`;
  if (seconds < 48 * 3600) return `${round(seconds / 3600)} h`;
  return `${round(seconds / 86400)} days`;
}

function round(number) {
  return (Math.round(number * 10) / 10).toLocaleString('en');
}

function bytesOf(bytes) {
  if (bytes < 1024) return plural(bytes, 'byte');
  if (bytes < 1024 * 1024) return `${round(bytes / 1024)} KB`;
  return `${round(bytes / 1024 / 1024)} MB`;
}

function plural(count, one) {
  return `${count.toLocaleString('en')} ${one}${count === 1 ? '' : 's'}`;
}

function element(name, className = '', text = undefined) {
  const node = document.createElement(name);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = visible(text);
  return node;
}

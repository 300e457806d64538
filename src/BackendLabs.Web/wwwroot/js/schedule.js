// An order of clients' operations that breaks a check: a column a client, from top to bottom.

import { el } from './dom.js';

const reads = new Set(['GET', 'MGET', 'HGET', 'HGETALL', 'HMGET', 'EXISTS', 'LRANGE', 'LLEN', 'SMEMBERS', 'SISMEMBER', 'ZSCORE', 'ZRANGE', 'GETRANGE', 'STRLEN', 'TTL', 'PTTL']);

/** Their effect does not rest on what was read before. */
const never = new Set(['MULTI', 'WATCH', 'UNWATCH', 'DISCARD', 'PING', 'ECHO', 'EVAL', 'EVALSHA', 'EXEC', ...reads]);

/** @param {{client: number, operation: string, detail: string}[]} schedule */
export function renderSchedule(host, schedule) {
  const clients = [...new Set(schedule.map(step => step.client))].sort((one, other) => one - other);
  const stale = staleWrites(schedule);
  const head = el('tr', {}, el('th', { scope: 'col' }, el('span', { class: 'visually-hidden' }, 'step')),
    clients.map(client => el('th', { scope: 'col' }, `client ${client}`)));
  const rows = schedule.map((step, index) => el('tr', { class: stale.has(index) && 'schedule-breaks' },
    el('th', { scope: 'row' }, String(index + 1)),
    clients.map(client => client === step.client ? cell(step, stale.get(index)) : el('td', {}))));
  host.replaceChildren(el('div', { class: 'schedule-frame see', tabindex: 0, role: 'group', 'aria-label': 'The order of the operations' },
    el('table', { class: 'schedule' },
      el('caption', { class: 'visually-hidden' }, 'The order of the operations, a column for each client'),
      el('thead', {}, head), el('tbody', {}, rows))));
}

function cell(step, why) {
  return el('td', { class: 'schedule-step' },
    el('code', {}, el('strong', {}, step.operation), step.detail ? ` ${step.detail}` : ''),
    why && el('span', { class: 'schedule-why' }, `← ${why}`));
}

/**
 * The steps that write what rests on an old reading: since this client read the key, another one has changed it.
 * @returns {Map<number, string>} By place from 0, in words.
 */
export function staleWrites(schedule) {
  const found = new Map();
  const read = new Map(); // client and key -> step
  const wrote = new Map(); // key -> step
  schedule.forEach((step, index) => {
    const key = keyOf(step);
    if (key === null)
      return;
    const own = `${step.client} ${key}`;
    if (reads.has(step.operation.toUpperCase())) {
      read.set(own, index);
    } else if (!never.has(step.operation.toUpperCase())) {
      const before = wrote.get(key);
      if (before !== undefined && read.has(own) && before > read.get(own) && schedule[before].client !== step.client)
        found.set(index, `rests on step ${read.get(own) + 1}, and step ${before + 1} has changed ${key} since`);
      wrote.set(key, index);
      read.set(own, index);
    }
  });
  return found;
}

// The first word of the arguments, which may stand in quotes.
const keyOf = step => /^(?:"(?:[^"\\]|\\.)*"|\S+)/.exec(step.detail ?? '')?.[0] ?? null;

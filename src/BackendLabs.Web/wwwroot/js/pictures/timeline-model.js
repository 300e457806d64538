// A check's timeline as a picture needs it: groups (the worlds that a check compares), lanes, and what lasts over all lanes.

import { factsOf, services } from '../services.js';
import { plural, time } from './words.js';

const order = ['code', ...services.map(service => service.kind), 'judge'];

const deeds = new Set(['fault', 'lifted', 'hold', 'release', 'restart', 'begin', 'kill', 'clock', 'client']);

/** @param check One check of a report. */
export function modelOf(check) {
  const wrong = check.at ?? null;
  const events = (check.timeline ?? []).map((event, index) => eventOf(event, index, index === wrong));
  const clients = new Set(events.filter(event => !event.judges).map(event => event.client)).size;
  markGiven(events, wrong);
  const groups = groupsOf(events).map(group => ({
    ...group,
    lanes: lanesOf(group.events, clients > 1),
    bands: bandsOf(group.events),
    moments: momentsOf(group.events),
  }));
  markWaiting(groups);
  return { events, groups, clients };
}

function eventOf(event, index, isWrong) {
  const judges = event.judges === true || event.service === 'judge';
  return {
    index, isWrong, judges,
    at: event.at, ms: event.ms, end: event.at + event.ms,
    service: event.service, operation: event.operation, detail: event.detail ?? '',
    line: event.line ?? null, inside: event.inside === true, world: event.world ?? null, client: event.client ?? 1,
    outcome: event.failed === true ? 'failed' : 'ok',
    isGiven: false,
  };
}

/** What was done and what came of it; the second is empty where the words do not say. */
export function partsOf(event) {
  if (event.service === 'code') {
    const end = endOfArguments(event.detail);
    return [event.detail.slice(0, end), event.detail.slice(end).replace(/^ ?(?:-> )?/, '')];
  }

  const arrow = event.detail.startsWith('-> ') ? 0 : event.detail.lastIndexOf(' -> ');
  return arrow < 0 ? [event.detail, ''] : [event.detail.slice(0, arrow).trim(), event.detail.slice(arrow).replace(/^ ?-> /, '')];
}

// "(7, "a) b") -> 3": the bracket that closes the first one, outside of quotes.
function endOfArguments(detail) {
  let depth = 0;
  let isQuoted = false;
  for (let at = 0; at < detail.length; at++) {
    const letter = detail[at];
    if (isQuoted)
      at += letter === '\\' ? 1 : 0;
    if (letter === '"')
      isQuoted = !isQuoted;
    else if (!isQuoted && letter === '(')
      depth++;
    else if (!isQuoted && letter === ')' && --depth === 0)
      return at + 1;
  }

  return detail.length;
}

/** In a line: a statement begins with its own word, which once is enough. */
export function wordsOf(event) {
  const { operation, detail } = event;
  return detail.toLowerCase().startsWith(operation.toLowerCase()) || (event.judges && operation === 'sql') ? detail : `${operation} ${detail}`.trim();
}

/** Whose it is, as students read it. */
export const serviceOf = event => event.judges ? 'judge' : event.service;

/** Everything about an event in one sentence, for who hears it. */
export function sentenceOf(event, count, severalClients) {
  return [
    `${event.index + 1} of ${count}`,
    serviceOf(event) + (severalClients && !event.judges ? `, client ${event.client}` : ''),
    wordsOf(event),
    `at ${time(event.at)}`,
    event.ms > 0 && `took ${time(event.ms)}`,
    event.line !== null && `line ${event.line}`,
    event.outcome === 'failed' && 'failed',
    event.outcome === 'waiting' && 'was kept waiting',
    event.inside && !event.judges && 'seen by your process alone',
    event.isWrong && 'here it went wrong',
  ].filter(Boolean).join(', ');
}

// What was arranged before anything else.
function markGiven(events, wrong) {
  for (const event of events) {
    if (!event.judges || deeds.has(event.operation) || event.index === wrong)
      return;
    event.isGiven = true;
  }
}

function groupsOf(events) {
  const worlds = [...new Set(events.map(event => event.world))].sort((one, other) => (one ?? 0) - (other ?? 0));
  return worlds.map(world => {
    const own = events.filter(event => event.world === world);
    return { world, title: titleOf(world, own, worlds.length), events: own };
  });
}

function titleOf(world, events, worlds) {
  const begin = events.find(event => event.judges && event.operation === 'begin');
  if (begin)
    return begin.detail;
  return worlds > 1 ? world === null ? 'for both worlds' : `world ${world}` : null;
}

function lanesOf(events, severalClients) {
  const lanes = new Map();
  for (const event of events) {
    const service = serviceOf(event);
    const client = event.judges || !severalClients ? 0 : event.client;
    const key = `${service} ${client}`;
    if (!lanes.has(key))
      lanes.set(key, { key, service, client, label: client ? `${service} ${client}` : service, events: [] });
    lanes.get(key).events.push(event);
  }

  const rank = lane => order.includes(lane.service) ? order.indexOf(lane.service) : order.length - 1.5;
  return [...lanes.values()].sort((one, other) => rank(one) - rank(other) || one.client - other.client);
}

// From what began to what ended it: faults and holds are told by two events with the same words.
function bandsOf(events) {
  const last = events.reduce((latest, event) => Math.max(latest, event.end), 0);
  const given = events.filter(event => event.isGiven);
  const bands = given.length > 0 ? [{ kind: 'given', words: givenWords(given), from: given[0].at, to: given.at(-1).end }] : [];
  const open = [];
  for (const event of events.filter(one => one.judges)) {
    if (event.operation === 'fault') {
      open.push({ kind: 'fault', words: event.detail, name: event.detail, from: event.at });
    } else if (event.operation === 'hold') {
      open.push({ kind: 'hold', words: `kept waiting: ${event.detail}`, name: event.detail, from: event.at, held: event });
    } else if (event.operation === 'lifted' || event.operation === 'release') {
      const kind = event.operation === 'lifted' ? 'fault' : 'hold';
      const index = open.findIndex(one => one.kind === kind && (one.name === event.detail || (kind === 'hold' && one.name.endsWith(`: ${event.detail}`))));
      if (index >= 0)
        bands.push({ ...open.splice(index, 1)[0], to: event.end, isOpen: false });
    }
  }

  bands.push(...open.map(band => ({ ...band, to: last, isOpen: true })));
  return bands.sort((one, other) => one.from - other.from);
}

// Moves of the clock and restarts: a moment that changes everything after it.
function momentsOf(events) {
  return events
    .filter(event => event.judges && (event.operation === 'clock' || event.operation === 'restart'))
    .map(event => ({ kind: event.operation, at: event.end, words: event.operation === 'clock' ? `clock ${event.detail.split(',')[0]}` : 'process restarted' }));
}

// "SET of client 2: a write of …": what that client had under way when the hold began.
function markWaiting(groups) {
  for (const group of groups) {
    for (const band of group.bands.filter(one => one.kind === 'hold')) {
      const [, command, client] = /^(?:(\S+) )?of client (\d+):/.exec(band.name) ?? [];
      const held = group.events.find(event => !event.judges && event.service !== 'code' && event.outcome === 'ok'
        && (client === undefined || event.client === Number(client))
        && (command === undefined ? factsOf(event.service).hasStatements : event.operation === command)
        && event.at <= band.from + 1 && event.end >= Math.min(band.to, group.events.at(-1).at) - 1 && event.end > band.from);
      if (held)
        held.outcome = 'waiting';
    }
  }
}

function givenWords(events) {
  let rows = 0, others = 0;
  const named = new Map();
  for (const event of events) {
    const { looks, arrangedNoun } = factsOf(event.service);
    const isLook = looks.length > 0 ? looks.some(look => look.toUpperCase() === event.operation.toUpperCase()) : /^select/i.test(event.detail);
    if (/^insert/i.test(event.detail))
      rows += Number(/-> (\d+)/.exec(event.detail)?.[1] ?? 1);
    else if (arrangedNoun !== null && !isLook)
      named.set(arrangedNoun, (named.get(arrangedNoun) ?? 0) + 1);
    else if (!isLook)
      others++;
  }

  const parts = [rows && plural(rows, 'row'), ...[...named].map(([noun, count]) => plural(count, noun)), others && plural(others, 'more step')].filter(Boolean);
  return `given: ${parts.join(', ') || 'the world as it is'}`;
}

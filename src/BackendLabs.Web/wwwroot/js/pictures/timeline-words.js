// A timeline's events in words: one of them in a panel, all of them as a table.

import { button, el } from '../dom.js';
import { partsOf, serviceOf } from './timeline-model.js';
import { time } from './words.js';

const outcomes = { ok: '', failed: 'failed', waiting: 'kept waiting' };

/** What one event was asked and what came of it. */
export function renderEvent(event, model, revealLine) {
  const [asked, came] = partsOf(event);
  const facts = [
    ['when', event.ms > 0 ? `at ${time(event.at)}, took ${time(event.ms)}` : `at ${time(event.at)}`],
    ['asked', asked],
    ['came', came || null],
    ['by', whoseOf(event, model)],
    ['seen', event.inside && !event.judges ? 'by your process alone: it teaches, it does not grade' : null],
  ];
  return el('div', { class: `tl-event-words tl-of-${event.judges ? 'judge' : event.outcome}` },
    el('p', { class: 'tl-event-title' },
      el('strong', {}, `${serviceOf(event)} ${event.operation}`),
      outcomes[event.outcome] && el('span', { class: `badge badge-${event.outcome}` }, outcomes[event.outcome]),
      event.isWrong && el('span', { class: 'badge badge-failed' }, 'here it went wrong'),
      event.line !== null && revealLine && button(`line ${event.line}`, () => revealLine(event.line), { class: 'line-link' })),
    el('dl', { class: 'facts' }, facts.filter(([, words]) => words).map(([name, words]) =>
      el('div', {}, el('dt', {}, name), el('dd', {}, name === 'asked' || name === 'came' ? el('code', {}, words) : words)))));
}

function whoseOf(event, model) {
  if (event.judges)
    return event.service === 'judge' ? 'the check' : `the check, of ${event.service}`;
  return model.clients > 1 ? `your code, client ${event.client}` : null;
}

/** The same as the picture, for those who do not see it. */
export function tableOf(model, revealLine) {
  const several = model.clients > 1;
  const worlds = model.groups.length > 1;
  const heads = ['', 'at', 'took', worlds && 'world', several && 'client', 'service', 'operation', 'arguments', 'result', 'line', 'outcome'].filter(head => head !== false);
  return el('div', { class: 'table-frame', tabindex: 0, role: 'group', 'aria-label': 'What happened, as a table' },
    el('table', { class: 'facts-table' },
      el('caption', { class: 'visually-hidden' }, 'What happened, in order'),
      el('thead', {}, el('tr', {}, heads.map(head => el('th', { scope: 'col' }, head || el('span', { class: 'visually-hidden' }, 'number'))))),
      el('tbody', {}, model.events.map(event => rowOf(event, several, worlds, revealLine)))));
}

function rowOf(event, several, worlds, revealLine) {
  const [asked, came] = partsOf(event);
  return el('tr', { class: event.isWrong && 'row-wrong' },
    el('th', { scope: 'row' }, String(event.index + 1)),
    el('td', { class: 'number' }, time(event.at)),
    el('td', { class: 'number' }, event.ms > 0 ? time(event.ms) : ''),
    worlds && el('td', {}, event.world === null ? '' : String(event.world)),
    several && el('td', {}, event.judges ? '' : String(event.client)),
    el('td', {}, serviceOf(event)),
    el('td', {}, el('code', {}, event.operation)),
    el('td', { class: 'words' }, el('code', {}, asked)),
    el('td', { class: came.length > 24 && 'words' }, el('code', {}, came)),
    el('td', { class: 'number' }, event.line === null ? '' : revealLine ? button(String(event.line), () => revealLine(event.line), { class: 'line-link', 'aria-label': `line ${event.line}` }) : String(event.line)),
    el('td', {}, [outcomes[event.outcome], event.isWrong && '→ here it went wrong', event.inside && !event.judges && 'inside'].filter(Boolean).join(', ')));
}

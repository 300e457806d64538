// Draws one group of a timeline: its axis, what lasts over all lanes, and each event in its lane.

import { el, svg } from '../dom.js';
import { scaleOf } from './timeline-scale.js';
import { sentenceOf, wordsOf } from './timeline-model.js';
import { cut, time } from './words.js';

const padding = 12;
const axis = 24;
const wordsHeight = 17;
const laneGap = 8;
const smallestBar = 4;
const letter = 6.7; // pixels of one letter of 11 px monospace
const mostRows = 24;
const enough = 14; // letters in a bar, that they need not stand beside it
const arranged = 200; // wide enough for what was only given

// What notes above the lanes say already.
const noted = new Set(['begin', 'fault', 'lifted', 'hold', 'release', 'clock', 'restart']);

/**
 * @param group Of the model.
 * @param {{width: number, count: number, severalClients: boolean, id: string}} setting `count`: events of the whole timeline.
 * @returns The picture beside its lanes' names.
 */
export function drawGroup(group, setting) {
  const isArranged = group.events.every(event => event.isGiven);
  const scale = scaleOf(group.events, isArranged ? Math.min(setting.width, arranged) : setting.width, padding);
  const lanes = group.lanes.map(lane => packed(lane, scale));
  const notes = placedNotes(group, scale);
  let y = axis + notes.height;
  for (const lane of lanes) {
    lane.y = y;
    y += lane.height + laneGap;
  }

  const picture = svg('svg', {
    class: 'tl-picture', width: scale.width, height: y, viewBox: `0 0 ${scale.width} ${y}`,
    role: 'group', 'aria-label': group.title ?? 'What happened, in order',
  },
  bandsOf(notes.bands, axis, y), axisOf(scale, y), lanesOf(lanes, scale), breaksOf(scale, y), notesOf(notes, y),
  lanes.flatMap(lane => lane.bars.map(bar => barOf(bar, lane, setting))), arrowOf(lanes, notes));
  return el('div', { class: 'tl-group' },
    group.title && el('p', { class: 'tl-title' }, group.title),
    el('div', { class: 'tl-frame' },
      el('div', { class: 'tl-names', 'aria-hidden': 'true', style: `height:${y}px` },
        lanes.map(lane => el('span', { class: `tl-name tl-name-${lane.service}`, style: `top:${lane.y}px` }, lane.label))),
      el('div', { class: 'tl-scroll' }, picture)));
}

// Each event in the first row of its lane that is free there.
function packed(lane, scale) {
  const ends = [];
  const bars = lane.events.map(event => {
    const x = scale.x(event.at);
    const width = Math.max(event.isGiven ? 1.2 : smallestBar, scale.x(event.end) - x);
    let row = ends.findIndex(end => end <= x);
    if (row < 0)
      row = ends.length < mostRows ? ends.length : ends.indexOf(Math.min(...ends));
    ends[row] = x + width + (event.isGiven ? 0 : 1);
    return { event, x, width, row };
  });
  const rowHeight = ends.length <= 6 ? 20 : ends.length <= 12 ? 13 : 8;
  makeRoom(bars, scale.width);
  return { ...lane, bars, rowHeight, height: Math.max(1, ends.length) * rowHeight };
}

// How far a bar's words may go: to the next one of its row.
function makeRoom(bars, end) {
  const next = new Map();
  for (const bar of [...bars].reverse()) {
    bar.room = (next.get(bar.row) ?? end - padding) - bar.x;
    next.set(bar.row, bar.x);
  }
}

function barOf(bar, lane, setting) {
  const { event } = bar;
  const kind = event.judges ? 'judge' : event.outcome;
  const y = lane.y + bar.row * lane.rowHeight;
  const height = lane.rowHeight - 3;
  const group = svg('g', {
    class: `tl-event tl-${kind}${event.inside && !event.judges ? ' tl-inside' : ''}${event.isWrong ? ' tl-wrong' : ''}`,
    role: 'button', tabindex: -1, 'data-index': event.index, 'data-lane': lane.key, 'data-service': lane.service,
  },
  // The button's name, and what hovering shows where its words are cut.
  svg('title', {}, sentenceOf(event, setting.count, setting.severalClients)),
  svg('rect', { class: 'tl-bar', x: rounded(bar.x), y, width: rounded(bar.width), height, rx: bar.width > 8 ? 3 : 1 }),
  event.inside && !event.judges && svg('rect', { class: 'tl-hatch', x: rounded(bar.x), y, width: rounded(bar.width), height, fill: `url(#${setting.id}-hatch)` }));
  if (lane.rowHeight >= 13 && !event.isGiven && !(event.judges && noted.has(event.operation)))
    group.append(...labelOf(bar, y + height / 2 + 4));
  return group;
}

// In the bar where it is long enough, else beside it where there is more room.
function labelOf(bar, y) {
  const words = { failed: '✗ ', waiting: '‖ ' }[bar.event.outcome] ?? '';
  const text = words + wordsOf(bar.event);
  const inside = Math.floor((bar.width - 7) / letter);
  const beside = Math.floor((bar.room - bar.width - 7) / letter);
  const isInside = text.length <= inside || inside >= enough || inside >= beside;
  const letters = isInside ? inside : beside;
  return letters < 2 + words.length ? [] : [svg('text', { class: 'tl-words', x: rounded(bar.x + (isInside ? 4 : bar.width + 4)), y }, cut(text, letters))];
}

const lanesOf = (lanes, scale) => lanes.map((lane, index) => svg('rect', {
  class: `tl-lane${index % 2 === 0 ? ' tl-lane-even' : ''}`, x: 0, y: lane.y - laneGap / 2, width: scale.width, height: lane.height + laneGap,
}));

function axisOf(scale, height) {
  const ticks = [];
  const step = 110;
  for (let x = padding; x < scale.width - 50; x += step)
    ticks.push(svg('line', { class: 'tl-tick', x1: x, x2: x, y1: axis - 4, y2: height }), svg('text', { class: 'tl-time', x: x + 3, y: 11 }, time(scale.t(x))));
  return ticks;
}

// Two slanted strokes across the lanes, and how much is left out where there is room to say it.
const breaksOf = (scale, height) => scale.breaks.map(gap => {
  const x = rounded((gap.x1 + gap.x2) / 2);
  return svg('g', { class: 'tl-break' },
    svg('title', {}, `${time(gap.ms)}, shortened here`),
    svg('rect', { class: 'tl-break-gap', x: x - 2, y: axis - 4, width: 4, height: height - axis + 4 }),
    svg('path', { d: `M${x - 5} ${axis - 1}l4 -8M${x + 1} ${axis - 1}l4 -8` }));
});

// Words for what lasts or changes everything, in as many rows as they need.
function placedNotes(group, scale) {
  const ends = [];
  const place = (x, words) => {
    const length = Math.min(words.length, 60) * letter + 14;
    const left = Math.max(2, Math.min(x, scale.width - length));
    let row = ends.findIndex(end => end <= left);
    if (row < 0)
      row = ends.length;
    ends[row] = left + length;
    return { x, left, row, words: cut(words, 60) };
  };
  const bands = group.bands.map(band => ({ ...band, ...place(scale.x(band.from), band.isOpen ? `${band.words} (to the end)` : band.words), x2: Math.max(scale.x(band.to), scale.x(band.from) + smallestBar) }));
  const moments = group.moments.map(moment => ({ ...moment, ...place(scale.x(moment.at), moment.words) }));
  const wrong = group.events.find(event => event.isWrong);
  const arrow = wrong ? place(scale.x(wrong.at), '▼ here it went wrong') : null;
  return { bands, moments, arrow, height: ends.length * wordsHeight + (ends.length ? 4 : 0) };
}

const baseline = note => axis + note.row * wordsHeight + 12;

const bandsOf = (bands, top, height) => bands.map(band => svg('rect', {
  class: `tl-band tl-band-${band.kind}`, x: rounded(band.x), y: top, width: rounded(band.x2 - band.x), height: height - top,
}));

const notesOf = (notes, height) => [
  notes.bands.map(band => svg('text', { class: `tl-note tl-note-${band.kind}`, x: rounded(band.left + 3), y: baseline(band) }, band.words)),
  notes.moments.map(moment => svg('g', { class: 'tl-moment' },
    svg('line', { x1: rounded(moment.x), x2: rounded(moment.x), y1: baseline(moment) + 4, y2: height }),
    svg('text', { class: 'tl-note', x: rounded(moment.left + 3), y: baseline(moment) }, moment.words))),
];

function arrowOf(lanes, notes) {
  if (!notes.arrow)
    return null;
  const lane = lanes.find(one => one.bars.some(bar => bar.event.isWrong));
  const bar = lane.bars.find(one => one.event.isWrong);
  const middle = rounded(bar.x + Math.min(bar.width, 12) / 2);
  const y = lane.y + bar.row * lane.rowHeight;
  return svg('g', { class: 'tl-arrow', 'aria-hidden': 'true' },
    svg('line', { x1: middle, x2: middle, y1: baseline(notes.arrow) + 3, y2: y - 5 }),
    svg('path', { d: `M${middle - 5} ${y - 7}h10l-5 6z` }),
    svg('text', { class: 'tl-note', x: rounded(notes.arrow.left + 3), y: baseline(notes.arrow) }, notes.arrow.words));
}

const rounded = number => Math.round(number * 10) / 10;

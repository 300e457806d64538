// Numbers as bars or a line, and the same as a table.

import { disclosure, el, svg } from './dom.js';
import { cut, plural } from './pictures/words.js';
import { factsOf, services } from './services.js';

const left = 44;
const top = 12;
const bottom = 30;
const plotHeight = 130;

/** Fewer operations in every call are seen better on the timeline. */
const worthAChart = 4;

/**
 * @param {{title: string, kind: 'bar'|'line', x: string, y: string, points: {x: string, y: number, line?: number|null, over?: boolean}[], limit?: {y: number, words: string}}} chart
 *   `over`: a point that is more than it should be, told in words too.
 * @param {{onLine?: (line: number|null) => void}} told
 */
export function renderChart(host, chart, told = {}) {
  const draw = width => chart.kind === 'line' ? lineChart(chart, width) : barChart(chart, width);
  const figure = el('figure', { class: 'chart see' }, el('figcaption', {}, chart.title));
  const picture = el('div', { class: 'chart-picture' });
  figure.append(picture, disclosure('As a table', () => tableOf(chart), { class: 'as-table' }));
  host.replaceChildren(figure);
  const redraw = () => picture.replaceChildren(draw(Math.max(220, picture.clientWidth || 480)));
  redraw();
  const observer = new ResizeObserver(() => figure.isConnected ? requestAnimationFrame(redraw) : observer.disconnect());
  observer.observe(figure);
  for (const [name, line] of [['pointerover', index => chart.points[index].line ?? null], ['pointerout', () => null]]) {
    picture.addEventListener(name, event => {
      const index = event.target.closest?.('[data-index]')?.dataset.index;
      if (index !== undefined)
        told.onLine?.(line(Number(index)));
    });
  }
}

function barChart(chart, width) {
  const frame = frameOf(chart, width);
  const slot = frame.plotWidth / chart.points.length;
  const bar = Math.min(46, slot * 0.7);
  const bars = chart.points.map((point, index) => {
    const x = left + slot * (index + 0.5);
    const y = frame.y(point.y);
    return svg('g', { class: `chart-point${point.over ? ' chart-over' : ''}`, 'data-index': index },
      svg('title', {}, `${point.x}: ${point.y}`),
      svg('rect', { class: 'chart-bar', x: x - bar / 2, y, width: bar, height: Math.max(1, top + plotHeight - y), rx: 2 }),
      slot > 22 && svg('text', { class: 'chart-value', x, y: y - 4, 'text-anchor': 'middle' }, (point.over ? '✗ ' : '') + point.y),
      slot > 22 && svg('text', { class: 'chart-label', x, y: top + plotHeight + 15, 'text-anchor': 'middle' }, cut(point.x, Math.max(2, Math.floor(slot / 6.5)))));
  });
  return picture(chart, width, frame, bars);
}

function lineChart(chart, width) {
  const frame = frameOf(chart, width);
  const x = index => left + (chart.points.length === 1 ? frame.plotWidth / 2 : frame.plotWidth * index / (chart.points.length - 1));
  const path = chart.points.map((point, index) => `${index === 0 ? 'M' : 'L'}${x(index).toFixed(1)} ${frame.y(point.y).toFixed(1)}`).join('');
  const dots = chart.points.map((point, index) => svg('g', { class: `chart-point${point.over ? ' chart-over' : ''}`, 'data-index': index },
    svg('title', {}, `${point.x}: ${point.y}`),
    svg('circle', { class: 'chart-dot', cx: x(index), cy: frame.y(point.y), r: 4 })));
  const ends = [0, chart.points.length - 1].filter((index, place, all) => all.indexOf(index) === place);
  return picture(chart, width, frame, [svg('path', { class: 'chart-line', d: path }), ...dots,
    ...ends.map(index => svg('text', { class: 'chart-label', x: x(index), y: top + plotHeight + 15, 'text-anchor': index === 0 ? 'start' : 'end' }, cut(chart.points[index].x, 24)))]);
}

function picture(chart, width, frame, marks) {
  return svg('svg', { width, height: top + plotHeight + bottom, viewBox: `0 0 ${width} ${top + plotHeight + bottom}`, role: 'img', 'aria-label': summaryOf(chart) },
    frame.ticks.map(tick => svg('g', { class: 'chart-tick' },
      svg('line', { x1: left, x2: width - 8, y1: frame.y(tick), y2: frame.y(tick) }),
      svg('text', { class: 'chart-label', x: left - 6, y: frame.y(tick) + 4, 'text-anchor': 'end' }, String(tick)))),
    marks,
    chart.limit && svg('g', { class: 'chart-limit' },
      svg('line', { x1: left, x2: width - 8, y1: frame.y(chart.limit.y), y2: frame.y(chart.limit.y) }),
      svg('text', { class: 'chart-label', x: left + 4, y: frame.y(chart.limit.y) - 4 }, chart.limit.words)));
}

function frameOf(chart, width) {
  const most = Math.max(1, chart.limit?.y ?? 0, ...chart.points.map(point => point.y));
  const step = niceStep(most / 3);
  const end = Math.ceil(most * 1.08 / step) * step;
  return {
    plotWidth: width - left - 8,
    y: value => top + plotHeight * (1 - value / end),
    ticks: Array.from({ length: Math.floor(end / step) + 1 }, (_, index) => index * step),
  };
}

function niceStep(rough) {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, rough)));
  return [1, 2, 5, 10].map(factor => factor * power).find(step => step >= rough) ?? 10 * power;
}

const summaryOf = chart => `${chart.title}: ${chart.points.slice(0, 12).map(point => `${point.x} ${point.y}`).join(', ')}${chart.points.length > 12 ? `, and ${chart.points.length - 12} more` : ''}`;

const tableOf = chart => el('div', { class: 'table-frame', tabindex: 0, role: 'group', 'aria-label': chart.title },
  el('table', { class: 'facts-table' },
    el('caption', { class: 'visually-hidden' }, chart.title),
    el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, chart.x), el('th', { scope: 'col' }, chart.y))),
    el('tbody', {}, chart.points.map(point => el('tr', { class: point.over && 'row-wrong' }, el('th', { scope: 'row' }, point.x), el('td', { class: 'number' }, String(point.y)))))));

/**
 * How much each call asked of a service: a chart where calls differ, or the check compares that number with another one.
 * Calls that overlap are left out, for nobody can say which of them asked.
 * @param model Of the timeline.
 * @returns {object|null}
 */
export function chartOfCalls(model, check) {
  const calls = model.events.filter(event => event.service === 'code' && !event.judges);
  if (calls.length < 2 || calls.length > 40 || overlap(calls))
    return null;
  const [service, counts] = mostAsked(model, calls);
  if (service === null || Math.max(...counts) < worthAChart || new Set(counts).size < 2)
    return null;
  const told = { expected: whole(check.expected), actual: whole(check.actual) };
  const isTold = told.expected !== null && told.actual !== null && counts.includes(told.actual) && counts.includes(told.expected);
  const noun = factsOf(service).operationNoun;
  return {
    title: `${noun[0].toUpperCase()}${noun.slice(1)}s of each call`,
    kind: 'bar', x: 'call', y: `${noun}s`,
    points: calls.map((call, index) => ({ x: `${index + 1}. ${call.operation}`, y: counts[index], line: call.line, over: isTold && counts[index] > told.expected })),
    limit: isTold ? { y: told.expected, words: `expected: ${plural(told.expected, noun)}` } : undefined,
  };
}

function mostAsked(model, calls) {
  const candidates = services.map(service => [service.kind, calls.map(call => model.events.filter(event =>
    event.service === service.kind && !event.judges && event.world === call.world && event.client === call.client && event.at >= call.at && event.at <= call.end).length)]);
  return candidates.reduce((best, own) => Math.max(...own[1]) > Math.max(0, ...best[1]) ? own : best, [null, []]);
}

const overlap = calls => calls.some((call, index) => calls.slice(index + 1).some(other => call.client === other.client && call.world === other.world && other.at < call.end && call.at < other.end));

const whole = text => /^\d{1,6}$/.test(text ?? '') ? Number(text) : null;

// What happened in a check, as a picture: lanes for code, services and the judge, each event at its time.

import { button, disclosure, el, svg } from './dom.js';
import { modelOf } from './pictures/timeline-model.js';
import { drawGroup } from './pictures/timeline-picture.js';
import { renderEvent, tableOf } from './pictures/timeline-words.js';

const narrowest = 240;
const steps = [1, 1.6, 2.5, 4, 7, 12];
let made = 0;

/**
 * @param host Takes the picture; what was in it goes.
 * @param check One check of a report.
 * @param {{onLine?: (line: number|null) => void, onEvent?: (event: object|null) => void, revealLine?: (line: number) => void}} told
 *   `onLine`: the line of what the pointer or the focus is on; `onEvent`: the event whose words are shown.
 */
export function renderTimeline(host, check, told = {}) {
  host.querySelector(':scope > .timeline')?.dispatchEvent(new Event('ended'));
  const model = modelOf(check);
  if (model.events.length === 0) {
    host.replaceChildren(el('p', { class: 'timeline-empty see' }, 'Nothing was asked of any service, and nothing of your code.'));
    return;
  }

  new Timeline(host, model, told).show();
}

class Timeline {
  #host;
  #model;
  #told;
  #id = `tl${++made}`;
  #step = 0;
  #width = 0;
  #current;
  #selected = null;
  #line = null;
  #stops; // of each group, the event that the tabulator comes to
  #pictures = el('div', { class: 'tl-pictures' });
  #words = el('div', { class: 'tl-detail', 'aria-live': 'polite' });
  #root;

  constructor(host, model, told) {
    this.#host = host;
    this.#model = model;
    this.#told = told;
    this.#stops = model.groups.map(group => (group.events.find(event => event.isWrong) ?? group.events.find(event => !event.isGiven) ?? group.events[0]).index);
    this.#current = model.events.find(event => event.isWrong)?.index ?? this.#stops[0];
  }

  show() {
    const help = `${this.#id}-help`;
    this.#root = el('div', { class: 'timeline see', role: 'group', 'aria-label': 'Timeline', 'aria-describedby': help },
      el('div', { class: 'tl-head' }, legendOf(this.#model), this.#zoom()), this.#pictures, patterns(this.#id),
      el('p', { class: 'tl-help', id: help }, 'Arrow keys walk along the events, Enter shows one, and the line that made it is marked in your code.'),
      this.#words,
      disclosure('As a table', () => tableOf(this.#model, this.#told.revealLine), { class: 'as-table' }));
    this.#host.replaceChildren(this.#root);
    this.#draw();
    this.#listen();
  }

  #zoom() {
    const by = step => {
      this.#step = Math.min(Math.max(0, this.#step + step), steps.length - 1);
      this.#draw();
    };
    return el('div', { class: 'tl-zoom', role: 'group', 'aria-label': 'Width of the timeline' },
      button('−', () => by(-1), { 'aria-label': 'Narrower' }), button('+', () => by(1), { 'aria-label': 'Wider' }));
  }

  #draw() {
    this.#width = this.#room();
    const setting = { width: this.#width * steps[this.#step], count: this.#model.events.length, severalClients: this.#model.clients > 1, id: this.#id };
    const hadFocus = this.#pictures.contains(document.activeElement);
    const scrolled = [...this.#pictures.querySelectorAll('.tl-scroll')].map(one => one.scrollLeft / Math.max(1, one.scrollWidth));
    this.#pictures.replaceChildren(...this.#model.groups.map(group => drawGroup(group, setting)));
    const frames = [...this.#pictures.querySelectorAll('.tl-scroll')];
    frames.forEach((one, index) => one.scrollLeft = (scrolled[index] ?? 0) * one.scrollWidth);
    this.#root.classList.toggle('tl-wide', frames.some(one => one.scrollWidth > one.clientWidth + 1));
    for (const stop of this.#stops)
      this.#elementOf(stop).setAttribute('tabindex', '0');
    this.#mark(this.#current);
    if (hadFocus)
      this.#elementOf(this.#current)?.focus({ preventScroll: true });
    else if (scrolled.length === 0)
      this.#bringIntoView(this.#current);
  }

  #room() {
    const names = Number.parseFloat(getComputedStyle(this.#root).getPropertyValue('--tl-names')) || 0;
    return Math.max(narrowest, Math.floor((this.#root.clientWidth || this.#host.clientWidth || 640) - names - 3));
  }

  #listen() {
    this.#pictures.addEventListener('click', event => this.#onEventOf(event, index => this.#select(index)));
    this.#pictures.addEventListener('pointerover', event => this.#onEventOf(event, index => this.#say(this.#model.events[index].line)));
    this.#pictures.addEventListener('pointerout', event => this.#onEventOf(event, () => this.#say(null)));
    this.#pictures.addEventListener('focusin', event => this.#onEventOf(event, index => {
      this.#mark(index);
      this.#say(this.#model.events[index].line);
    }));
    this.#pictures.addEventListener('focusout', () => this.#say(null));
    this.#pictures.addEventListener('keydown', event => this.#onKey(event));
    const observer = new ResizeObserver(() => {
      if (!this.#root.isConnected)
        observer.disconnect();
      else if (Math.abs(this.#room() - this.#width) > 8)
        requestAnimationFrame(() => this.#root.isConnected && this.#draw());
    });
    observer.observe(this.#root);
    this.#root.addEventListener('ended', () => observer.disconnect());
  }

  #say(line) {
    if (line !== this.#line)
      this.#told.onLine?.(this.#line = line);
  }

  #onEventOf(event, act) {
    const group = event.target.closest?.('.tl-event');
    if (group)
      act(Number(group.dataset.index));
  }

  #onKey(event) {
    const go = {
      ArrowRight: () => this.#current + 1,
      ArrowLeft: () => this.#current - 1,
      ArrowDown: () => this.#beside(1),
      ArrowUp: () => this.#beside(-1),
      Home: () => 0,
      End: () => this.#model.events.length - 1,
    }[event.key];
    if (go && !event.ctrlKey && !event.metaKey && !event.altKey) {
      this.#focus(Math.min(Math.max(0, go()), this.#model.events.length - 1));
    } else if (event.key === 'Enter' || event.key === ' ') {
      this.#select(this.#current);
    } else if (event.key === 'Escape' && this.#selected !== null) {
      this.#select(null);
    } else {
      return;
    }

    event.preventDefault();
  }

  // The nearest in time of the next lane, in the order in which the lanes are drawn.
  #beside(by) {
    const lanes = this.#model.groups.flatMap(group => group.lanes);
    const current = this.#model.events[this.#current];
    const at = lanes.findIndex(lane => lane.events.includes(current));
    const lane = lanes[at + by];
    if (!lane)
      return this.#current;
    return lane.events.reduce((best, event) => Math.abs(event.at - current.at) < Math.abs(best.at - current.at) ? event : best).index;
  }

  #focus(index) {
    this.#elementOf(index)?.focus({ preventScroll: true });
    this.#bringIntoView(index);
  }

  #mark(index) {
    const group = this.#model.groups.findIndex(one => one.events.includes(this.#model.events[index]));
    this.#elementOf(this.#stops[group])?.setAttribute('tabindex', '-1');
    this.#current = this.#stops[group] = index;
    this.#elementOf(index)?.setAttribute('tabindex', '0');
    this.#pictures.querySelector('[aria-pressed]')?.removeAttribute('aria-pressed');
    this.#elementOf(this.#selected)?.setAttribute('aria-pressed', 'true');
  }

  #select(index) {
    this.#selected = index;
    if (index !== null)
      this.#focus(index);
    this.#mark(this.#current);
    const event = index === null ? null : this.#model.events[index];
    this.#words.replaceChildren(...(event ? [renderEvent(event, this.#model, this.#told.revealLine)] : []));
    this.#told.onEvent?.(event);
  }

  #bringIntoView(index) {
    const element = this.#elementOf(index);
    const frame = element?.closest('.tl-scroll');
    if (!frame)
      return;
    const bar = element.querySelector('.tl-bar');
    const x = Number(bar.getAttribute('x'));
    if (x < frame.scrollLeft + 20 || x > frame.scrollLeft + frame.clientWidth - 60)
      frame.scrollLeft = x - frame.clientWidth / 3;
  }

  #elementOf(index) {
    return index === null ? null : this.#pictures.querySelector(`.tl-event[data-index="${index}"]`);
  }
}

const patterns = id => svg('svg', { width: 0, height: 0, class: 'tl-patterns', 'aria-hidden': 'true', focusable: 'false' },
  svg('defs', {}, svg('pattern', { id: `${id}-hatch`, width: 6, height: 6, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
    svg('rect', { class: 'tl-hatch-line', width: 1.6, height: 6 }))));

// Only what occurs.
function legendOf(model) {
  const own = model.events.filter(event => !event.judges);
  const bands = model.groups.flatMap(group => group.bands);
  const entries = [
    own.some(event => event.outcome === 'ok') && ['ok', 'done'],
    own.some(event => event.outcome === 'failed') && ['failed', '✗ failed'],
    own.some(event => event.outcome === 'waiting') && ['waiting', '‖ kept waiting'],
    own.some(event => event.inside) && ['inside', 'seen by your process alone'],
    model.events.some(event => event.judges) && ['judge', 'the check'],
    bands.some(band => band.kind === 'fault') && ['fault', 'something is broken'],
    bands.some(band => band.kind === 'hold') && ['hold', 'something is held back'],
  ].filter(Boolean);
  return el('ul', { class: 'tl-legend', 'aria-label': 'Legend' }, entries.map(([kind, words]) => el('li', {}, el('span', { class: `tl-swatch tl-swatch-${kind}`, 'aria-hidden': 'true' }), words)));
}

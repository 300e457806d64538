// What the lab page does with the modules, for tests that look at these alone.

import * as results from '/js/results.js';
import * as timeline from '/js/timeline.js';
import * as schedule from '/js/schedule.js';
import * as plan from '/js/plan.js';
import * as chart from '/js/chart.js';
import * as compare from '/js/pictures/compare.js';
import * as model from '/js/pictures/timeline-model.js';
import * as scale from '/js/pictures/timeline-scale.js';
import * as words from '/js/pictures/words.js';

const host = document.getElementById('report');
const calls = [];

globalThis.pictures = {
  results, timeline, schedule, plan, chart, compare, model, scale, words, host, calls,
  told: source => ({
    source,
    onLine: line => calls.push(['line', line]),
    revealLine: line => calls.push(['reveal', line]),
    onEvent: event => calls.push(['event', event?.index ?? null]),
  }),
  report: (report, source) => results.renderReport(host, report, globalThis.pictures.told(source)),
  /** A timeline alone, of a check of a report. */
  check: check => {
    host.innerHTML = '<div class="results-body"><div id="one"></div></div>';
    timeline.renderTimeline(host.querySelector('#one'), check, globalThis.pictures.told());
  },
};

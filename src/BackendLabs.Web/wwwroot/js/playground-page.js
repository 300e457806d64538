// The playground: free code, run at will. Nothing is expected of it, so nothing of it passes or fails.
import { el, visible } from './dom.js';
import { time } from './pictures/words.js';
import { marksOf } from './results.js';
import { renderTimeline } from './timeline.js';
import { Workbench } from './workbench.js';
import { renderWorld } from './world.js';

const LINE = 60;

const find = (id) => document.getElementById(id);

const bench = new Workbench({
  button: 'run',
  question: 'Put the first example back in place of your code?',
  onStart: () => say('', ''),
  onEnd: (detail) => {
    if (detail?.report) show(detail.report);
    else leave('', 'Stopped.');
  },
  onFailure: (error) => leave('warn', error.message),
});

await bench.open();

function leave(tone, words) {
  find('report').replaceChildren();
  say(tone, words);
}

function say(tone, words) {
  const outcome = find('outcome');
  outcome.className = `outcome ${tone}`.trim();
  outcome.textContent = visible(words);
}

function show(report) {
  const check = report.checks[0];
  say(...outcomeOf(report, check));
  const marks = marksOf(report);
  bench.mark(marks);
  const line = check?.line;
  if (line) find('outcome').append(' ', lineButton(line));
  if (report.verdict === 'compile_error') {
    find('report').replaceChildren(diagnosticsOf(report.diagnostics));
    return;
  }

  const parts = [];
  if (check?.advice) parts.push(part('What it means', el('p', {}, check.advice)));
  if (check) parts.push(part('Printed', report.output === '' ? el('p.empty', {}, 'Nothing.') : text(report.output, 'What your code printed')));
  if (check?.returned !== undefined) parts.push(part('Returned', text(pretty(check.returned), 'What your code returned')));
  if (check?.timeline?.length > 0) {
    const host = el('div');
    parts.push(part('In order', host));
    renderTimeline(host, check, {
      onLine: (hovered) => bench.mark(hovered ? [...marks, { line: hovered, kind: 'hover' }] : marks),
      revealLine: (revealed) => bench.reveal(revealed),
    });
  }

  if (check?.state) {
    const host = el('div');
    parts.push(part('What was left', host));
    renderWorld(host, check.state);
  }

  const warnings = report.diagnostics ?? [];
  if (warnings.length > 0) parts.push(part('The compiler warns', diagnosticsOf(warnings)));
  find('report').replaceChildren(...parts);
}

function outcomeOf(report, check) {
  switch (report.verdict) {
    case 'passed': return ['good', `It ran to its end in ${time(callOf(check)?.ms ?? report.elapsedMs)}.`];
    case 'compile_error': return ['bad', 'It does not compile yet.'];
    case 'infrastructure_error': return ['warn', `Our problem, not yours: ${report.reason} ${report.remedy ?? ''}`.trim()];
    default: return ['bad', check?.message ?? 'It did not run to its end.'];
  }
}

// The run of a lab takes longer than the call: a world is made and the code compiled.
const callOf = (check) => check?.timeline.findLast((event) => event.service === 'code' && !event.judges);

function diagnosticsOf(diagnostics) {
  return el('ol.playground-diagnostics', {}, ...diagnostics.map((one) =>
    el('li', {}, lineButton(one.line), ' ', one.message, one.hint && el('p.quiet-text', {}, one.hint))));
}

function lineButton(line) {
  return el('button.playground-line', { type: 'button', onclick: () => bench.reveal(line) }, `line ${line}`);
}

const part = (title, content) => el('section.playground-part', {}, el('h2', {}, title), content);

const text = (words, label) => el('pre', { tabindex: 0, role: 'group', 'aria-label': label }, el('code', {}, words));

function pretty(json) {
  try {
    return laidOut(JSON.parse(json), '');
  } catch {
    return json; // it was cut
  }
}

// What fits on a line stays on it.
function laidOut(value, indent) {
  const line = JSON.stringify(value);
  if (value === null || typeof value !== 'object' || line.length + indent.length <= LINE) return line;
  const inner = `${indent}  `;
  const parts = Array.isArray(value)
    ? value.map((item) => inner + laidOut(item, inner))
    : Object.entries(value).map(([name, item]) => `${inner}${JSON.stringify(name)}: ${laidOut(item, inner)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${parts.join(',\n')}\n${indent}${close}`;
}

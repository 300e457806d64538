// What became of an attempt: how far it is while it runs, and then its report, the first failure first.

import { disclosure, el } from './dom.js';
import { excerptOf, failureOf, hintOf, lineLink } from './pictures/failure.js';
import { progressOf } from './pictures/progress.js';
import { bytes, plural, time } from './pictures/words.js';

const mostErrors = 3;
const mostPrinted = 12;

/**
 * How far a run is, and its first failing check as soon as it is known. Called for each event; what a screen reader says
 * changes with the stage, and with that check.
 * @param {{kind: string, data: {place?: number, stage?: string, number?: number, count?: number, detail?: string|null, failed?: object}}} event
 * @param {object} told As `renderReport` takes it.
 */
export function renderProgress(host, event, told = {}) {
  const progress = progressOf(event);
  if (progress === null)
    return;
  const body = bodyOf(host);
  let view = body.querySelector(':scope > .progress-view');
  if (!view) {
    view = el('div', { class: 'progress-view' }, el('p', { class: 'progress-words' }), el('progress', { 'aria-label': 'How far it is' }));
    body.replaceChildren(view);
  }

  const [words, bar, failure] = view.children;
  words.replaceChildren(progress.words);
  if (progress.share === null)
    bar.removeAttribute('value');
  else
    bar.value = progress.share;
  const { failed } = event.data;
  if (failed && !failure)
    view.append(failureSection(failed, told, null));
  announce(failed || failure ? view.lastChild.dataset.spoken : progress.spoken);
}

function failureSection(check, told, hint) {
  return el('section', { class: 'failure', 'aria-label': 'What went wrong first', 'data-spoken': `${check.title}: ${check.message ?? ''}` },
    el('h3', { class: 'failure-title' }, check.title, el('span', { class: 'failure-id' }, ` (${check.id})`)), failureOf(check, told, hint));
}

/**
 * A report, as `lab check --format json` writes it.
 * @param {{onLine?: (line: number|null) => void, revealLine?: (line: number) => void, onEvent?: (event: object|null) => void, source?: string, hint?: string|null}} told
 *   `onLine`: the line that the pointer or the focus speaks of; `revealLine`: shows a line in the editor; `source`: the
 *   text that ran, of which a few lines are shown; `hint`: the next step that is due, null for none; without it each
 *   check shows its own.
 */
export function renderReport(host, report, told = {}) {
  const first = firstFailure(report);
  const mark = { passed: ['✓', 'good'], infrastructure_error: ['!', 'warn'] }[report.verdict] ?? ['✗', 'bad'];
  bodyOf(host).replaceChildren(el('article', { class: `report report-${mark[1]}` },
    el('h2', { class: 'report-headline', tabindex: -1 }, el('span', { class: 'mark', 'aria-hidden': 'true' }, mark[0]), headlineOf(report)),
    partsOf(report, first, told),
    checksOf(report, first, told), printed(report.output), footer(report)));
  announce([headlineOf(report), first && `${first.title}: ${first.message ?? ''}`, first?.advice].filter(Boolean).join(' '));
}

/** The places of a report for the editor's marks: `{line, kind, message}`. */
export function marksOf(report) {
  const said = (report.diagnostics ?? []).filter(one => one.line > 0).map(one => ({ line: one.line, kind: one.warning ? 'warning' : 'error', message: [one.message, one.hint].filter(Boolean).join(' ') }));
  const first = firstFailure(report);
  return first?.line ? [...said, { line: first.line, kind: 'fault', message: first.message ?? first.title }] : said;
}

/** In words, without the lab's title. */
export function headlineOf(report) {
  switch (report.verdict) {
    case 'passed': return `Passed, ${report.score} of ${plural(report.max, 'point')}. Well done.`;
    case 'compile_error': return `Your code does not compile (${plural(errorsOf(report).length, 'error')}).`;
    case 'infrastructure_error': return 'Our problem, not yours. Nothing was counted.';
    default: return `${report.score} of ${plural(report.max, 'point')} so far.`;
  }
}

const errorsOf = report => report.diagnostics.filter(one => !one.warning);

const firstFailure = report => report.checks.find(check => check.status !== 'passed' && check.status !== 'not_run') ?? null;

function partsOf(report, first, told) {
  switch (report.verdict) {
    case 'passed': return warningsOf(report, told);
    case 'compile_error': return compileErrors(report, told);
    case 'infrastructure_error': return el('section', { class: 'failure' }, el('p', {}, report.reason ?? ''), hintOf(report.remedy));
    default: return first && failureSection(first, told, 'hint' in told ? told.hint : first.hint);
  }
}

// ---- The compiler -----------------------------------------------------------------------------------------------------

function compileErrors(report, told) {
  const errors = errorsOf(report);
  const items = errors.map(error => diagnosticOf(error, told));
  return el('section', { class: 'failure', 'aria-label': 'Compile errors' },
    el('ol', { class: 'diagnostics' }, items.slice(0, mostErrors)),
    errors.length > mostErrors && disclosure(`${errors.length - mostErrors} more; the first ones often explain them.`, () => el('ol', { class: 'diagnostics', start: mostErrors + 1 }, items.slice(mostErrors))),
    warningsOf(report, told));
}

function diagnosticOf(one, told) {
  return el('li', { class: one.warning ? 'diagnostic diagnostic-warning' : 'diagnostic' },
    el('p', { class: 'diagnostic-place' }, lineLink(one.line, told), `, column ${one.column}`, el('span', { class: 'diagnostic-id' }, ` ${one.id}`)),
    told.source !== undefined && excerptOf(told.source, one.line, one.column),
    el('p', { class: 'diagnostic-message' }, one.message), hintOf(one.hint));
}

function warningsOf(report, told) {
  const warnings = report.diagnostics.filter(one => one.warning);
  return warnings.length === 0 ? null : disclosure(plural(warnings.length, 'warning'), () => el('ol', { class: 'diagnostics' }, warnings.map(one => diagnosticOf(one, told))), { class: 'warnings' });
}

// ---- All checks -------------------------------------------------------------------------------------------------------

const marks = { passed: ['✓', 'passed'], not_run: ['·', 'not run'], infrastructure_error: ['!', 'our problem'] };

function checksOf(report, first, told) {
  if (report.checks.length === 0)
    return null;
  return el('section', { class: 'part' }, el('h3', {}, 'The checks'),
    el('ul', { class: 'checks' }, report.checks.map(check => checkOf(check, check === first && report.verdict !== 'infrastructure_error', told))));
}

function checkOf(check, isShown, told) {
  const [mark, words] = marks[check.status] ?? ['✗', 'failed'];
  const row = [
    el('span', { class: 'mark', 'aria-hidden': 'true' }, mark), el('span', { class: 'visually-hidden' }, `${words}: `),
    el('span', { class: 'points' }, `${check.points}/${check.max}`),
    el('span', { class: 'check-title' }, check.title, noteOf(check, isShown)),
  ];
  const kind = check.status === 'passed' || check.status === 'not_run' ? check.status : check.status === 'infrastructure_error' ? 'ours' : 'failed';
  const hasMore = !isShown && check.status !== 'not_run' && (check.timeline.length > 0 || check.message);
  return el('li', { class: `check check-${kind}` }, hasMore ? disclosure(row, () => failureOf(check, told, 'hint' in told ? null : check.hint)) : el('div', { class: 'check-row' }, row));
}

function noteOf(check, isShown) {
  const note = check.status === 'not_run' ? lowered(check.message) : isShown ? 'above' : check.repeated && check.status !== 'time_limit' ? 'ran out of time, and was repeated with nothing else running' : null;
  return note && el('span', { class: 'check-note' }, ` (${note})`);
}

// "Not run, because served-from-cache did not pass."
const lowered = message => (message ?? 'not run').replace(/^N/, 'n').replace(/\.$/, '');

// ---- What surrounds it ------------------------------------------------------------------------------------------------

function printed(output) {
  if (!output)
    return null;
  const lines = output.replace(/\r\n/g, '\n').trimEnd().split('\n');
  const shown = part => el('pre', { class: 'printed', tabindex: 0, role: 'group', 'aria-label': 'What your code printed' }, el('code', {}, part.join('\n')));
  return el('section', { class: 'part' }, el('h3', {}, 'Your code printed'), shown(lines.slice(0, mostPrinted)),
    lines.length > mostPrinted && disclosure(plural(lines.length - mostPrinted, 'more line'), () => shown(lines.slice(mostPrinted))));
}

function footer(report) {
  const points = report.verdict === 'infrastructure_error' ? 'not counted' : `${report.score} of ${plural(report.max, 'point')}`;
  const usage = report.verdict === 'compile_error' ? null : report.usage; // none of it ran
  return el('footer', { class: 'report-footer' },
    el('p', {}, [points, report.seed !== undefined && `seed ${report.seed}`, report.elapsedMs !== undefined && time(report.elapsedMs)].filter(Boolean).join(' · ')),
    usage && el('p', {}, ['Your code used ', `${time(usage.cpuMs)} of processor time`, usage.peakBytes > 0 && `, ${bytes(usage.peakBytes)} of memory`, usage.outputBytes > 0 && `, and printed ${bytes(usage.outputBytes)}`, '.'].filter(Boolean).join('')),
    layersOf(report.layers.filter(layer => layer.state === 'missing')));
}

function layersOf(missing) {
  if (missing.length === 0)
    return null;
  return disclosure(`Practice goes on without ${missing.map(layer => layer.name).join(', ')}.`, () => el('ul', {}, missing.map(layer =>
    el('li', {}, el('strong', {}, layer.name), layer.reason && `: ${layer.reason}`, layer.remedy && el('span', {}, ' → ', el('code', {}, layer.remedy))))));
}

// ---- The place --------------------------------------------------------------------------------------------------------

function bodyOf(host) {
  const body = host.querySelector(':scope > .results-body') ?? el('div', { class: 'results-body see' });
  if (host.firstChild !== body || host.childNodes.length > 1)
    host.replaceChildren(body);
  return body;
}

// What is heard stays while what is seen comes and goes, for a live region that is new itself says nothing.
const live = el('p', { class: 'results-live visually-hidden', role: 'status' });
(document.querySelector('main') ?? document.body).append(live);

function announce(words) {
  if (live.textContent !== words)
    live.replaceChildren(el('span', {}, words));
}

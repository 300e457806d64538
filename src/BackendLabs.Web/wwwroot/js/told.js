// A report as a graded session tells it: some of it is left out, and the pictures of practice expect it to be there.
import { el } from './dom.js';

/** The same report with empty lists in place of what is not told. */
export const filled = (report) => ({
  diagnostics: [], layers: [], ...report,
  checks: (report.checks ?? []).map((check) => ({ timeline: [], ...check })),
});

const words = {
  nothing: 'This session tells only your points.',
  title: 'This session tells which checks passed, and not why one failed.',
  message: 'This session tells what a failing check says, and not what your code did on the way.',
};

/** A sentence about what is left out; null where nothing is, or nothing failed. */
export const noteOf = (report) => report.verdict === 'passed' || report.verdict === 'compile_error' || !words[report.tells] ? null
  : el('p.quiet-text.told-note', {}, words[report.tells]);

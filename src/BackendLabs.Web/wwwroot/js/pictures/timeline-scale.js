// Time as width. Gaps in which nothing begins or ends are compressed, visibly, so that what takes two milliseconds can be
// read beside what takes five seconds; and no two beginnings fall onto one place.

const least = 5; // pixels between two moments
const leastGiven = 1.2; // of what is only arranged
const wide = 3; // times the usual gap: from here on it is compressed

/**
 * @param {{at: number, end: number, isGiven: boolean}[]} spans
 * @param {number} width In pixels; more is taken where the moments need it.
 */
export function scaleOf(spans, width, padding) {
  const moments = momentsOf(spans);
  const gaps = moments.slice(1).map((moment, index) => moment.t - moments[index].t);
  const usual = usualOf(gaps.filter((_, index) => !moments[index].isGiven));
  const weights = gaps.map(gap => weightOf(gap, usual));
  const smallest = gaps.map((_, index) => moments[index].isGiven && moments[index + 1].isGiven ? leastGiven : least);
  const widths = spread(weights, smallest, width - 2 * padding);
  const xs = [padding];
  for (const own of widths)
    xs.push(xs.at(-1) + own);
  const whole = Math.max(width, Math.ceil(xs.at(-1) + padding));
  return {
    width: whole,
    x: t => interpolate(t, moments, xs),
    t: x => invert(x, moments, xs),
    breaks: gaps.flatMap((gap, index) => gap > 2 * weights[index] ? [{ from: moments[index].t, to: moments[index + 1].t, ms: gap, x1: xs[index], x2: xs[index + 1] }] : []),
  };
}

function momentsOf(spans) {
  const given = new Map();
  for (const span of spans) {
    for (const t of [span.at, span.end])
      given.set(t, (given.get(t) ?? true) && span.isGiven);
  }

  return [...given].map(([t, isGiven]) => ({ t, isGiven })).sort((one, other) => one.t - other.t);
}

function usualOf(gaps) {
  const sorted = gaps.filter(gap => gap > 0).sort((one, other) => one - other);
  return sorted.length === 0 ? 1 : sorted[Math.floor((sorted.length - 1) * 0.7)];
}

// As long as it is, up to a few times the usual; beyond, ever slower and in the end no more.
function weightOf(gap, usual) {
  const most = wide * usual;
  return gap <= most ? gap : most * (1 + Math.min(1, 0.2 * Math.log2(gap / most)));
}

// Shares the room by weight, and gives none less than its smallest.
function spread(weights, smallest, room) {
  const widths = [...smallest];
  const fixed = new Array(weights.length).fill(false);
  for (let round = 0; round < 20; round++) {
    const free = weights.reduce((sum, weight, index) => sum + (fixed[index] ? 0 : weight), 0);
    const left = room - widths.reduce((sum, own, index) => sum + (fixed[index] ? own : 0), 0);
    if (free <= 0 || left <= 0)
      break;
    let isDone = true;
    weights.forEach((weight, index) => {
      if (fixed[index])
        return;
      widths[index] = weight * left / free;
      if (widths[index] < smallest[index]) {
        widths[index] = smallest[index];
        fixed[index] = true;
        isDone = false;
      }
    });
    if (isDone)
      break;
  }

  return widths.map((own, index) => Math.max(own, smallest[index]));
}

function interpolate(t, moments, xs) {
  if (moments.length === 0 || t <= moments[0].t)
    return xs[0];
  if (t >= moments.at(-1).t)
    return xs.at(-1);
  const index = below(t, moments, moment => moment.t);
  const share = (t - moments[index].t) / (moments[index + 1].t - moments[index].t);
  return xs[index] + share * (xs[index + 1] - xs[index]);
}

function invert(x, moments, xs) {
  if (moments.length === 0)
    return 0;
  if (x <= xs[0])
    return moments[0].t;
  if (x >= xs.at(-1))
    return moments.at(-1).t;
  const index = below(x, xs, one => one);
  return moments[index].t + (x - xs[index]) / (xs[index + 1] - xs[index]) * (moments[index + 1].t - moments[index].t);
}

// The last place whose value is not above.
function below(value, sorted, valueOf) {
  let low = 0, high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (valueOf(sorted[middle]) <= value)
      low = middle;
    else
      high = middle - 1;
  }

  return low;
}

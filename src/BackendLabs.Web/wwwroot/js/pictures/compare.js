// What was expected beside what came, with the differences marked.

import { el } from '../dom.js';

const mostTokens = 400;

/** Beyond this share of what differs the two say different kinds of things, and marks would only confuse. */
const mostDifferent = 0.6;

/** Expected and actual, one beneath the other in columns of letters, or side by side where they are long. */
export function renderComparison(expected, actual) {
  const both = typeof expected === 'string' && typeof actual === 'string';
  const [left, right] = both ? differences(expected, actual) : [[{ text: expected ?? '' }], [{ text: actual ?? '' }]];
  const isLong = Math.max((expected ?? '').length, (actual ?? '').length) > 120;
  return el('dl', { class: `comparison${isLong ? ' comparison-long' : ''}` },
    typeof expected === 'string' && el('div', { class: 'comparison-expected' }, el('dt', {}, 'expected'), el('dd', {}, pieces(left))),
    typeof actual === 'string' && el('div', { class: 'comparison-actual' }, el('dt', {}, 'but was'), el('dd', {}, pieces(right))));
}

const pieces = parts => el('code', {}, parts.map(part => part.differs ? el('mark', {}, part.text) : part.text));

/** Both texts as pieces `{text, differs}`. */
export function differences(expected, actual) {
  const whole = [[{ text: expected }], [{ text: actual }]];
  if (expected === actual)
    return whole;
  const [left, right] = [tokens(expected), tokens(actual)];
  if (left.length > mostTokens || right.length > mostTokens)
    return whole;
  const kept = common(left, right);
  const [before, after] = [marked(left, kept.map(pair => pair[0])), marked(right, kept.map(pair => pair[1]))];
  const share = differing(before, after) / Math.max(1, expected.length + actual.length);
  return share > mostDifferent ? whole : [before, after];
}

const differing = (...sides) => sides.flat().filter(part => part.differs).reduce((sum, part) => sum + part.text.length, 0);

// Words and numbers are compared whole, everything else letter by letter.
const tokens = text => text.match(/[\p{L}\p{N}_]+|\s+|[^]/gu) ?? [];

function marked(side, kept) {
  const stays = new Set(kept);
  const parts = [];
  side.forEach((text, index) => {
    const differs = !stays.has(index);
    if (parts.at(-1)?.differs === differs)
      parts.at(-1).text += text;
    else
      parts.push({ text, differs });
  });
  return parts;
}

// The longest common subsequence, as pairs of places.
function common(left, right) {
  const longest = Array.from({ length: left.length + 1 }, () => new Uint16Array(right.length + 1));
  for (let i = left.length - 1; i >= 0; i--) {
    for (let j = right.length - 1; j >= 0; j--)
      longest[i][j] = left[i] === right[j] ? longest[i + 1][j + 1] + 1 : Math.max(longest[i + 1][j], longest[i][j + 1]);
  }

  const pairs = [];
  for (let i = 0, j = 0; i < left.length && j < right.length;) {
    if (left[i] === right[j])
      pairs.push([i++, j++]);
    else if (longest[i + 1][j] >= longest[i][j + 1])
      i++;
    else
      j++;
  }

  return pairs;
}

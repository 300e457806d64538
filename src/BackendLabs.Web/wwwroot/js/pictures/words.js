// How numbers are said, as the command says them.

export const plural = (count, one, many = `${one}s`) => `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

/** Milliseconds as `0.21 ms`, `12.3 ms`, `340 ms` or `1.9 s`. */
export function time(milliseconds) {
  if (milliseconds >= 60_000)
    return `${trimmed(milliseconds / 60_000, 1)} min`;
  if (milliseconds >= 1000)
    return `${trimmed(milliseconds / 1000, 2)} s`;
  return `${trimmed(milliseconds, milliseconds >= 100 ? 0 : milliseconds >= 10 ? 1 : 2)} ms`;
}

/** 12,000 bytes as `11.7 KB`; whole numbers without a fraction. */
export function bytes(count) {
  for (const [size, unit] of [[2 ** 30, 'GB'], [2 ** 20, 'MB'], [2 ** 10, 'KB']]) {
    if (count >= size)
      return `${trimmed(count / size, 1)} ${unit}`;
  }

  return plural(count, 'byte');
}

/** At most so many characters, with an ellipsis where it was cut. */
export function cut(text, length) {
  if (text.length <= length)
    return text;
  const characters = [...text];
  return characters.length <= length ? text : characters.slice(0, Math.max(1, length - 1)).join('') + '…';
}

const trimmed = (number, places) => String(Number(number.toFixed(places)));

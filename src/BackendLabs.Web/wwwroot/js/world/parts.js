// What tables and keys have in common: a filter above them, and a frame that scrolls.
import { el } from '../dom.js';
import { plural } from '../pictures/words.js';

/** @param {{name: string, node: HTMLElement}[]} parts those whose name does not have the words are hidden */
export function filterOf(parts, what, id) {
  const said = el('span.world-quiet', { role: 'status' });
  const field = el('input', { id, type: 'search', autocomplete: 'off', spellcheck: 'false', oninput: () => show() });
  const show = () => {
    const wanted = field.value.trim().toLowerCase();
    for (const { name, node } of parts) node.hidden = !name.toLowerCase().includes(wanted);
    said.textContent = wanted === '' ? '' : `${parts.filter(({ node }) => !node.hidden).length.toLocaleString('en')} of ${plural(parts.length, what)}`;
  };
  return el('div.world-filter', {}, el('label', { for: id }, `Filter ${what}s by name`), field, said);
}

/** What scrolls must be reachable by the keyboard. */
export const scrolling = (label, content) => el('div.world-scroll', { tabindex: 0, role: 'region', 'aria-label': label }, content);

// Makes elements. Text goes in as text, never as markup, and safe to read: much of it is a student's or a server's.

const svgNamespace = 'http://www.w3.org/2000/svg';

/** A stranger's text, safe to show: nothing in it turns the direction of writing or hides. Line ends and tabs stay. */
export function visible(text) {
  return String(text).replace(/\r\n/g, '\n').replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}]/gu, shown);
}

function shown(character) {
  const code = character.codePointAt(0);
  if (character === '\n' || character === '\t' || code === 0x200d) // a zero-width joiner holds emoji together
    return character;
  if (code < 0x20)
    return String.fromCharCode(0x2400 + code); // the control pictures: ESC is shown as ␛
  return code === 0x7f ? '\u2421' : `\\u${code.toString(16).padStart(4, '0')}`;
}

/**
 * An HTML element.
 * @param {string} tag as 'p' or 'p.some-class'
 * @param {Record<string, unknown>} attributes functions become listeners; null, undefined and false are left out
 * @param {...unknown} children nodes or text, in lists too; null, undefined, false and empty text are left out
 */
export function el(tag, attributes, ...children) {
  const [name, ...classes] = tag.split('.');
  const element = document.createElement(name);
  if (classes.length > 0)
    element.className = classes.join(' ');
  return filled(element, attributes, children);
}

/** An SVG element, in the same way, its classes among the attributes. */
export const svg = (name, attributes, ...children) => filled(document.createElementNS(svgNamespace, name), attributes, children);

/** A button that does one thing. */
export const button = (label, act, attributes = {}) => el('button', { type: 'button', onclick: act, ...attributes }, label);

/** A part that opens on demand; its content is made when it is opened for the first time. */
export function disclosure(summary, make, attributes = {}) {
  const details = el('details', attributes, el('summary', {}, summary));
  details.addEventListener('toggle', () => {
    if (details.open && details.childElementCount === 1)
      details.append(...[make()].flat());
  });
  return details;
}

function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (typeof value === 'function')
      element.addEventListener(name.replace(/^on/, ''), value);
    else if (value !== null && value !== undefined && value !== false)
      element.setAttribute(name, value === true ? '' : String(value));
  }

  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined && child !== false && child !== '')
      element.append(child instanceof Node ? child : document.createTextNode(visible(child)));
  }

  return element;
}

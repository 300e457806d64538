// Small ways to build elements. Whatever comes from a student, a lab or the server goes in as text and nothing else.

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

/** An HTML element. Attributes that are null, undefined or false are left out; children are nodes or text. */
export const el = (name, attributes, ...children) => filled(document.createElement(name), attributes, children);

/** An SVG element, in the same way. */
export const svg = (name, attributes, ...children) => filled(document.createElementNS(svgNamespace, name), attributes, children);

/** A button that does one thing. */
export function button(label, act, attributes = {}) {
  const element = el('button', { type: 'button', ...attributes }, label);
  element.addEventListener('click', act);
  return element;
}

/** A part that opens on demand; its content is made when it is opened for the first time. */
export function disclosure(summary, make, attributes = {}) {
  const details = el('details', attributes, el('summary', {}, ...[summary].flat()));
  details.addEventListener('toggle', () => {
    if (details.open && details.childElementCount === 1)
      details.append(...[make()].flat());
  });
  return details;
}

function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value !== null && value !== undefined && value !== false)
      element.setAttribute(name, value === true ? '' : String(value));
  }

  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined && child !== false && child !== '')
      element.append(child instanceof Node ? child : document.createTextNode(visible(child)));
  }

  return element;
}

// A text area with line numbers, and what is wrong as a list beneath: for screen readers, phones, old browsers, and whoever
// likes it better. Tab moves on, as everywhere on the page; Ctrl+] and Ctrl+[ indent.
import { watchProblems } from './language.js';
import { listProblems, summary } from './problems.js';

const indent = '    ';
const ways = 'Control plus Enter checks it. Control plus the closing bracket indents a line, with the opening bracket it is taken back; Tab moves on.';
let made = 0;

/** The same face as createEditor's; `note` is shown above. */
export function createPlainEditor(host, { text = '', label = 'Your code', readOnly = false, languagePath, note }) {
  const id = `plain-editor-${++made}`;
  const area = element('textarea', 'plain-text', { id, spellcheck: false, readOnly, wrap: 'off', value: normal(text) });
  for (const [name, value] of Object.entries({ autocapitalize: 'off', autocomplete: 'off', autocorrect: 'off' }))
    area.setAttribute(name, value);
  const numbers = element('div', 'plain-numbers');
  numbers.setAttribute('aria-hidden', 'true');
  const name = element('label', 'plain-label', { htmlFor: id, textContent: label });
  const help = element('p', 'visually-hidden', { id: `${id}-help`, textContent: ways });
  area.setAttribute('aria-describedby', help.id);
  const frame = element('div', 'plain-frame');
  frame.append(numbers, area);
  const count = element('p', 'plain-count');
  count.setAttribute('role', 'status');
  const list = element('ol', 'plain-problems');
  list.setAttribute('aria-label', 'Problems');

  host.classList.add('lab-editor', 'lab-editor-plain');
  const warning = note ? [element('p', 'editor-note', { textContent: note })] : [];
  warning.forEach(one => one.setAttribute('role', 'note'));
  host.replaceChildren(...warning, name, frame, help, ...(languagePath ? [count, list] : []));

  const changed = new Set();
  const submitted = new Set();
  let marks = [];
  let problems = [];

  const draw = () => drawNumbers(numbers, area.value, problems, marks);
  const watch = languagePath && !readOnly ? watchProblems({
    path: languagePath,
    getText: () => area.value,
    getLine: () => (document.activeElement === area ? lineAt(area.value, area.selectionStart) : undefined),
    show: found => {
      problems = found;
      const errors = found.filter(one => one.isError).length;
      count.textContent = summary(errors, found.length - errors);
      listProblems(list, found, line => reveal(line));
      draw();
    },
  }) : undefined;

  const reveal = (line, focus = true) => {
    const lines = area.value.split('\n');
    const at = Math.min(Math.max(1, line), lines.length);
    const start = lines.slice(0, at - 1).reduce((sum, one) => sum + one.length + 1, 0);
    const height = parseFloat(getComputedStyle(area).lineHeight);
    area.scrollTop = Math.max(0, (at - 1) * height - area.clientHeight / 2);
    if (!focus)
      return;
    area.focus({ preventScroll: true });
    area.setSelectionRange(start, start + lines[at - 1].length);
  };

  const tell = isTyped => {
    draw();
    watch?.changed(isTyped);
    changed.forEach(one => one(area.value));
  };

  area.addEventListener('input', () => tell(true));
  area.addEventListener('scroll', () => { numbers.scrollTop = area.scrollTop; });
  area.addEventListener('keyup', () => watch?.moved());
  area.addEventListener('click', () => watch?.moved());
  area.addEventListener('keydown', event => onKey(event, area, () => submitted.forEach(one => one())));
  draw();
  watch?.changed(false);

  return {
    getText: () => area.value,
    setText: next => {
      if (area.value === normal(next))
        return;
      area.value = normal(next);
      tell(false);
    },
    onChange: one => joined(changed, one),
    onSubmit: one => joined(submitted, one),
    focus: () => area.focus(),
    markLines: lines => {
      marks = lines;
      draw();
    },
    revealLine: line => reveal(line, false),
    layout: draw,
    dispose: () => {
      watch?.stop();
      host.classList.remove('lab-editor-plain');
      host.replaceChildren();
    },
  };
}

function onKey(event, area, submit) {
  const isCommand = event.ctrlKey || event.metaKey;
  if (isCommand && event.key === 'Enter') {
    event.preventDefault();
    submit();
  } else if (area.readOnly) {
    return;
  } else if (isCommand && (event.key === ']' || event.key === '[')) {
    event.preventDefault();
    shift(area, event.key === ']');
  } else if (event.key === 'Enter' && !event.shiftKey && !event.altKey && !event.isComposing) {
    event.preventDefault();
    const line = area.value.slice(area.value.lastIndexOf('\n', area.selectionStart - 1) + 1, area.selectionStart);
    const depth = line.match(/^\s*/)[0] + (line.trimEnd().endsWith('{') ? indent : '');
    write(area, `\n${depth}`);
  }
}

function shift(area, deeper) {
  const { value, selectionStart, selectionEnd } = area;
  const from = value.lastIndexOf('\n', selectionStart - 1) + 1;
  const to = value.indexOf('\n', selectionEnd) < 0 ? value.length : value.indexOf('\n', selectionEnd);
  const lines = value.slice(from, to).split('\n');
  const moved = lines.map(line => (deeper ? indent + line : line.replace(/^ {1,4}|^\t/, ''))).join('\n');
  area.setSelectionRange(from, to);
  write(area, moved);
  const first = (deeper ? indent.length : -Math.min(indent.length, lines[0].match(/^ */)[0].length));
  if (selectionStart === selectionEnd)
    area.setSelectionRange(Math.max(from, selectionStart + first), Math.max(from, selectionStart + first));
  else
    area.setSelectionRange(from, from + moved.length);
}

// The one way to write that Ctrl+Z takes back.
function write(area, text) {
  if (!document.execCommand('insertText', false, text)) {
    area.setRangeText(text, area.selectionStart, area.selectionEnd, 'end');
    area.dispatchEvent(new Event('input'));
  }
}

function drawNumbers(numbers, text, problems, marks) {
  const kinds = new Map();
  for (const one of problems)
    kinds.set(one.line, one.isError || kinds.get(one.line) === 'error' ? 'error' : 'warning');
  for (const { line, endLine = line, kind } of marks)
    for (let at = line; at <= endLine; at++)
      kinds.set(at, kind);
  const lines = text.split('\n').length;
  numbers.replaceChildren(...Array.from({ length: lines }, (_, index) => {
    const number = element('span', '', { textContent: String(index + 1) });
    if (kinds.has(index + 1))
      number.dataset.kind = kinds.get(index + 1);
    return number;
  }));
}

const lineAt = (text, position) => text.slice(0, position).split('\n').length;

const normal = text => text.replace(/\r\n?/g, '\n');

function joined(set, one) {
  set.add(one);
  return () => set.delete(one);
}

function element(kind, className, properties = {}) {
  const made = document.createElement(kind);
  made.className = className;
  return Object.assign(made, properties);
}

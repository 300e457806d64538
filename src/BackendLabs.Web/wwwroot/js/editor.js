// The code editor: Monaco, or a plain text area where it is asked for or Monaco cannot be loaded. Both have one face:
//   getText setText onChange onSubmit focus markLines revealLine layout dispose
import { createPlainEditor } from './plain-editor.js';
import { attachLanguage } from './language.js';
import { escapeMarkdown, loadMonaco, looks } from './monaco.js';
import { showProblems } from './problems.js';

const ways = 'Control plus Enter checks it. Escape, then Tab, leaves it; Control plus M switches whether Tab indents or moves on.';
const failed = 'The full editor could not be loaded. This plain one checks your code all the same; reload the page to try again.';

/**
 * @param {HTMLElement} host is filled; its size is the editor's.
 * @param {{text?: string, label?: string, readOnly?: boolean, plain?: boolean, languagePath?: string}} options
 *   languagePath: the lab's address in the API, for problems, completion and help as one types; none without it.
 */
export async function createEditor(host, options = {}) {
  if (options.plain)
    return createPlainEditor(host, options);
  try {
    return build(await loadMonaco(), host, options);
  } catch (error) {
    console.warn(error);
    return createPlainEditor(host, { ...options, note: failed });
  }
}

/** What Escape closes before it does anything else. */
const closable = '.suggest-widget.visible, .parameter-hints-widget.visible, .find-widget.visible';

let texts = 0;

function build(monaco, host, { text = '', label = 'Your code', readOnly = false, languagePath }) {
  const pane = document.createElement('div');
  pane.className = 'editor-pane';
  const status = document.createElement('div');
  status.className = 'editor-status';
  host.classList.add('lab-editor');
  host.replaceChildren(pane, ...(languagePath ? [status] : []));

  const model = monaco.editor.createModel(text, 'csharp', monaco.Uri.parse(`inmemory://lab/${++texts}.csx`));
  model.setEOL(monaco.editor.EndOfLineSequence.LF);
  const editor = monaco.editor.create(pane, {
    ...looks(),
    model,
    readOnly,
    ariaLabel: readOnly ? label : `${label}. ${ways}`,
  }, { storageService: remembered(monaco) });
  // Monaco calls the two places where it speaks landmarks, both without a name.
  for (const place of document.querySelectorAll('.monaco-status')) place.setAttribute('role', 'status');
  const marked = editor.createDecorationsCollection();
  letTabLeave(monaco, editor, pane);
  const language = languagePath
    ? attachLanguage(monaco, editor, model, languagePath, problems => showProblems(status, problems, line => reveal(line, true)))
    : undefined;

  const reveal = (line, focus = false) => {
    const at = Math.min(Math.max(1, line), model.getLineCount());
    editor.revealLineInCenterIfOutsideViewport(at, monaco.editor.ScrollType.Smooth);
    if (focus) {
      editor.setPosition({ lineNumber: at, column: model.getLineFirstNonWhitespaceColumn(at) || 1 });
      editor.focus();
    }
  };

  return {
    getText: () => model.getValue(monaco.editor.EndOfLinePreference.LF),
    setText: next => replace(editor, model, next),
    onChange: tell => ends(model.onDidChangeContent(() => tell(model.getValue(monaco.editor.EndOfLinePreference.LF)))),
    onSubmit: tell => ends(editor.addAction({
      id: 'lab.check',
      label: 'Check my code',
      keybindings: [monaco.KeyMod.CtrlCmd | monaco.KeyCode.Enter],
      contextMenuGroupId: 'navigation',
      run: () => tell(),
    })),
    focus: () => editor.focus(),
    markLines: lines => marked.set(lines.map(line => decoration(monaco, model, line))),
    revealLine: line => reveal(line),
    layout: () => editor.layout(),
    dispose: () => {
      language?.dispose();
      editor.dispose();
      model.dispose();
      host.replaceChildren();
    },
  };
}

// Where Monaco keeps its habits. The one that matters: what is written about a suggestion is shown beside the list.
function remembered(monaco) {
  const kept = new Map([['expandSuggestionDocs', true]]);
  const quiet = new monaco.Emitter().event;
  const get = (key, _scope, otherwise) => kept.get(key) ?? otherwise;
  return {
    onDidChangeValue: quiet, onDidChangeTarget: quiet, onWillSaveState: quiet,
    get, getBoolean: get, getNumber: get,
    store: (key, value) => kept.set(key, value),
    remove: key => kept.delete(key),
  };
}

// Monaco takes Tab for itself. Escape says that the next one is the browser's, unless it closed something of Monaco's.
function letTabLeave(monaco, editor, pane) {
  let leaves = false;
  editor.onKeyDown(event => {
    if (event.keyCode === monaco.KeyCode.Tab && leaves)
      event.stopPropagation();
    else if (event.keyCode === monaco.KeyCode.Escape)
      leaves = !pane.querySelector(`:is(${closable})`) && !document.querySelector(`.overflowingContentWidgets :is(${closable})`);
    else if (event.keyCode !== monaco.KeyCode.Shift)
      leaves = false;
  });
  editor.onDidBlurEditorText(() => { leaves = false; });
}

// As an edit, so that Ctrl+Z brings back what a reset took away.
function replace(editor, model, text) {
  if (text === model.getValue())
    return;
  editor.pushUndoStop();
  model.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null);
  editor.pushUndoStop();
}

function decoration(monaco, model, { line, endLine = line, kind, message }) {
  const last = model.getLineCount();
  const words = message ? { value: escapeMarkdown(message) } : undefined;
  return {
    range: new monaco.Range(Math.min(line, last), 1, Math.min(endLine, last), 1),
    options: {
      isWholeLine: true,
      className: `lab-line lab-line-${kind}`,
      glyphMarginClassName: kind === 'hover' ? undefined : `lab-glyph lab-glyph-${kind}`,
      glyphMarginHoverMessage: words,
      hoverMessage: words,
      zIndex: kind === 'hover' ? 2 : 1,
    },
  };
}

const ends = disposable => () => disposable.dispose();

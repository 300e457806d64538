// What the compiler knows, while one types: problems, completion, parameters, meanings. Each question carries the whole
// text; one that is no longer wanted is cancelled.
import { api } from './api.js';
import { escapeMarkdown } from './monaco.js';

const pause = 250;
/** So long after the last key what is wrong on the line that is being written is shown too: until then it is unfinished. */
const thought = 1_300;

/** What comes as more than this at once was pasted, or put there by the page. */
const longestTyped = 200;

const paths = new Map();
let isRegistered = false;

/** @returns {{dispose(): void}} */
export function attachLanguage(monaco, editor, model, path, tell) {
  register(monaco);
  const key = model.uri.toString();
  paths.set(key, path);
  const problems = watchProblems({
    path,
    getText: () => model.getValue(monaco.editor.EndOfLinePreference.LF),
    getLine: () => (editor.hasTextFocus() ? editor.getPosition()?.lineNumber : undefined),
    show: found => {
      monaco.editor.setModelMarkers(model, 'lab', found.map(one => marker(monaco, one)));
      tell(found);
    },
  });
  const changes = model.onDidChangeContent(event => problems.changed(event.changes.every(one => one.text.length <= longestTyped)));
  const moves = editor.onDidChangeCursorPosition(() => problems.moved());
  problems.changed(false);
  return {
    dispose() {
      paths.delete(key);
      problems.stop();
      changes.dispose();
      moves.dispose();
    },
  };
}

/**
 * Asks for what is wrong a moment after each change. What stands on the line that is being written is held back until
 * the writer pauses or leaves it; while a half-written line hides what is wrong elsewhere, that stays as it was.
 * @returns {{changed(isTyped: boolean): void, moved(): void, stop(): void}}
 */
export function watchProblems({ path, getText, getLine, show }) {
  let asking, timer, later, shown = [], found = [], typedAt = 0, writing, isStopped = false;

  const present = () => {
    clearTimeout(later);
    const wait = typedAt + thought - performance.now();
    const line = getLine();
    const held = wait > 0 && line !== undefined && line === writing ? found.filter(one => one.line <= line && one.endLine >= line) : [];
    const now = found.filter(one => !held.includes(one));
    if (held.length) {
      later = setTimeout(present, wait);
      if (!now.length && held.some(one => one.isError))
        return;
    }
    shown = now;
    show(shown);
  };

  const ask = async () => {
    asking?.abort();
    const mine = asking = new AbortController();
    const text = getText();
    try {
      const answer = await api.post(`${path}/diagnostics`, { source: text }, { signal: mine.signal });
      if (asking !== mine || isStopped)
        return;
      found = answer.diagnostics;
      present();
    } catch (error) {
      if (!mine.signal.aborted && !isStopped)
        timer = setTimeout(ask, 1_000 * Math.max(2, error.retryAfter ?? 5));
    }
  };

  return {
    changed(isTyped) {
      typedAt = isTyped ? performance.now() : -thought;
      writing = getLine();
      clearTimeout(timer);
      timer = setTimeout(ask, pause);
    },
    moved() {
      if (found.length !== shown.length && getLine() !== writing)
        present();
    },
    stop() {
      isStopped = true;
      clearTimeout(timer);
      clearTimeout(later);
      asking?.abort();
    },
  };
}

function register(monaco) {
  if (isRegistered)
    return;
  isRegistered = true;
  monaco.languages.registerCompletionItemProvider('csharp', {
    triggerCharacters: ['.'],
    provideCompletionItems: async (model, position, _, token) => {
      const answer = await ask(model, position, 'completions', token);
      if (!answer)
        return { suggestions: [] };
      const word = model.getWordUntilPosition(position);
      const range = new monaco.Range(position.lineNumber, word.startColumn, position.lineNumber, position.column);
      return { incomplete: answer.isIncomplete, suggestions: answer.items.map((item, index) => suggestion(monaco, item, index, range)) };
    },
  });
  monaco.languages.registerSignatureHelpProvider('csharp', {
    signatureHelpTriggerCharacters: ['(', ',', '[', '<'],
    signatureHelpRetriggerCharacters: [')'],
    provideSignatureHelp: async (model, position, token) => {
      const answer = await ask(model, position, 'signatures', token);
      return answer?.signatures?.length ? { value: signatures(answer), dispose() { } } : null;
    },
  });
  monaco.languages.registerHoverProvider('csharp', {
    provideHover: async (model, position, token) => {
      const answer = await ask(model, position, 'hover', token);
      return answer?.signature ? hover(monaco, answer) : null;
    },
  });
}

/** @returns {Promise<object|undefined>} nothing where nobody knows, or nobody wants to know any more. */
async function ask(model, position, what, token) {
  const path = paths.get(model.uri.toString());
  if (!path)
    return undefined;
  const wanted = new AbortController();
  token.onCancellationRequested(() => wanted.abort());
  try {
    return await api.post(
      `${path}/${what}`,
      { source: model.getValue(), line: position.lineNumber, column: position.column },
      { signal: wanted.signal });
  } catch {
    // Help that does not come is no error of the writer's; the next key asks again.
    return undefined;
  }
}

function marker(monaco, one) {
  const isPoint = one.endLine === one.line && one.endColumn <= one.column;
  return {
    severity: one.isError ? monaco.MarkerSeverity.Error : monaco.MarkerSeverity.Warning,
    message: one.hint ? `${one.message}\n${one.hint}` : one.message,
    code: one.id,
    startLineNumber: one.line,
    startColumn: isPoint && one.column > 1 ? one.column - 1 : one.column,
    endLineNumber: one.endLine,
    endColumn: isPoint ? one.column + 1 : one.endColumn,
  };
}

function suggestion(monaco, item, index, range) {
  const kinds = monaco.languages.CompletionItemKind;
  return {
    label: item.label,
    kind: kinds[item.kind[0].toUpperCase() + item.kind.slice(1)] ?? kinds.Text,
    detail: item.detail ?? undefined,
    documentation: item.documentation ? { value: escapeMarkdown(item.documentation) } : undefined,
    insertText: item.insertText,
    filterText: item.label,
    sortText: String(index).padStart(4, '0'),
    tags: item.isDeprecated ? [monaco.languages.CompletionItemTag.Deprecated] : undefined,
    range,
  };
}

function signatures(answer) {
  return {
    activeSignature: answer.activeSignature,
    activeParameter: answer.activeParameter,
    signatures: answer.signatures.map(one => ({
      label: one.label,
      documentation: one.documentation ? { value: escapeMarkdown(one.documentation) } : undefined,
      parameters: places(one).map((label, index) => ({
        label,
        documentation: one.parameters[index].documentation ? { value: escapeMarkdown(one.parameters[index].documentation) } : undefined,
      })),
    })),
  };
}

/** Where in the label each parameter stands: from the end, for what stands before may read alike. */
function places({ label, parameters }) {
  let end = label.length;
  return parameters.map(one => one.label).reverse().map(words => {
    const start = label.lastIndexOf(words, end - words.length);
    const place = [start, start + words.length];
    end = start;
    return place;
  }).reverse();
}

function hover(monaco, answer) {
  const fence = '`'.repeat(Math.max(3, ...(answer.signature.match(/`+/g) ?? []).map(ticks => ticks.length + 1)));
  const contents = [{ value: `${fence}csharp\n${answer.signature}\n${fence}` }];
  if (answer.documentation)
    contents.push({ value: escapeMarkdown(answer.documentation) });
  return { range: new monaco.Range(answer.line, answer.column, answer.endLine, answer.endColumn), contents };
}

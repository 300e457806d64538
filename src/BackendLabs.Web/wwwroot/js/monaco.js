// Loads Monaco once, on first need: its loader is AMD, this page's scripts are modules.
import { currentTheme, watchTheme } from './scheme.js';

const home = new URL('../_content/BlazorMonaco/lib/monaco-editor/min/', import.meta.url).href;
const patience = 15_000;
let loading;

/** Resolves to Monaco's namespace; rejects where it cannot be had. The next call tries again. */
export function loadMonaco() {
  loading ??= begin().catch(error => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function begin() {
  self.MonacoEnvironment = { getWorkerUrl: () => new URL('./editor-worker.js', import.meta.url).href };
  await addScript(`${home}vs/loader.js`);
  const amd = self.require;
  amd.config({ paths: { vs: `${home}vs` } });
  const monaco = await inTime(new Promise((resolve, reject) => amd(['vs/editor/editor.main'], resolve, reject)));
  await addNewerWords(monaco);
  watchTheme(theme => {
    defineThemes(monaco);
    monaco.editor.setTheme(nameOf(theme));
  });
  return monaco;
}

/** The options that every editor of ours has. */
export function looks() {
  const style = getComputedStyle(document.documentElement);
  return {
    language: 'csharp',
    theme: nameOf(currentTheme()),
    automaticLayout: true,
    fontFamily: style.getPropertyValue('--mono').trim() || 'ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace',
    fontSize: 14,
    lineHeight: 21,
    padding: { top: 8, bottom: 8 },
    minimap: { enabled: false },
    scrollBeyondLastLine: false,
    glyphMargin: true,
    lineNumbersMinChars: 3,
    folding: false,
    wordWrap: 'on',
    wrappingIndent: 'indent',
    tabSize: 4,
    insertSpaces: true,
    detectIndentation: false,
    wordBasedSuggestions: false,
    quickSuggestions: { other: true, comments: false, strings: false },
    suggest: { showStatusBar: false, preview: false },
    links: false,
    colorDecorators: false,
    codeLens: false,
    lightbulb: { enabled: false },
    fixedOverflowWidgets: true,
    renderLineHighlight: 'line',
    smoothScrolling: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    cursorSmoothCaretAnimation: false,
    'semanticHighlighting.enabled': false,
  };
}

/** @param {'light'|'dark'} theme */
const nameOf = theme => (theme === 'dark' ? 'lab-dark' : 'lab-light');

/** Text that markdown shows as it is. */
export const escapeMarkdown = text => text.replace(/[\\`*_{}[\]()#+\-.!<>&|~]/g, '\\$&').replace(/\n/g, '  \n');

function addScript(address) {
  return inTime(new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = address;
    script.onload = () => resolve();
    script.onerror = () => {
      script.remove();
      reject(new Error(`${address} could not be loaded`));
    };
    document.head.append(script);
  }));
}

function inTime(promise) {
  return Promise.race([
    promise,
    new Promise((_, reject) => setTimeout(() => reject(new Error('The editor took too long to load')), patience)),
  ]);
}

// Its C# is of some years ago: without records, patterns and texts between three quotation marks.
async function addNewerWords(monaco) {
  const { language } = await monaco.languages.getLanguages().find(one => one.id === 'csharp').loader();
  language.keywords.push('record', 'init', 'required', 'with', 'not', 'and', 'or', 'when', 'nameof');
  language.tokenizer.root.unshift([/\$*"""/, { token: 'string.quote', next: '@rawText' }]);
  language.tokenizer.rawText = [[/"{3,}/, { token: 'string.quote', next: '@pop' }], [/[^"]+/, 'string'], [/"/, 'string']];
}

// Monaco's own colours on the page's ground, but for the few that a reader with weak eyes could not tell from it.
function defineThemes(monaco) {
  const surface = surfaceColour();
  const ground = surface ? { 'editor.background': surface, 'editorGutter.background': surface } : {};
  monaco.editor.defineTheme('lab-light', {
    base: 'vs',
    inherit: true,
    rules: [{ token: 'comment', foreground: '2f5a1f' }, { token: 'number', foreground: '065c3c' }],
    colors: {
      ...ground, 'editorLineNumber.foreground': '#5c6773', 'editorLineNumber.activeForeground': '#1b1f24',
      ...differences('1a', '33'),
    },
  });
  monaco.editor.defineTheme('lab-dark', {
    base: 'vs-dark',
    inherit: true,
    rules: [
      { token: 'comment', foreground: '8ec07c' }, { token: 'delimiter', foreground: 'd4d4d4' },
      { token: 'keyword', foreground: '7ab4e4' }, { token: 'string', foreground: 'd9a28c' },
    ],
    colors: {
      ...ground, 'editorLineNumber.foreground': '#9aa0a6', 'editorLineNumber.activeForeground': '#f0f0f0',
      ...differences('1a', '29'),
    },
  });
}

// Lines, and the words in them, no darker than lets code be read on them.
const differences = (line, words) => ({
  'diffEditor.insertedLineBackground': `#3fb950${line}`, 'diffEditor.insertedTextBackground': `#3fb950${words}`,
  'diffEditor.removedLineBackground': `#f85149${line}`, 'diffEditor.removedTextBackground': `#f85149${words}`,
});

// The page's token is a colour for light and one for dark; which of them it is, an element that wears it knows.
// Monaco takes hexadecimal digits only.
function surfaceColour() {
  const wearer = document.createElement('i');
  wearer.style.backgroundColor = 'var(--surface)';
  document.body.append(wearer);
  const parts = /^rgb\((\d+), (\d+), (\d+)\)$/.exec(getComputedStyle(wearer).backgroundColor);
  wearer.remove();
  return parts && `#${parts.slice(1).map(part => Number(part).toString(16).padStart(2, '0')).join('')}`;
}

// Loads Monaco once, on first need: its loader is AMD, this page's scripts are modules.
import { watchTheme } from './editor-theme.js';

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

/** @param {'light'|'dark'} theme */
export const nameOf = theme => (theme === 'dark' ? 'lab-dark' : 'lab-light');

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
  const ground = { ...colour('editor.background', '--surface'), ...colour('editorGutter.background', '--surface') };
  monaco.editor.defineTheme('lab-light', {
    base: 'vs',
    inherit: true,
    rules: [{ token: 'comment', foreground: '3f6b2c' }, { token: 'number', foreground: '086b46' }],
    colors: { ...ground, 'editorLineNumber.foreground': '#5c6773', 'editorLineNumber.activeForeground': '#1b1f24' },
  });
  monaco.editor.defineTheme('lab-dark', {
    base: 'vs-dark',
    inherit: true,
    rules: [{ token: 'comment', foreground: '8ec07c' }, { token: 'delimiter', foreground: 'd4d4d4' }],
    colors: { ...ground, 'editorLineNumber.foreground': '#9aa0a6', 'editorLineNumber.activeForeground': '#f0f0f0' },
  });
}

// Monaco takes no other notation than this one.
function colour(name, token) {
  const value = getComputedStyle(document.documentElement).getPropertyValue(token).trim();
  return /^#[0-9a-f]{6}$/i.test(value) ? { [name]: value } : {};
}

// Monaco's worker: the differences between two texts, invisible characters. From our own address and without eval, as the
// content security policy asks. Its words are loaded ahead: left to itself, the loader would first try whether it may
// evaluate text, and the browser would report that.
const monaco = new URL('../_content/BlazorMonaco/lib/monaco-editor/min/', self.location.href).href;
self.MonacoEnvironment = { baseUrl: monaco };
importScripts(`${monaco}vs/base/worker/workerMain.js`, `${monaco}vs/base/common/worker/simpleWorker.nls.js`);

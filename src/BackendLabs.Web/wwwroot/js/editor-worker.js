// Monaco's worker (the differences between two texts, invisible characters), from our own address.
const monaco = new URL('../_content/BlazorMonaco/lib/monaco-editor/min/', self.location.href).href;
self.MonacoEnvironment = { baseUrl: monaco };
importScripts(`${monaco}vs/base/worker/workerMain.js`);

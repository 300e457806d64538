// Two texts and what is different between them, in Monaco or as a plain list. Either is to be disposed of.
import { loadMonaco, looks } from './monaco.js';
import { createPlainDiff } from './plain-diff.js';

const lineHeight = 21;
const wide = 700;

/**
 * @param {{before: string, after: string, label?: string, plain?: boolean}} options
 * @returns {Promise<{dispose: () => void}>}
 */
export async function createDiff(host, options) {
  if (options.plain)
    return createPlainDiff(host, options);
  try {
    return build(await loadMonaco(), host, options);
  } catch (error) {
    console.warn(error);
    return createPlainDiff(host, options);
  }
}

function build(monaco, host, { before, after, label = 'Differences' }) {
  const pane = document.createElement('div');
  pane.className = 'editor-pane';
  host.classList.add('lab-editor');
  host.replaceChildren(pane);
  const models = [before, after].map(text => monaco.editor.createModel(text, 'csharp'));
  const editor = monaco.editor.createDiffEditor(pane, {
    ...looks(),
    readOnly: true,
    originalEditable: false,
    ignoreTrimWhitespace: false,
    diffWordWrap: 'on',
    renderOverviewRuler: false,
    ariaLabel: `${label}. F7 goes to the next difference.`,
    originalAriaLabel: `${label}: before`,
    modifiedAriaLabel: `${label}: after`,
  });
  editor.setModel({ original: models[0], modified: models[1] });
  for (const side of [editor.getOriginalEditor(), editor.getModifiedEditor()])
    side.updateOptions({ domReadOnly: true });
  const lines = models.map(model => model.getLineCount());
  const observer = new ResizeObserver(() => requestAnimationFrame(() => pane.isConnected && fit(editor, host, lines)));
  observer.observe(host);
  return {
    dispose: () => {
      observer.disconnect();
      editor.dispose();
      models.forEach(model => model.dispose());
      host.replaceChildren();
    },
  };
}

// Side by side where there is room, else one beneath the other; as high as the lines need.
function fit(editor, host, lines) {
  const isWide = host.clientWidth >= wide;
  editor.updateOptions({ renderSideBySide: isWide });
  host.style.setProperty('--diff-height', `${lineHeight * (isWide ? Math.max(...lines) + 2 : lines[0] + lines[1])}px`);
}

// Two texts and what is different between them, in Monaco or as a plain list. Both have one face: layout dispose
import { loadMonaco, looks } from './monaco.js';
import { createPlainDiff } from './plain-diff.js';

/** @param {{before: string, after: string, label?: string, plain?: boolean}} options */
export async function createDiff(host, options) {
  const lines = [options.before, options.after].map(text => text.split('\n').length);
  host.style.setProperty('--diff-height', `${21 * (isWide(host) ? Math.max(...lines) + 2 : lines[0] + lines[1])}px`);
  if (options.plain)
    return createPlainDiff(host, options);
  try {
    return build(await loadMonaco(), host, options);
  } catch (error) {
    console.warn(error);
    return createPlainDiff(host, options);
  }
}

const isWide = host => host.clientWidth >= 700;

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
    renderSideBySide: isWide(host),
    ariaLabel: `${label}. F7 goes to the next difference.`,
    originalAriaLabel: `${label}: before`,
    modifiedAriaLabel: `${label}: after`,
  });
  editor.setModel({ original: models[0], modified: models[1] });
  for (const side of [editor.getOriginalEditor(), editor.getModifiedEditor()])
    side.updateOptions({ domReadOnly: true });
  return {
    layout: () => {
      editor.updateOptions({ renderSideBySide: isWide(host) });
      editor.layout();
    },
    dispose: () => {
      editor.dispose();
      models.forEach(model => model.dispose());
      host.replaceChildren();
    },
  };
}

// What a lab's page and the playground have in common: the editor and its draft, and a run from Ctrl+Enter to what came of it.
import { api } from './api.js';
import { el } from './dom.js';
import { keepDraft } from './draft.js';
import { createEditor } from './editor.js';
import { arrangePanes } from './panes.js';
import { renderProgress } from './results.js';
import { followRun, startRun } from './run.js';
import { recall, remember } from './storage.js';

const PLAIN = 'plain-editor';

const find = (id) => document.getElementById(id);

/**
 * @typedef {object} Page what a page does of its own
 * @property {string} button the id of what begins a run, as Ctrl+Enter does
 * @property {string} question asked before the starter takes the place of what was written
 * @property {() => void} onStart what the run before has left goes, but for the report
 * @property {(detail: object|null) => void} onEnd the attempt with its report; null where it was stopped
 * @property {(error: Error) => void} onFailure nothing came of it
 * @property {(answer: object) => void} [onAccepted] what the server said as it took it
 */

export class Workbench {
  #place = find('workbench');
  #starter = find('starter').content.textContent;
  #page;
  #panes;
  #draft;
  #editor = null;
  #marks = [];
  #run = null;

  /** Whether a plain text area is wanted. */
  isPlain = recall(PLAIN) === 'yes';

  /** @param {Page} page */
  constructor(page) {
    this.#page = page;
    /** The lab's address in the API. */
    this.path = this.#place.dataset.path ?? `/api/labs/${this.#place.dataset.lab}`;
    /** The address of attempts in the API. */
    this.attempts = this.#place.dataset.attempts ?? '/api/attempts';
    this.#panes = arrangePanes(this.#place, { onLayout: () => this.#editor?.layout() });
    this.#draft = keepDraft({
      path: `${this.path}/draft`,
      lab: this.#place.dataset.key ?? this.#place.dataset.lab,
      marksPastes: this.#place.dataset.session !== undefined,
      text: find('text').value,
      revision: Number(this.#place.dataset.revision),
      say: (state, words) => {
        find('saved').textContent = words;
        find('saved').dataset.state = state;
      },
      onConflict: (theirs) => this.#showConflict(theirs),
    });
  }

  /** Opens the editor, and goes on with a run that was under way when the page was left. */
  async open() {
    await this.#openEditor(this.isPlain);
    this.#takeUpKept();
    this.#listen();
    if (this.#place.dataset.running) this.#follow(this.#place.dataset.running);
    else this.#setRunning(false); // until here the button would have done nothing
  }

  get isRunning() {
    return this.#run !== null;
  }

  get text() {
    return this.#editor.getText();
  }

  /** Puts a text in place of what is there; Ctrl+Z brings that back. */
  write(text) {
    this.#editor.setText(text);
    this.#draft.change(text);
    this.#panes.show('code');
    this.#editor.focus();
  }

  mark(lines) {
    this.#marks = lines;
    this.#editor.markLines(lines);
  }

  reveal(line) {
    this.#panes.show('code');
    this.#editor.revealLine(line);
  }

  /** Saves what is written now, as far as the server lets it. */
  save() {
    return this.#draft.flush();
  }

  showCode() {
    this.#panes.show('code');
  }

  showResults() {
    this.#panes.show('results');
  }

  #listen() {
    find(this.#page.button).addEventListener('click', () => this.#start());
    find('cancel')?.addEventListener('click', () => this.#run?.cancel());
    for (const kind of ['paste', 'drop']) find('editor').addEventListener(kind, () => this.#draft.paste(), { capture: true });
    find('plain').addEventListener('click', () => this.#openEditor(find('plain').getAttribute('aria-pressed') !== 'true'));
    find('reset').addEventListener('click', () => this.#reset());
    addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.defaultPrevented || document.querySelector('dialog[open]')) return;
      event.preventDefault();
      this.#start();
    });
  }

  // ---- What is written ------------------------------------------------------------------------------------------------

  async #openEditor(plain) {
    const text = this.#editor ? this.text : find('text').value;
    this.#editor?.dispose();
    find('editor').replaceChildren();
    find('plain').setAttribute('aria-pressed', String(plain));
    this.isPlain = plain;
    remember(PLAIN, plain ? 'yes' : 'no');
    this.#editor = await createEditor(find('editor'), { text, label: 'Your code', plain, languagePath: this.path });
    this.#editor.onChange(() => this.#draft.change(this.text));
    this.#draft.change(this.text); // what was typed before that
    this.#editor.onSubmit(() => this.#start());
    this.#editor.markLines(this.#marks);
  }

  #reset() {
    if (this.text !== this.#starter && confirm(this.#page.question)) this.write(this.#starter);
  }

  #showConflict(theirs) {
    find('conflict').hidden = false;
    const settle = (text) => {
      this.#draft.settle(theirs, text);
      find('conflict').hidden = true;
      this.#editor.focus();
    };
    find('take-theirs').onclick = () => {
      this.#editor.setText(theirs.text);
      settle(null);
    };
    find('keep-mine').onclick = () => settle(this.text);
  }

  // The server was away when the page was left: what was written then is here, and only here.
  #takeUpKept() {
    const kept = this.#draft.kept();
    if (!kept || kept.text === this.text || kept.revision < Number(this.#place.dataset.revision)) return;
    this.#editor.setText(kept.text);
    this.#draft.change(kept.text);
  }

  // ---- What is run ----------------------------------------------------------------------------------------------------

  #start() {
    if (this.isRunning) return;
    this.#page.onStart();
    find('report').replaceChildren(el('p.sending.empty', {}, 'Sending your code …'));
    this.mark([]);
    this.showResults();
    this.#toItsEnd(startRun(`${this.path}/attempts`, this.text, this.#handlers(this.text)));
    this.#draft.flush();
  }

  #follow(id) {
    this.#toItsEnd({ result: followRun(id, this.#handlers()), cancel: () => api.delete(`${this.attempts}/${id}`).catch(() => {}) });
  }

  async #toItsEnd(run) {
    this.#run = run; // first: Stop and a second Ctrl+Enter look for it
    this.#setRunning(true);
    try {
      const detail = await run.result;
      find('progress').replaceChildren();
      this.#page.onEnd(detail);
    } catch (error) {
      find('progress').replaceChildren();
      this.#page.onFailure(error);
    } finally {
      this.#run = null;
      this.#setRunning(false);
    }
  }

  #handlers(source) {
    return {
      attempts: this.attempts,
      onAccepted: (answer) => this.#page.onAccepted?.(answer),
      onEvent: (event) => renderProgress(find('progress'), event, { source, revealLine: (line) => this.reveal(line) }),
      onAway: (away) => {
        this.#place.classList.toggle('away', away);
        if (away) find('progress').textContent = 'The server does not answer. Trying again; nothing is lost.';
      },
    };
  }

  #setRunning(running) {
    find(this.#page.button).disabled = running;
    if (find('cancel')) find('cancel').hidden = !running;
    this.#place.classList.toggle('running', running);
  }
}

// What is written, saved as one types: on the server, and in this browser for as long as the server has not answered.
import { api, ApiError } from './api.js';
import { forget, recallObject, remember } from './storage.js';

const PAUSE = 500;
const AGAIN = 3000;

/**
 * @param {{path: string, lab: string, marksPastes?: boolean, text: string, revision: number, say: (state: 'saved'|'saving'|'kept', words: string) => void, onConflict: (theirs: {text: string, revision: number}) => void}} options
 */
export function keepDraft({ path, lab, marksPastes = false, text, revision, say, onConflict }) {
  const key = `draft:${lab}`;
  let saved = text;
  let latest = text;
  let timer = 0;
  let sending = null;
  let conflict = false;
  let pasted = false;

  async function send() {
    if (sending || conflict || latest === saved) return;
    const sent = latest;
    say('saving', 'Saving …');
    const wasPasted = pasted;
    pasted = false;
    sending = api.put(path, { text: sent, revision, ...(marksPastes ? { pasted: wasPasted } : {}) });
    try {
      ({ revision } = await sending);
      saved = sent;
      if (latest === sent) {
        forget(key);
        say('saved', 'Saved');
      }
    } catch (error) {
      pasted ||= wasPasted;
      if (error instanceof ApiError && error.status === 409 && error.body?.text !== undefined) {
        conflict = true;
        onConflict(error.body);
      } else if (error instanceof ApiError && error.status >= 400 && error.status < 500 && error.status !== 429) {
        say('kept', error.message);
        if (error.retryAfter) timer = setTimeout(send, error.retryAfter * 1000);
      } else {
        say('kept', 'Not saved yet: the server does not answer. Kept in this browser.');
        timer = setTimeout(send, error.retryAfter ? error.retryAfter * 1000 : AGAIN);
      }
    } finally {
      sending = null;
    }
    if (latest !== saved && latest !== sent) schedule();
  }

  function schedule() {
    clearTimeout(timer);
    timer = setTimeout(send, PAUSE);
  }

  function change(text) {
    latest = text;
    if (latest === saved) return;
    remember(key, { text, revision });
    schedule();
  }

  // A tab that is closed or hidden may not come back.
  addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') send();
  });
  addEventListener('online', send);

  return {
    change,
    /** Says that what changes next was pasted. */
    paste: () => {
      pasted = true;
    },
    /** Sends what is not yet on the server, e.g. before a check. */
    flush: async () => {
      clearTimeout(timer);
      await sending?.catch(() => {});
      await send();
    },
    /** Goes on from another window's text, or writes over it. */
    settle: (theirs, mine) => {
      conflict = false;
      revision = theirs.revision;
      saved = theirs.text;
      latest = mine ?? theirs.text;
      if (latest === saved) forget(key);
      else schedule();
    },
    /** A text that this browser kept because the server did not answer; null where there is none. */
    kept: () => recallObject(key),
  };
}

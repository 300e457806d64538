// One attempt, from the button to its report.
import { api, freshKey, isAway } from './api.js';

const AGAIN = 1500;
const AFTER_CLOSING = 15_000;

/**
 * @param {string} path of the lab's attempts
 * @param {{attempts?: string, onAccepted?: (answer: {id: string}) => void, onEvent: (event: {kind: string, data: any}) => void, onAway: (away: boolean) => void}} handlers
 * @returns {{result: Promise<any|null>, cancel: () => void}} the attempt's detail; null where it was cancelled
 */
export function startRun(path, source, handlers) {
  const key = freshKey();
  const { attempts = '/api/attempts' } = handlers;
  let answer = null;
  let cancelled = false;
  const result = (async () => {
    // The key makes it the same attempt, however often it has to be sent.
    for (;;) {
      try {
        answer = await api.post(path, { source }, { headers: { 'Idempotency-Key': key } });
        break;
      } catch (error) {
        if (!isAway(error)) throw error;
        handlers.onAway(true);
        await pause(AGAIN);
        if (cancelled) return null;
      }
    }
    handlers.onAway(false);
    handlers.onAccepted?.(answer);
    if (cancelled) await api.delete(`${attempts}/${answer.id}`);
    return followRun(answer.id, handlers);
  })();
  return {
    result,
    cancel: () => {
      cancelled = true;
      if (answer) api.delete(`${attempts}/${answer.id}`).catch(() => {});
    },
  };
}

/** Follows an attempt that was accepted before, e.g. by this page before it was loaded again. */
export function followRun(id, handlers) {
  const { attempts = '/api/attempts', onEvent, onAway } = handlers;
  return new Promise((resolve) => {
    const events = new EventSource(`${attempts}/${id}/events`);
    events.onopen = () => onAway(false);
    events.onerror = () => {
      onAway(true);
      // The browser tries again by itself, but gives up for good on an answer that is an error.
      if (events.readyState === EventSource.CLOSED) setTimeout(() => followRun(id, handlers).then(resolve), AGAIN);
    };
    for (const kind of ['queued', 'started', 'progress']) events.addEventListener(kind, (event) => onEvent({ kind, data: JSON.parse(event.data) }));
    // So many of this person's windows follow something that the oldest had to make room.
    events.addEventListener('closed', () => {
      events.close();
      setTimeout(() => followRun(id, handlers).then(resolve), AFTER_CLOSING);
    });
    events.addEventListener('ended', (event) => {
      events.close();
      onAway(false);
      const detail = JSON.parse(event.data);
      resolve(detail.attempt?.state === 'cancelled' ? null : detail);
    });
  });
}

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

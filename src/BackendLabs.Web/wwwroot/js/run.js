// One attempt, from the button to its report.
import { api, freshKey, OfflineError } from './api.js';

const AGAIN = 1500;
const AFTER_CLOSING = 15_000;

/**
 * @param {string} path of the lab's attempts
 * @param {{onAccepted?: (id: string) => void, onEvent: (event: {kind: string, data: any}) => void, onAway: (away: boolean) => void}} handlers
 * @returns {{result: Promise<any|null>, cancel: () => void}} the attempt's detail; null where it was cancelled
 */
export function startRun(path, source, handlers) {
  const key = freshKey();
  let id = null;
  let cancelled = false;
  const result = (async () => {
    // The key makes it the same attempt, however often it has to be sent.
    for (;;) {
      try {
        ({ id } = await api.post(path, { source }, { headers: { 'Idempotency-Key': key } }));
        break;
      } catch (error) {
        if (!(error instanceof OfflineError)) throw error;
        handlers.onAway(true);
        await pause(AGAIN);
        if (cancelled) return null;
      }
    }
    handlers.onAway(false);
    handlers.onAccepted?.(id);
    if (cancelled) await api.delete(`/api/attempts/${id}`);
    return followRun(id, handlers);
  })();
  return {
    result,
    cancel: () => {
      cancelled = true;
      if (id) api.delete(`/api/attempts/${id}`).catch(() => {});
    },
  };
}

/** Follows an attempt that was accepted before, e.g. by this page before it was loaded again. */
export function followRun(id, { onEvent, onAway }) {
  return new Promise((resolve) => {
    const events = new EventSource(`/api/attempts/${id}/events`);
    events.onopen = () => onAway(false);
    events.onerror = () => {
      onAway(true);
      // The browser tries again by itself, but gives up for good on an answer that is an error.
      if (events.readyState === EventSource.CLOSED) setTimeout(() => followRun(id, { onEvent, onAway }).then(resolve), AGAIN);
    };
    for (const kind of ['queued', 'started', 'progress']) events.addEventListener(kind, (event) => onEvent({ kind, data: JSON.parse(event.data) }));
    // So many of this person's windows follow something that the oldest had to make room.
    events.addEventListener('closed', () => {
      events.close();
      setTimeout(() => followRun(id, { onEvent, onAway }).then(resolve), AFTER_CLOSING);
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

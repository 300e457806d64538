// How far a run is, in words and as a share.

/** @returns {{words: string, spoken: string, share: number|null}|null} Null for what is no progress. */
export function progressOf(event) {
  if (event.kind === 'queued')
    return queued(event.place ?? 0);
  if (event.kind === 'started')
    return { words: 'Starting', spoken: 'Starting', share: null };
  if (event.kind !== 'progress')
    return null;
  switch (event.stage) {
    case 'compiling':
      return { words: 'Compiling', spoken: 'Compiling', share: 0.05 };
    case 'running':
      return { words: 'Running', spoken: 'Running the checks', share: 0.15 };
    case 'checking': {
      const words = `Check ${event.number} of ${event.count}`;
      return { words: event.detail ? `${words}: ${event.detail}` : words, spoken: 'Running the checks', share: 0.15 + 0.85 * Math.max(0, event.number - 1) / Math.max(1, event.count) };
    }
    default:
      return { words: event.detail ? `Starting: ${event.detail}` : 'Starting', spoken: 'Starting', share: null };
  }
}

function queued(place) {
  const words = place <= 0 ? 'Next in line' : place === 1 ? 'One is before you' : `${place} are before you`;
  return { words: `Waiting. ${words}.`, spoken: `Waiting. ${words}.`, share: null };
}

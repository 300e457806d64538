// How far a run is, in words and as a share.

/** @returns {{words: string, spoken: string, share: number|null}|null} Null for what is no progress. */
export function progressOf({ kind, data }) {
  if (kind === 'queued')
    return queued(data.place ?? 0);
  if (kind === 'started')
    return { words: 'Starting', spoken: 'Starting', share: null };
  if (kind !== 'progress')
    return null;
  switch (data.stage) {
    case 'compiling':
      return { words: 'Compiling', spoken: 'Compiling', share: 0.05 };
    case 'running':
      return { words: 'Running', spoken: 'Running the checks', share: 0.15 };
    case 'checking': {
      const words = `Check ${data.number} of ${data.count}`;
      return { words: data.detail ? `${words}: ${data.detail}` : words, spoken: 'Running the checks', share: 0.15 + 0.85 * Math.max(0, data.number - 1) / Math.max(1, data.count) };
    }
    default:
      return { words: data.detail ? `Starting: ${data.detail}` : 'Starting', spoken: 'Starting', share: null };
  }
}

function queued(place) {
  const words = place <= 0 ? 'Next in line' : place === 1 ? 'One is before you' : `${place} are before you`;
  return { words: `Waiting. ${words}.`, spoken: `Waiting. ${words}.`, share: null };
}

// What this browser keeps between visits. Storage may be full or forbidden: then the page does without, and asks again.

/** @returns {string|null} */
export function recall(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** What was kept as JSON; null where there is none, or where it cannot be read. */
export function recallObject(key) {
  try {
    return JSON.parse(recall(key));
  } catch {
    return null;
  }
}

/** Keeps a text, or anything else as JSON. */
export function remember(key, value) {
  try {
    localStorage.setItem(key, typeof value === 'string' ? value : JSON.stringify(value));
  } catch {
    // The next visit begins as usual.
  }
}

export function forget(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing to forget.
  }
}

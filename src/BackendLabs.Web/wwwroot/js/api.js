// The one way to the server. Answers are JSON; what is refused comes as an ApiError with words for a person.

export class ApiError extends Error {
  constructor(status, title, detail, retryAfter, body) {
    super(detail ? `${title} ${detail}` : title);
    this.status = status;
    this.title = title;
    this.detail = detail;
    this.retryAfter = retryAfter;
    this.body = body;
  }
}

/** The server could not be reached at all. */
export class OfflineError extends Error {
  constructor() {
    super('The server does not answer. Your text is kept in this browser.');
  }
}

/** Whether the same may be sent again in a moment: nobody answers, or the server's store is away. */
export const isAway = (error) => error instanceof OfflineError || (error instanceof ApiError && error.status === 503);

export const token = document.querySelector('meta[name="csrf-token"]')?.content ?? '';

async function request(method, path, body, { headers = {}, signal, keepalive } = {}) {
  const options = { method, headers: { Accept: 'application/json', ...headers }, signal, keepalive, credentials: 'same-origin' };
  if (method !== 'GET') options.headers['X-CSRF-TOKEN'] = token;
  if (body !== undefined) {
    options.headers['Content-Type'] = 'application/json';
    options.body = JSON.stringify(body);
  }
  let response;
  try {
    response = await fetch(path, options);
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new OfflineError();
  }
  const answer = response.headers.get('Content-Type')?.includes('json') ? await response.json() : null;
  if (response.ok) return answer;
  const wait = Number(response.headers.get('Retry-After'));
  throw new ApiError(response.status, answer?.title ?? `The server answered ${response.status}.`, answer?.detail, wait > 0 ? wait : undefined, answer);
}

export const api = {
  get: (path, options) => request('GET', path, undefined, options),
  post: (path, body, options) => request('POST', path, body ?? {}, options),
  put: (path, body, options) => request('PUT', path, body, options),
  delete: (path, options) => request('DELETE', path, undefined, options),
};

/** A key that no two posts share. crypto.randomUUID is there on secure pages only, and a class may have none. */
export function freshKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

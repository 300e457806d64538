// The session as it changes, for each of its pages.
import { setClock } from './exam-clock.js';

const AFTER_CLOSING = 15_000;
const AGAIN = 3000;

/** What the page came with. */
export function firstView() {
  const view = JSON.parse(document.getElementById('view').textContent);
  setClock(view.now);
  return view;
}

/** @param {(view: object) => void} onView */
export function followExam(session, onView) {
  const again = (wait) => setTimeout(() => followExam(session, onView), wait);
  const events = new EventSource(`/api/exam/${session}/events`);
  events.addEventListener('view', (event) => {
    const view = JSON.parse(event.data);
    setClock(view.now);
    onView(view);
  });
  // So many windows of this student follow something that the oldest had to make room.
  events.addEventListener('closed', () => {
    events.close();
    again(AFTER_CLOSING);
  });
  // The browser tries again by itself, but gives up for good on an answer that is an error.
  events.onerror = () => {
    if (events.readyState === EventSource.CLOSED) again(AGAIN);
  };
}

/** Says new messages of staff to those who cannot see them come. */
export function announceNew(before, view) {
  const fresh = view.messages.filter((message) => !before.messages.some((known) => known.number === message.number));
  const words = fresh.map((message) => `Message: ${message.text}`);
  if (before.state !== view.state && view.state === 'paused') words.push('The session is paused. The clocks stand.');
  if (before.state === 'paused' && view.state === 'working') words.push('The session goes on.');
  if (before.deadline && view.deadline && view.state === 'working' && before.state === 'working' && Date.parse(view.deadline) - Date.parse(before.deadline) > 5000) words.push('You have more time.');
  if (words.length > 0) document.getElementById('spoken').textContent = words.join(' ');
  return fresh;
}

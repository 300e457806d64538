// The server's clock. This browser's own is used only for how much time has gone by since the server said what time it is.

const MINUTES = [10, 5, 1];

let base = 0;
let since = 0;

/** @param {string} now what the server says */
export function setClock(now) {
  base = Date.parse(now);
  since = performance.now();
}

export const serverNow = () => base + performance.now() - since;

export const timeIn = (zone, moment, seconds = false) =>
  new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', ...(seconds ? { second: '2-digit' } : {}), hourCycle: 'h23' }).format(new Date(moment));

/** A day and a time, for what may be on another day. */
export const momentIn = (zone, moment) =>
  new Intl.DateTimeFormat('en-GB', { timeZone: zone, weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(moment));

export function spell(milliseconds) {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (number) => String(number).padStart(2, '0');
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/**
 * Shows the time that is left in the page's head, and says it at ten, five and one minutes.
 * @param {{view: () => object}} page
 */
export function runClock({ view }) {
  const place = document.getElementById('clock');
  const spoken = document.getElementById('spoken');
  let last = Infinity;
  let of = null;
  const tick = () => {
    const { state, deadline, until, zone } = view();
    const end = state === 'working' ? deadline : state === 'late' ? until : null;
    place.hidden = false;
    place.dataset.state = state;
    if (!end) {
      place.textContent = state === 'paused' ? 'Paused' : timeIn(zone, serverNow(), true);
      last = Infinity;
      return;
    }
    if (end !== of) last = Infinity; // an extension begins anew
    of = end;
    const left = Date.parse(end) - serverNow();
    place.textContent = `${state === 'late' ? 'Late: ' : ''}${spell(left)} left`;
    place.title = `Until ${timeIn(zone, end, true)} (${zone}) by the server's clock, which shows ${timeIn(zone, serverNow(), true)}`;
    place.classList.toggle('soon', left < 300_000);
    for (const minutes of MINUTES) {
      if (left <= minutes * 60_000 && last > minutes * 60_000 && last !== Infinity)
        spoken.textContent = `${minutes} minute${minutes === 1 ? '' : 's'} left.`;
    }
    last = left;
  };
  tick();
  return setInterval(tick, 500);
}

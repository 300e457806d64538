/**
 * How a moment is told.
 * @param {string} [zone] a session's; without it, where this browser is
 */
export const when = (moment, zone) => new Date(moment).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone });

/** How a moment is told. */
export const when = (moment) => new Date(moment).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });

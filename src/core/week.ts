/** Midnight at the start of a day so many days after today, where the server stands. */
export const midnightAfter = (now: Date, days: number): Date =>
  new Date(now.getFullYear(), now.getMonth(), now.getDate() + days);

/** The end of the week that a moment is in: Sunday is its seventh day, not the first of the next. */
export const endOfWeek = (now: Date): Date => midnightAfter(now, 8 - (now.getDay() || 7));

const two = (number: number): string => String(number).padStart(2, '0');

const dateOf = (at: Date): string =>
  `${String(at.getFullYear()).padStart(4, '0')}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;

const timeOf = (at: Date): string => `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;

/** How tasks show a moment: server local time; a fixed day in 1900 where there is none (operations.md 0.2, Q6). */
export const taskDate = (at: Date | null): string => (at ? `${dateOf(at)} ${timeOf(at)}` : '1900-01-01 00:00:00');

/** Server local time with a T and no zone; empty where there is none. */
export const localDateTime = (at: Date | null): string => (at ? `${dateOf(at)}T${timeOf(at)}` : '');

/** How GetDocumentTasks shows a moment: the first moment of the calendar where there is none (operations.md 0.2). */
export const sentinelDateTime = (at: Date | null): string => (at ? localDateTime(at) : '0001-01-01T00:00:00');

/** The day alone, server local; empty where there is none. */
export const localDate = (at: Date | null): string => (at ? dateOf(at) : '');

/** UTC to the second, with a Z. */
export const utcDateTime = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`;

const two = (number: number): string => (number < 10 ? `0${number}` : String(number));

const dateOf = (at: Date): string =>
  `${String(at.getFullYear()).padStart(4, '0')}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;

const timeOf = (at: Date): string => `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;

const NO_TASK_DATE = '1900-01-01 00:00:00';

/**
 * How tasks show a moment: server local time; a fixed day in 1900 where there is none
 * (docs/legacy/operations.md#types-and-dates).
 */
export const taskDate = (at: Date | null): string => (at ? `${dateOf(at)} ${timeOf(at)}` : NO_TASK_DATE);

/**
 * LEGACY: `1900` is for clients that read lists with what they read GetTask with; the pages of getTasks and GetTasks1
 * say that there is nothing (docs/legacy/operations.md#dates-without-a-value-in-lists).
 */
export type ListEmptyDates = 'empty' | '1900';

/** How getTasks and GetTasks1 show a moment that a task need not have. */
export const listDate = (at: Date | null, none: ListEmptyDates): string => (at || none === '1900' ? taskDate(at) : '');

/** Server local time with a T and no zone; empty where there is none. */
export const localDateTime = (at: Date | null): string => (at ? `${dateOf(at)}T${timeOf(at)}` : '');

/**
 * How GetDocumentTasks shows a moment: the first moment of the calendar where there is none
 * (docs/legacy/operations.md#types-and-dates).
 */
export const sentinelDateTime = (at: Date | null): string => (at ? localDateTime(at) : '0001-01-01T00:00:00');

/** The day alone, server local; empty where there is none. */
export const localDate = (at: Date | null): string => (at ? dateOf(at) : '');

/** UTC to the second, with a Z. */
export const utcDateTime = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`;

import { LARGEST_INT } from '../../../core/largest-int.ts';

/** The number of a task, an account or the like in an address or a form; null for what is none. */
export const readNumber = (text: string): number | null =>
  /^\d{1,10}$/.test(text) && Number(text) <= LARGEST_INT ? Number(text) : null;

/** The number of an account in an address; 0, which none has, for what is no number. */
export const personNumber = (text = ''): number => readNumber(text) ?? 0;

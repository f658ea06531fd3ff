import { LARGEST_INT } from '../../core/largest-int.ts';

/** A number that an id can be: a whole one of four bytes, as JSON number or as decimal text; null for anything else. */
export function idOf(value: unknown): number | null {
  if (typeof value === 'string' && !/^-?\d{1,10}$/.test(value)) return null;
  if (typeof value !== 'number' && typeof value !== 'string') return null;
  const id = Number(value);
  return Number.isInteger(id) && Math.abs(id) <= LARGEST_INT ? id : null;
}

/** The ids of a list, each once; none where it is left out, null where something of it is no id. */
export function idsOf(value: unknown): readonly number[] | null {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) return null;
  const ids = value.map(idOf);
  return ids.every((id) => id !== null) ? [...new Set(ids)] : null;
}

import type { Parameter } from '../contract/operation.ts';
import { bitOf } from '../../spellings.ts';

const DATE = bitOf('date');

/** A day in ISO 8601, with a time behind a T or none, with an offset or none: what the contract recommends. */
const USUAL = /^\s*\d{4}-\d\d-\d\d(?:T\d|Z|[+-]\d\d:|\s*$)/;

/** The bit of a date in one of the many forms that the original's readers took beside the recommended one; 0 for others. */
export const dateSpelling = ({ type }: Pick<Parameter, 'type'>, text: string): number =>
  type === 'dateTime' && !USUAL.test(text) ? DATE : 0;

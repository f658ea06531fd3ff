import type { Root } from '../answer/outcome.ts';

/** How a value is written: its name for people, and what it looks like. */
export interface Format {
  readonly shown: string;
  readonly pattern: RegExp;
}

const format = (shown: string, pattern: RegExp): Format => ({ shown, pattern });

export const INT = format('int', /^-?\d+$/);
export const TEXT = format('string', /^.*$/s);
export const GUID = format('GUID', /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
export const NUMBER = format('number', /^-?\d+(\.\d+)?$/);
/** Of the server's zone, as all that are not of UTC. */
export const DATE = format('yyyy-MM-dd HH:mm:ss', /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
export const DATE_TIME = format('yyyy-MM-ddTHH:mm:ss', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/);
export const DAY = format('yyyy-MM-dd', /^\d{4}-\d\d-\d\d$/);
export const UTC = format('yyyy-MM-ddTHH:mm:ssZ', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
export const MAJOR_MINOR = format('major.minor', /^\d+\.\d+$/);

/** One element or attribute of an answer. */
export interface Part {
  readonly name: string;
  /** Words are the only values there are; null for an element that holds others. */
  readonly format: Format | readonly string[] | null;
  /** For a person; names in backticks are code. */
  readonly means: string;
  /** What stands there where there is none; left out where there always is a value. */
  readonly none?: string;
  /** Left out, the element is there once. */
  readonly occurs?: 'maybe' | 'many';
  readonly attributes?: readonly Part[];
  readonly children?: readonly Part[];
}

/** What an operation answers where it does what it was asked for. */
export interface Answer {
  readonly root: Root;
  /** Beside `success`. */
  readonly attributes?: readonly Part[];
  readonly children?: readonly Part[];
  /** What has to be known beside the parts; names in backticks are code. */
  readonly note?: string;
}

export const part = (name: string, format: Part['format'], means: string, none?: string): Part => ({
  name,
  format,
  means,
  ...(none === undefined ? {} : { none }),
});

/** Puts what an element has into it. */
export const holding = (
  name: string,
  means: string,
  { occurs, attributes, children }: Pick<Part, 'occurs' | 'attributes' | 'children'>,
): Part => ({
  name,
  format: null,
  means,
  ...(occurs && { occurs }),
  ...(attributes && { attributes }),
  ...(children && { children }),
});

/** A part with the way to it: `Value/TaskId`, and `@success` for an attribute. */
export interface Place {
  readonly path: string;
  readonly part: Part;
}

/** Every part of an answer in its order, each with its place below the document element. */
export function placesOf(
  { attributes = [], children = [] }: Pick<Answer, 'attributes' | 'children'>,
  way = '',
): Place[] {
  return [
    ...attributes.map((part) => ({ path: `${way}@${part.name}`, part })),
    ...children.flatMap((part) => [{ path: way + part.name, part }, ...placesOf(part, `${way}${part.name}/`)]),
  ];
}

import { element, type XmlElement } from '../answer/document.ts';
import { HOUR_MS } from '../../../core/deadline.ts';
import { PERMISSIONS, RIGHT_TYPES } from '../../../core/vocabulary.ts';
import { RIGHT_LABELS } from '../values/vocabulary.ts';
const SHORT_LENGTH = 255;

/**
 * The first 255 characters, counted so that none is cut in half (docs/legacy/operations.md#instructions-and-comments).
 * They take two units each at the most: the rest of a text of millions is not looked at.
 */
export const short = (text: string): string =>
  text.length <= SHORT_LENGTH ? text : [...text.slice(0, 2 * SHORT_LENGTH)].slice(0, SHORT_LENGTH).join('');

/** A number; 0 for none. */
export const number = (name: string, value: number | null): XmlElement => element(name, String(value ?? 0));

/** A text; empty for none. */
export const text = (name: string, value: string | null): XmlElement => element(name, value ?? '');

/** How tasks spell a boolean (docs/legacy/operations.md#spellings-to-keep). */
export const bool = (value: boolean): string => (value ? 'True' : 'False');

/**
 * A moment some hours before the due date; none when the span is off or nothing is due, or when the span, which may
 * be any number, reaches back behind the year 1: no client's dateTime could hold it.
 */
export function before(dueAt: Date | null, hours: number): Date | null {
  if (!dueAt || hours <= 0) return null;
  const moment = new Date(dueAt.getTime() - hours * HOUR_MS);
  return moment.getFullYear() < 1 ? null : moment;
}

const rightTypeOf = (rightType: number): XmlElement => {
  const name = RIGHT_TYPES[rightType] ?? '';
  const label = name && RIGHT_LABELS[name];
  return element('RightType', [], { RightTypeId: String(rightType), RightTypeName: name, RightTypeText: label });
};

/** Written for each task, and made once. */
const KNOWN_RIGHT_TYPES = RIGHT_TYPES.map((_, rightType) => rightTypeOf(rightType));

/** The right that a task gives on its document (docs/legacy/operations.md#right-types). */
export const rightTypeElement = (rightType: number): XmlElement =>
  KNOWN_RIGHT_TYPES[rightType] ?? rightTypeOf(rightType);

const permissionOf = (name: string, isGranted: boolean): XmlElement =>
  element('Permission', [], { Name: name, Value: bool(isGranted) });

const KNOWN_PERMISSIONS = PERMISSIONS.map((name) => ({
  name,
  granted: permissionOf(name, true),
  denied: permissionOf(name, false),
}));

/** All permissions, granted or not, in their fixed order (docs/legacy/operations.md#other-enumerations). */
export const permissionsElement = (granted: readonly string[]): XmlElement =>
  element(
    'Permissions',
    KNOWN_PERMISSIONS.map((each) => (granted.includes(each.name) ? each.granted : each.denied)),
  );

import { UnreadableCall } from '../../../unreadable-call.ts';

/** Makes error D1 of docs/legacy/wire.md#dates. */
export const invalid = (): UnreadableCall => new UnreadableCall('String was not recognized as a valid DateTime.');

/** Makes error D2, with the 0-based index of the word. */
export const unknownWord = (index: number): UnreadableCall =>
  new UnreadableCall(
    `The string was not recognized as a valid DateTime. There is an unknown word starting at index ${index}.`,
  );

/** Makes error D3. */
export const wrongWeekday = (): UnreadableCall =>
  new UnreadableCall('String was not recognized as a valid DateTime because the day of week was incorrect.');

/** Makes error D4. */
export const notInCalendar = (): UnreadableCall =>
  new UnreadableCall(
    'The DateTime represented by the string is not supported in calendar System.Globalization.GregorianCalendar.',
  );

/** Makes the error for an offset that moves the date past the year 9999. */
export const outOfRange = (): UnreadableCall =>
  new UnreadableCall('The DateTime represented by the string is out of range.');

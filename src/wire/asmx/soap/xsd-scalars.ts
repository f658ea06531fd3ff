import type { Parameter, ScalarType, Value } from '../contract/operation.ts';
import { UnreadableCall } from '../../unreadable-call.ts';
import { readInt32 } from '../values/int32.ts';
import { throughWholeDay } from '../values/whole-day.ts';
import { readXsdDateTime } from './xsd-date-time.ts';

/**
 * Reads the text of a SOAP parameter as XmlConvert does (docs/legacy/wire.md#scalars). `now` is the day a time without
 * a date falls on.
 *
 * @throws UnreadableCall with the innermost text only: I1, I2, X1 or X2
 */
export function readXsd(type: ScalarType, text: string, now: Date): Value {
  switch (type) {
    case 'string':
      return text;
    case 'int':
      return readInt32(text);
    case 'boolean':
      return readXsdBoolean(text);
    case 'dateTime':
      return readXsdDateTime(text, now);
  }
}

/**
 * Reads the text of one parameter.
 *
 * @throws as `readXsd` does
 */
export const readParameter = (parameter: Parameter, text: string, now: Date): Value =>
  throughWholeDay(parameter, text, readXsd(parameter.type, text, now));

const BOOLEAN = /^[ \t\r\n]*(?:(true|1)|false|0)[ \t\r\n]*$/;

function readXsdBoolean(text: string): boolean {
  const match = BOOLEAN.exec(text);
  if (match === null)
    throw new UnreadableCall(`The string '${text}' is not a valid Boolean value.`, {
      reason: 'The string is not a valid Boolean value.',
    });
  return match[1] !== undefined;
}

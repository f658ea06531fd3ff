import type { ScalarType, Value } from '../contract/operation.ts';
import { UnreadableCall } from '../../unreadable-call.ts';
import { readClrDateTime } from './clr-date-time/read.ts';
import { readInt32 } from '../values/int32.ts';

const CLR_NAMES = { int: 'System.Int32', boolean: 'System.Boolean', dateTime: 'System.DateTime' } as const;

/**
 * Reads a form or query value as System.Convert does under the invariant culture (docs/legacy/wire.md#scalars). `now`
 * is the day a time without a date falls on.
 *
 * @throws UnreadableCall with the outer text of the framework's message; its `cause` is the UnreadableCall with the
 * inner one, because only the ` ---> ` between them is sent unencoded (docs/legacy/wire.md#bad-input-over-get-and-post)
 */
export function readClr(type: ScalarType, text: string, now: Date): Value {
  if (type === 'string') return text;
  try {
    if (type === 'int') return readInt32(text);
    if (type === 'boolean') return readClrBoolean(text);
    return readClrDateTime(text, now);
  } catch (cause) {
    if (!(cause instanceof UnreadableCall)) throw cause;
    throw new UnreadableCall(`Cannot convert ${text} to ${CLR_NAMES[type]}.\r\nParameter name: type`, {
      cause,
      reason: `Cannot convert to ${CLR_NAMES[type]}.`,
    });
  }
}

// Boolean.Parse trims NULs as well as white space, on both ends (docs/legacy/wire.md#scalars, sendTaskNotice table).

const BOOLEAN = /^[\s\0]*(?:(true)|false)[\s\0]*$/i;

function readClrBoolean(text: string): boolean {
  const match = BOOLEAN.exec(text);
  if (match === null) throw new UnreadableCall('String was not recognized as a valid Boolean.');
  return match[1] !== undefined;
}

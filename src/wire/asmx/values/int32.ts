import { UnreadableCall } from '../../unreadable-call.ts';

// Only ASCII white space and ASCII digits count; NULs may trail (docs/legacy/wire.md#integers, taskId table).

const INTEGER = /^[\t-\r ]*([+-]?[0-9]+)[\t-\r ]*\0*$/;

/**
 * Reads what Int32.Parse accepts, which form and SOAP share.
 *
 * @throws UnreadableCall with the framework's text, I1 or I2 of docs/legacy/wire.md#integers
 */
export function readInt32(text: string): number {
  const digits = INTEGER.exec(text)?.[1];
  if (digits === undefined) throw new UnreadableCall('Input string was not in a correct format.');
  const value = Number(digits);
  if (value > 2147483647 || value < -2147483648) {
    throw new UnreadableCall('Value was either too large or too small for an Int32.');
  }
  // `| 0` turns "-0" into 0.
  return value | 0;
}

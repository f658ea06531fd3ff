import type { RememberedChange } from '../../operations/sharing/sharing-store.ts';
import { charactersIn } from '../sql/characters.ts';

/** The characters that a change may send: what it says, and of the task as it was its shares. */
export const charactersOfChange = ({
  fields,
  sharing,
  reason,
  details,
  remembering,
  before,
}: RememberedChange): number =>
  charactersIn(fields) +
  charactersIn(sharing) +
  charactersIn(reason) +
  charactersIn(details) +
  charactersIn(remembering) +
  charactersIn(before?.shown.sharing);

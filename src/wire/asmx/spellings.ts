import type { Credential } from '../../core/access/credential.ts';
import { bitOf } from '../spellings.ts';
import { isTicketForm, isUsualTicket } from '../../core/access/ticket-form.ts';
import { isPlainVersion } from '../../core/tasks/workflow-attachment.ts';
import type { AsmxCall } from './call.ts';

const TICKET = bitOf('ticket');
const VERSION_NUMBER = bitOf('version-number');

/** The bits of the deprecated spellings of a call: those that it was read with, and those of what it says. */
export const spellingsOf = ({ spellings, values }: AsmxCall, credential: Credential): number =>
  spellings | ticketSpelling(credential) | versionSpelling(values.versionNumber);

function ticketSpelling(credential: Credential): number {
  if (credential.kind !== 'ticket' || isUsualTicket(credential.secret)) return 0;
  return isTicketForm(credential.secret) ? TICKET : 0;
}

const versionSpelling = (value: AsmxCall['values'][string] | undefined): number =>
  typeof value === 'number' && isPlainVersion(value) ? VERSION_NUMBER : 0;

import type { LiveTicket } from '../../../core/access/session.ts';
import { utcDateTime } from '../answer/date-texts.ts';

/** The attributes that tell about a session, in their order (docs/legacy/operations.md#tickets, LOGIN). */
export const sessionAttributes = ({ profile, expiresAt }: LiveTicket, ticket?: string): Record<string, string> => ({
  ...(ticket === undefined ? {} : { ticket }),
  userid: String(profile.id),
  username: profile.login,
  firstName: profile.firstName,
  lastName: profile.lastName,
  fullname: profile.fullName,
  email: profile.email,
  expireOn: utcDateTime(expiresAt),
  isAuthenticated: 'True',
});

import { isRefused } from '../../../core/refusal.ts';
import type { CurrentUser } from '../../../core/access/session.ts';
import { localDateTime } from '../answer/date-texts.ts';
import { element, type XmlElement } from '../answer/document.ts';
import { ticket, type Handler } from '../handler.ts';
import { redirectionElement } from './redirection-element.ts';

/**
 * The `<User>` element (docs/legacy/operations.md#the-user-element). Preferences that cannot be set here have the
 * original's defaults.
 */
export const userElement = (user: CurrentUser): XmlElement =>
  element(
    'User',
    [
      element('Preferences', [], {
        Language: user.language,
        DefaultPortal: '',
        ShowArchives: 'FALSE',
        ShowHiddens: 'FALSE',
        NotificationType: 'INSTANT',
        NotificationTypeId: '1',
        EmailType: 'HTML',
        AttachDocumentToEmail: 'FALSE',
      }),
      user.redirection ? redirectionElement(user.redirection) : element('TaskRedirection'),
    ],
    {
      exists: 'true',
      UserID: String(user.id),
      FirstName: user.firstName,
      LastName: user.lastName,
      Email: user.email,
      Enabled: 'TRUE',
      UserName: user.login,
      Domain: '',
      LastLogonDate: localDateTime(user.lastLogonAt),
      LastPasswordChangeDate: localDateTime(user.lastPasswordChangeAt),
      AuthenticationAuthority: 'Native',
      ReadOnlyUser: 'FALSE',
    },
  );

/** An anonymous caller is told what an expired ticket is told (docs/legacy/operations.md#getcurrentuser). */
export const getCurrentUser: Handler<'GetCurrentUser'> = async (parameters, call, { operations, outcomes }) => {
  const user = await operations.currentUser({ credential: ticket(call, parameters.authenticationTicket) });
  return isRefused(user) ? outcomes.refused('root', user) : outcomes.done('root', [userElement(user)]);
};

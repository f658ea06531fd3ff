import { hostname } from 'node:os';
import { localDateTime, utcDateTime } from '../answer/date-texts.ts';
import type { Handler } from '../handler.ts';

/** The release of the original whose contract this server keeps; clients branch on it. */
const COMPATIBLE_VERSION = '8.7.0.0';

/**
 * Nothing ends here. A client reads this into its own zone: the last day of the calendar would fall out of it east of
 * UTC, and some clients add days of grace.
 */
const SUBSCRIPTION_END = '2099-12-31T00:00:00Z';

/** Facts about a licence have no counterpart here: nothing is limited (docs/legacy/operations.md#serverinfo). */
export const serverInfo: Handler<'ServerInfo'> = (_parameters, _call, { outcomes, clock }) => {
  const now = clock();
  return Promise.resolve(
    outcomes.done('root', [], {
      VersionNumber: COMPATIBLE_VERSION,
      Server_date_time: localDateTime(now),
      Coordinated_Universal_Time: utcDateTime(now),
      UTC_Offset: String(-now.getTimezoneOffset() / 60),
      Company: 'Handover',
      ServerName: hostname(),
      LicenseCount: '2147483647',
      SubscriptionEndDate: SUBSCRIPTION_END,
      WindowsAuthenticationIsOn: 'false',
      WorkflowIsOn: 'true',
      AnonymousAccessIsOn: 'false',
      ComplianceModuleIsOn: 'true',
    }),
  );
};

import { hostname } from 'node:os';
import { localDateTime, utcDateTime } from '../answer/date-texts.ts';
import type { Handler } from '../handler.ts';

/** The release of the original whose contract this server keeps; clients branch on it. */
const COMPATIBLE_VERSION = '8.7.0.0';

/** operations.md 5 ServerInfo. Licence facts have no counterpart here: nothing is limited and nothing ends. */
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
      SubscriptionEndDate: '9999-12-31T23:59:59Z',
      WindowsAuthenticationIsOn: 'false',
      WorkflowIsOn: 'true',
      AnonymousAccessIsOn: 'false',
      ComplianceModuleIsOn: 'true',
    }),
  );
};

import { isAdministrator } from '../../core/access/caller.ts';
import { LANGUAGES } from '../../core/access/language.ts';
import type { LiveTicket } from '../../core/access/session.ts';

const COUNTRIES: Readonly<Record<(typeof LANGUAGES)[number], string>> = { en: 'US', de: 'DE', fr: 'FR', es: 'ES' };

function languageObject(preferred: string) {
  const code = LANGUAGES.find((language) => language === preferred) ?? LANGUAGES[0];
  const countryCode = COUNTRIES[code];
  return {
    id: LANGUAGES.indexOf(code) + 1,
    languageCode: code,
    countryCode,
    isoCode: code,
    locale: `${code}_${countryCode}`,
  };
}

/** A session and whose it is; passwords do not expire here, and there is one server. */
export function sessionObject({ profile, expiresAt }: LiveTicket, sessionId: string, now: Date) {
  const language = languageObject(profile.language);
  return {
    sessionId,
    instanceId: 1,
    expirationTime: expiresAt.toISOString(),
    userDetails: {
      userType: isAdministrator(profile) ? 'Administrator' : 'User',
      username: profile.login,
      fullName: profile.fullName,
      fingerprint: '',
      regionalSettingsLocale: language.locale,
      language,
    },
    lastUpdateTime: now.getTime(),
    daysToPwdExpire: -1,
    loginOutcome: 'SUCCESS',
  };
}

import type { RedirectionParty } from '../../../core/access/session.ts';
import { localDate } from '../answer/date-texts.ts';
import { element, type XmlElement } from '../answer/document.ts';

/** One redirection seen from one of its ends (docs/legacy/operations.md#the-taskredirection-element). */
export const redirectionElement = (party: RedirectionParty): XmlElement =>
  element('TaskRedirection', [
    element('UserId', String(party.userId)),
    element('UserName', party.login),
    element('FullName', party.fullName),
    element('Email', party.email),
    element('StartDate', localDate(party.startsAt)),
    element('EndDate', localDate(party.endsAt)),
  ]);

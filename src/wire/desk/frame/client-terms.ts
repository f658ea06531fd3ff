import type { ShownCredential } from '../../../core/shown-credential.ts';
import type { Spelling } from '../../spellings.ts';
import { inLanguages } from './language.ts';

interface ClientTerms {
  /** What a client shows to say who it is. */
  readonly credentials: Readonly<Record<ShownCredential, string>>;
  /** What is written otherwise than the contract has it (docs/legacy/wire.md#deprecated-spellings). */
  readonly spellings: Readonly<Record<Spelling, string>>;
}

/** What clients have on the page of those who call. */
export const clientTermsIn = inLanguages<ClientTerms>(
  {
    credentials: {
      anonymous: 'without a credential',
      ticket: 'by ticket',
      'api-key': 'by API key',
      session: 'at the desk',
      calendar: 'by the address of a calendar',
      'orkes-token': 'by token (Orkes)',
      'box-access': 'by token (Box)',
      'box-refresh': 'by refresh token (Box)',
      'sign-in': 'signs in',
      unknown: 'credential not known',
    },
    spellings: {
      path: 'case of srv.asmx',
      'parameter-case': 'case of parameter names',
      'parameter-namespace': 'namespace of parameters',
      'body-element': 'element in the body',
      'soap-action': 'SOAP action',
      'soap12-as-text': 'SOAP 1.2 as text/xml',
      'percent-u': '%uXXXX',
      date: 'form of dates',
      boolean: 'form of booleans',
      ticket: 'form of the ticket',
      'version-number': 'version not packed',
    },
  },
  {
    credentials: {
      anonymous: 'ohne Nachweis',
      ticket: 'mit Ticket',
      'api-key': 'mit API-Schlüssel',
      session: 'am Desk',
      calendar: 'mit der Adresse eines Kalenders',
      'orkes-token': 'mit Token (Orkes)',
      'box-access': 'mit Token (Box)',
      'box-refresh': 'mit Refresh-Token (Box)',
      'sign-in': 'meldet sich an',
      unknown: 'Nachweis nicht bekannt',
    },
    spellings: {
      path: 'Groß- und Kleinschreibung von srv.asmx',
      'parameter-case': 'Groß- und Kleinschreibung der Parameter',
      'parameter-namespace': 'Namensraum der Parameter',
      'body-element': 'Element im Body',
      'soap-action': 'SOAP-Action',
      'soap12-as-text': 'SOAP 1.2 als text/xml',
      'percent-u': '%uXXXX',
      date: 'Form der Datumsangaben',
      boolean: 'Form von true und false',
      ticket: 'Form des Tickets',
      'version-number': 'Version nicht gepackt',
    },
  },
);

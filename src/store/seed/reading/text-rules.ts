import { z } from 'zod';
import { isTicketForm } from '../../../core/access/ticket-form.ts';
import { isBoxAccessToken } from '../../../core/access/tokens.ts';
import { isNetwork } from '../../../core/access/networks.ts';
import { RIGHTS } from '../../../core/access/rights.ts';
import { EMAIL_ADDRESS } from '../../../core/access/email-address.ts';
import {
  isLanguageTag,
  LONGEST_EMAIL,
  LONGEST_NAME,
  LONGEST_PASSWORD,
  SHORTEST_PASSWORD,
} from '../../../core/access/account-texts.ts';

/** The rules of texts, in fixtures and on the command line: those of every API, each with words for what is wrong. */

/**
 * An entry of an index has 2704 bytes at the most, and a character up to three for each of its UTF-16 units, also in
 * lower case.
 */
const LONGEST_PATH = 800;

/** PostgreSQL keeps neither NUL nor half a character. */
const UNSTORABLE = /\0|\p{Surrogate}/u;

export const text = z.string().refine((value) => !UNSTORABLE.test(value), {
  error: 'expected text without NUL and broken characters',
  abort: true,
});

/** Names are shown on one line, and XML 1.0 has no place for most of these characters. */
const nameLike = text
  .max(LONGEST_NAME)
  .refine((value) => !/\p{Cc}/u.test(value), { error: 'expected a name without control characters', abort: true });

/** Names by which entries are found: logins, and those of teams, workflows, document types and API keys. */
export const name = nameLike
  .refine((value) => value !== '', { error: 'expected a name', abort: true })
  .refine((value) => value.trim() === value, 'expected a name without space around it');

/** A first or last name, which may be empty. */
export const personName = nameLike;

export const path = text
  .max(LONGEST_PATH)
  .regex(/^(\/[^/]+){2,}$/, 'expected a path such as "/Library/Folder/Name.pdf"');

/** No longer in any spelling than what is looked at when somebody signs on. */
export const password = text
  .max(LONGEST_PASSWORD)
  .refine(
    (value) => value.normalize('NFD').length <= LONGEST_PASSWORD,
    `expected ${LONGEST_PASSWORD} characters or fewer`,
  )
  .refine(
    (value) => [...value.normalize('NFC')].length >= SHORTEST_PASSWORD,
    `expected a password of ${SHORTEST_PASSWORD} characters or more`,
  );

/** What is stored of a password elsewhere, as an export has it. */
export const passwordHash = z
  .string()
  .regex(
    /^\$argon2id\$v=19\$m=\d{1,7},t=\d{1,3},p=\d{1,2}\$[\w+/]{10,100}\$[\w+/]{10,100}$/,
    'expected an argon2id hash',
  );

/** Empty for somebody who gets no mail. */
export const email = text
  .max(LONGEST_EMAIL)
  .refine((value) => value === '' || EMAIL_ADDRESS.test(value), 'expected an address such as jane.doe@example.com');

/**
 * Any: who has one the server does not speak gets its default (src/core/access/language.ts), and keeps it until it
 * does.
 */
export const language = z
  .string()
  .refine(isLanguageTag, 'expected the tag of a language such as de, or with a region, de-AT');

/** What an API key may be made for. */
export const right = z.enum(RIGHTS);

/** From where an API key works. */
export const network = z
  .string()
  .refine(isNetwork, 'expected an address or a network such as 10.0.0.0/8 or 2001:db8::/32');

/** The form of a secret is all that tells a key from a ticket or a token where either may come. */
export const apiKey = text
  .min(1)
  .refine((value) => !isTicketForm(value), 'expected a key that is no GUID, since tickets are')
  .refine((value) => !isBoxAccessToken(value), 'expected a key that begins otherwise than the tokens of Box');

/** What is stored of an API key. */
export const keyDigest = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'expected the SHA-256 digest of a key, in 64 hexadecimal digits');

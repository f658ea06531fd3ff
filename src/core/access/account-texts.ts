import { EMAIL_ADDRESS } from './email-address.ts';

/** PostgreSQL keeps neither NUL nor half a character, and names are shown on one line. */
const isOneLine = (text: string): boolean => !/\p{Cc}|\p{Surrogate}/u.test(text);

/** Shorter than an entry of an index may be, because people read them. */
export const LONGEST_NAME = 255;

/** An address ends where SMTP's does (RFC 5321). */
export const LONGEST_EMAIL = 254;

export const SHORTEST_PASSWORD = 8;

/** In UTF-16 units, in any spelling: a longer one would take as long as it likes to be computed. */
export const LONGEST_PASSWORD = 1024;

/** A login, or the name of a team or a key. */
export const isName = (text: string): boolean =>
  text !== '' && text.trim() === text && text.length <= LONGEST_NAME && isOneLine(text);

/** A first or last name, which may be empty. */
export const isPersonName = (text: string): boolean => text.length <= LONGEST_NAME && isOneLine(text);

/** Empty for somebody who gets no mail. */
export const isEmail = (text: string): boolean =>
  text === '' || (text.length <= LONGEST_EMAIL && isOneLine(text) && EMAIL_ADDRESS.test(text));

/** The tag of a language, whether the server speaks it or not. */
export const isLanguageTag = (text: string): boolean => /^[a-z]{2,3}([-_][a-z0-9]{2,8})*$/i.test(text);

/** As people count characters, however they are spelled. */
export const isPassword = (text: string): boolean =>
  !/\0|\p{Surrogate}/u.test(text) &&
  [...text.normalize('NFC')].length >= SHORTEST_PASSWORD &&
  text.normalize('NFD').length <= LONGEST_PASSWORD &&
  text.length <= LONGEST_PASSWORD;

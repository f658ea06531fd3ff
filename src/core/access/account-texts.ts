import { EMAIL_ADDRESS } from './email-address.ts';

/** PostgreSQL keeps neither NUL nor half a character, and names are shown on one line. */
const isOneLine = (text: string): boolean => !/\p{Cc}|\p{Surrogate}/u.test(text);

const LONGEST = 255;
const LONGEST_EMAIL = 254;
const SHORTEST_PASSWORD = 8;
const LONGEST_PASSWORD = 1024;

/** A login, or the name of a team or a key. */
export const isName = (text: string): boolean =>
  text !== '' && text.trim() === text && text.length <= LONGEST && isOneLine(text);

/** A first or last name, which may be empty. */
export const isPersonName = (text: string): boolean => text.length <= LONGEST && isOneLine(text);

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

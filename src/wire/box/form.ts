import type { Message } from '../dialect.ts';
import type { Trouble } from '../json/json-dialect.ts';

/** The fields of a form by their names; those without a value are not there. */
export type Form = ReadonlyMap<string, string>;

/** Reads a form. A field that is there twice has its first value. */
export function fieldsOf({ headers, body, bodyTooLarge }: Message): { readonly value: Form } | Trouble {
  if (bodyTooLarge) return { trouble: 'body-too-large' };
  const [type = ''] = (headers['content-type'] ?? FORM_TYPE).toLowerCase().split(';');
  if (type.trim() !== FORM_TYPE) return unreadable('', `the body has to be ${FORM_TYPE}`);
  const fields = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(body.toString('utf8'))) {
    // PostgreSQL holds no such text.
    if (value.includes('\0')) return unreadable(name, 'has U+0000, which no text may have');
    if (value !== '' && !fields.has(name)) fields.set(name, value);
  }
  return { value: fields };
}

const FORM_TYPE = 'application/x-www-form-urlencoded';

const unreadable = (field: string, message: string): Trouble => ({ trouble: 'body-unreadable', field, message });

/** Who calls by Basic, both parts written as in a form (RFC 6749 2.3.1). */
export function basicOf(header: string | undefined): { readonly id: string; readonly secret: string } | null {
  const [, encoded] = /^basic +([\w+/=-]+)\s*$/i.exec(header ?? '') ?? [];
  if (encoded === undefined) return null;
  const [id, ...rest] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  if (id === undefined || id === '' || rest.length === 0) return null;
  const [readId, secret] = [decoded(id), decoded(rest.join(':'))];
  return readId.includes('\0') || secret.includes('\0') ? null : { id: readId, secret };
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    // Not every client encodes it.
    return text;
  }
};

import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** What a server answered: the bytes as text, and whether it did what was asked. */
export interface Answer {
  readonly text: string;
  readonly isDone: boolean;
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  removeNSPrefix: true,
  // As they are: an instruction may look like a number.
  parseTagValue: false,
  parseAttributeValue: false,
  ignoreDeclaration: true,
});

/**
 * Gives an answer as JSON: attributes with @ before their names, all values as text, and of an envelope the body. What
 * is no XML, such as a line of text that says what could not be read, is one text.
 */
export function asJson(text: string): unknown {
  if (!isXml(text)) return text.trimEnd();
  const read: unknown = parser.parse(text);
  return inside(inside(read, 'Envelope'), 'Body');
}

const inside = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && name in value ? Reflect.get(value, name) : value;

const isXml = (text: string): boolean => XMLValidator.validate(text) === true;

/** An operation has answered, and not a page of sign-in on the way to it, or nothing at all. */
export const isAnswer = (text: string): boolean => {
  if (!isXml(text)) return false;
  const read: unknown = parser.parse(text);
  return !(typeof read === 'object' && read !== null && Object.keys(read).some((name) => /^html$/i.test(name)));
};

/** The answer itself says that it was not done. Operations call its element either way. */
export const isRefusal = (text: string): boolean => /<(root|response)\s[^>]*\bsuccess="false"/i.test(text);

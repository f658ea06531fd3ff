import type { Operation, Parameter, Value } from '../contract/operation.ts';
import { UnreadableCall } from '../../unreadable-call.ts';
import { localInstant, MIDNIGHT } from '../values/server-time.ts';
import { IllFormedXml, positionAt } from '../../xml/ill-formed.ts';
import { SERVICE_NAMESPACE } from './route.ts';
import type { ElementReader } from '../../xml/strict-reader.ts';
import { ignore, SKIPPED } from '../../xml/strict-reader.ts';
import { bitOf } from '../../spellings.ts';
import { dateSpelling } from '../values/usual-date.ts';
import { readParameter } from './xsd-scalars.ts';

export interface CallReader {
  /** The inside of the operation's element. Its children throw UnreadableCall for a value their type cannot hold. */
  readonly place: ElementReader;
  /**
   * One value for each parameter of the operation.
   *
   * @throws UnreadableCall
   */
  values(): Readonly<Record<string, Value>>;
  /** The element that each parameter of the operation was read from; undefined for one that has its default. */
  given(): readonly (GivenParameter | undefined)[];
  /** The bits of the deprecated spellings in the names of these elements. */
  markupSpellings(): number;
  /** The bits of the deprecated spellings in their texts. */
  valueSpellings(): number;
}

/** An element that stands for a parameter. */
export interface GivenParameter {
  /** The offset behind its end tag. */
  readonly end: number;
  /** The bits of the deprecated spellings in its name. */
  readonly spellings: number;
  /**
   * Its text, white space kept.
   *
   * @throws IllFormedXml when it has child elements
   */
  content(): string;
}

/**
 * Reads the parameters of one call, in any order, the first of a name; `document` is the text of the envelope, for
 * positions in messages. LEGACY: an absent value type has its default, an absent string is null
 * (docs/legacy/wire.md#soap-cases). An element that only differs in case or namespace from a parameter stands for it
 * when no exact one is there; the original ignored it (docs/legacy/wire.md#where-handover-differs).
 */
export function createCallReader({ parameters }: Operation, document: string, now: Date): CallReader {
  const exact = new Map<string, { readonly value: Value; readonly element: GivenParameter }>();
  const inexact = new Map<string, GivenParameter>();

  let inTexts = 0;

  const convert = (parameter: Parameter, element: GivenParameter): Value => {
    try {
      const text = element.content();
      inTexts |= dateSpelling(parameter, text);
      return readParameter(parameter, text, now);
    } catch (error) {
      if (!(error instanceof UnreadableCall) || error instanceof IllFormedXml) throw error;
      const { line, column } = positionAt(document, nodeAt(document, element.end));
      const what = `There is an error in XML document (${line}, ${column}). ---> `;
      throw new UnreadableCall(what + error.message, { reason: `${parameter.name}: ${what}${error.reason}` });
    }
  };

  const valueOf = (parameter: Parameter): Value => {
    const { name, type } = parameter;
    const exactly = exact.get(name);
    if (exactly) return exactly.value;
    const nearly = inexact.get(name);
    return nearly ? convert(parameter, nearly) : defaultOf(type);
  };

  const given = () => parameters.map(({ name }) => exact.get(name)?.element ?? inexact.get(name));

  return {
    place: {
      text: ignore,
      close: ignore,
      open({ uri, local }) {
        const exactly = uri === SERVICE_NAMESPACE ? parameters.find(({ name }) => name === local) : undefined;
        if (exactly && !exact.has(local)) {
          return createParameterElement(0, (element) =>
            exact.set(local, { value: convert(exactly, element), element }),
          );
        }
        const nearly = exactly ? undefined : parameters.find(({ name }) => name.toLowerCase() === local.toLowerCase());
        if (nearly && !inexact.has(nearly.name)) {
          const spellings =
            (nearly.name === local ? 0 : PARAMETER_CASE) | (uri === SERVICE_NAMESPACE ? 0 : PARAMETER_NAMESPACE);
          return createParameterElement(spellings, (element) => inexact.set(nearly.name, element));
        }
        return SKIPPED;
      },
    },

    values() {
      const values: Record<string, Value> = {};
      for (const parameter of parameters) values[parameter.name] = valueOf(parameter);
      return values;
    },

    given,
    markupSpellings: () => given().reduce((bits, element) => bits | (element?.spellings ?? 0), 0),
    valueSpellings: () => inTexts,
  };
}

const PARAMETER_CASE = bitOf('parameter-case');
const PARAMETER_NAMESPACE = bitOf('parameter-namespace');

function createParameterElement(spellings: number, close: (element: GivenParameter) => void): ElementReader {
  let content = '';
  let child: string | undefined;
  return {
    open({ name }) {
      child = name;
      return SKIPPED;
    },
    text(text) {
      content += text;
    },
    close(end) {
      close({
        end,
        spellings,
        content() {
          // LEGACY: the original met an element where it read text, and took that for bad XML
          // (docs/legacy/wire.md#soap-cases).
          if (child !== undefined)
            throw new IllFormedXml(`A parameter has a child element ${child}.`, {
              reason: 'A parameter has a child element.',
            });
          return content;
        },
      });
    },
  };
}

/** LEGACY: what a parameter is that the envelope leaves out (docs/legacy/wire.md#soap-cases). */
export function defaultOf(type: Parameter['type']): Value {
  switch (type) {
    case 'string':
      return null;
    case 'int':
      return 0;
    case 'boolean':
      return false;
    case 'dateTime':
      return localInstant({ year: 1, month: 1, day: 1 }, MIDNIGHT);
  }
}

const MARKUP = ['</', '<![CDATA[', '<!--', '<?', '<'];

/**
 * The offset .NET reports for the node at `offset`: behind the opening markup of a tag, at the first character of
 * anything else (docs/legacy/wire.md#soap-cases, "(L, C)").
 */
const nodeAt = (document: string, offset: number): number =>
  offset + (MARKUP.find((markup) => document.startsWith(markup, offset)) ?? '').length;

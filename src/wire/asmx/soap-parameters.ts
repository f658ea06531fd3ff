import type { Operation, Parameter, Value } from '../../contract/operation.ts';
import { UnreadableCall } from './call.ts';
import { localInstant, MIDNIGHT } from './server-time.ts';
import { IllFormedXml, positionAt } from './soap-ill-formed.ts';
import { SERVICE_NAMESPACE } from './soap-route.ts';
import type { Place } from './soap-xml.ts';
import { ignore, SKIPPED } from './soap-xml.ts';
import { readXsd } from './xsd-scalars.ts';

export interface CallReader {
  /** The inside of the operation's element. Its children throw UnreadableCall for a value their type cannot hold. */
  readonly place: Place;
  /** One value for each parameter of the operation. Throws UnreadableCall. */
  values(): Readonly<Record<string, Value>>;
}

/**
 * Reads the parameters of one call, in any order, the first of a name; `document` is the text of the
 * envelope, for positions in messages. LEGACY: an absent value type has its default, an absent string is
 * null (asmx-wire.md 8.2). An element that only differs in case or namespace from a parameter stands for it
 * when no exact one is there; the original ignored it (DESIGN.md 9).
 */
export function createCallReader({ parameters }: Operation, document: string, now: Date): CallReader {
  const exact = new Map<string, Value>();
  const inexact = new Map<string, () => Value>();

  const convert = (parameter: Parameter, element: ParameterElement, end: number): Value => {
    try {
      return readXsd(parameter.type, element.content(), now);
    } catch (error) {
      if (!(error instanceof UnreadableCall) || error instanceof IllFormedXml) throw error;
      const { line, column } = positionAt(document, nodeAt(document, end));
      throw new UnreadableCall(`There is an error in XML document (${line}, ${column}). ---> ${error.message}`);
    }
  };

  return {
    place: {
      text: ignore,
      close: ignore,
      open({ uri, local }) {
        const exactly = uri === SERVICE_NAMESPACE ? parameters.find(({ name }) => name === local) : undefined;
        if (exactly && !exact.has(local)) {
          return createParameterElement((element, end) => exact.set(local, convert(exactly, element, end)));
        }
        const nearly = exactly ? undefined : parameters.find(({ name }) => name.toLowerCase() === local.toLowerCase());
        if (nearly && !inexact.has(nearly.name)) {
          return createParameterElement((element, end) =>
            inexact.set(nearly.name, () => convert(nearly, element, end)),
          );
        }
        return SKIPPED;
      },
    },

    values() {
      const values: Record<string, Value> = {};
      for (const { name, type } of parameters) {
        values[name] = exact.get(name) ?? inexact.get(name)?.() ?? DEFAULTS[type]();
      }
      return values;
    },
  };
}

interface ParameterElement {
  /** Its text, white space kept. Throws IllFormedXml when it has child elements. */
  content(): string;
}

function createParameterElement(close: (element: ParameterElement, end: number) => void): Place {
  let content = '';
  let child: string | undefined;
  const element: ParameterElement = {
    content() {
      // LEGACY: the original met an element where it read text, and took that for bad XML (asmx-wire.md 8.2).
      if (child !== undefined) throw new IllFormedXml(`A parameter has a child element ${child}.`);
      return content;
    },
  };
  return {
    open({ name }) {
      child = name;
      return SKIPPED;
    },
    text(text) {
      content += text;
    },
    close: (end) => close(element, end),
  };
}

const DEFAULTS: Readonly<Record<Parameter['type'], () => Value>> = {
  string: () => null,
  int: () => 0,
  boolean: () => false,
  dateTime: () => localInstant({ year: 1, month: 1, day: 1 }, MIDNIGHT),
};

const MARKUP = ['</', '<![CDATA[', '<!--', '<?', '<'];

/**
 * The offset .NET reports for the node at `offset`: behind the opening markup of a tag, at the first
 * character of anything else (asmx-wire.md 8.2, "(L, C)").
 */
const nodeAt = (document: string, offset: number): number =>
  offset + (MARKUP.find((markup) => document.startsWith(markup, offset)) ?? '').length;

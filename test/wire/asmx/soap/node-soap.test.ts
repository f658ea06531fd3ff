import { expect } from 'chai';
import fc from 'fast-check';
import { WSDL } from 'soap';
import type { Operation, Parameter, Value } from '../../../../src/wire/asmx/contract/operation.ts';
import { srv } from '../../../../src/wire/asmx/contract/srv.ts';
import { readWsdl } from '../../../../src/wire/asmx/contract/wsdl.ts';
import { escapeText } from '../../../../src/wire/asmx/answer/document.ts';
import { createSoapDialect } from '../../../../src/wire/asmx/soap/soap.ts';
import { readXsd } from '../../../../src/wire/asmx/soap/xsd-scalars.ts';
import { message, NS11, NS12 } from './requests.ts';

const NOW = new Date(2024, 3, 1);
const asText = (text: string): string => text;

/** Reads envelopes with the WSDL as its guide and every scalar as text. */
async function createNodeSoapReader() {
  const wsdl = new WSDL(readWsdl(), '', {
    customDeserializer: { int: asText, boolean: asText, dateTime: asText },
  });
  // Its constructor drops this one.
  wsdl.options.preserveWhitespace = true;
  await new Promise<void>((resolve, reject) => wsdl.onReady((error) => (error ? reject(error) : resolve())));

  return ({ name, parameters }: Operation, document: string): Record<string, Value> => {
    const read = wsdl.xmlToObject(document) as { Body: Record<string, Record<string, string>> };
    const texts = read.Body[name] ?? {};
    return Object.fromEntries(parameters.map((each) => [each.name, readXsd(each.type, texts[each.name] ?? '', NOW)]));
  };
}

async function readByUs(document: string): Promise<Readonly<Record<string, Value>> | undefined> {
  let values: Readonly<Record<string, Value>> | undefined;
  const dialect = createSoapDialect({
    operations: srv,
    clock: () => NOW,
    dispatch: (call) => {
      values = call.values;
      return Promise.resolve({ document: { name: 'response', attributes: [], content: [] }, outcome: 'done' });
    },
  });
  await dialect.answer(message({ 'content-type': 'text/xml; charset=utf-8' }, document));
  return values;
}

// Without white space at its ends, which node-soap trims off CDATA whatever it is told.
const aString = fc
  .array(
    fc.constantFrom('a', 'Ż', '日', '😀', '<', '&', '"', "'", '>', '\n', ' ', '  ', '\t', ']]>', '&amp;', '<!--'),
    {
      minLength: 1,
      maxLength: 12,
    },
  )
  .map((parts) => `.${parts.join('')}.`);

const lexicalOf = {
  string: aString,
  int: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }).map(String),
  boolean: fc.constantFrom('true', 'false', '1', '0', ' true\n'),
  dateTime: fc.constantFrom('2024-04-15', '2024-04-15T17:00:00', '2024-04-15T17:00:00Z', '2024-04-15T17:00:00.5+02:00'),
};

/** node-soap knows no day without a time that lasts through. */
const lexicalFor = ({ type, wholeDay }: Parameter): fc.Arbitrary<string> =>
  wholeDay ? lexicalOf[type].filter((text) => text.includes('T')) : lexicalOf[type];

type Writing = (text: string) => string;
const writings: readonly Writing[] = [
  escapeText,
  (text) => Array.from(text, (char) => `&#${char.codePointAt(0)};`).join(''),
  (text) => `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`,
];

interface Layout {
  readonly namespace: string;
  readonly envelopePrefix: string;
  readonly callPrefix: string;
  readonly space: string;
  readonly start: string;
}

const aLayout = fc.record<Layout>({
  namespace: fc.constantFrom(NS11, NS12),
  envelopePrefix: fc.constantFrom('soap', 'SOAP-ENV', 's'),
  callPrefix: fc.constantFrom('', 'm'),
  space: fc.constantFrom('', ' ', '\n  '),
  start: fc.constantFrom('', '<?xml version="1.0" encoding="utf-8"?>', '<!-- a -->'),
});

function written({ name }: Operation, layout: Layout, elements: readonly (readonly [string, string])[]): string {
  const { namespace, envelopePrefix: e, callPrefix, space, start } = layout;
  const p = callPrefix && `${callPrefix}:`;
  const xmlns = callPrefix ? `xmlns:${callPrefix}` : 'xmlns';
  const inner = elements.map(([parameter, xml]) => `${space}<${p}${parameter}>${xml}</${p}${parameter}>`).join('');
  return (
    `${start}<${e}:Envelope xmlns:${e}="${namespace}">${space}<${e}:Body>${space}` +
    `<${p}${name} ${xmlns}="http://tempuri.org/">${inner}${space}</${p}${name}>${space}</${e}:Body></${e}:Envelope>`
  );
}

const anEnvelope = fc.constantFrom<Operation>(...Object.values(srv)).chain((operation) =>
  fc.record({
    operation: fc.constant(operation),
    document: fc
      .tuple(
        aLayout,
        fc
          .tuple(
            ...operation.parameters.map((parameter) =>
              fc
                .tuple(lexicalFor(parameter), fc.constantFrom(...writings))
                .map(([text, write]) => [parameter.name, write(text)] as const),
            ),
          )
          .chain((elements) => fc.shuffledSubarray(elements, { minLength: elements.length })),
      )
      .map(([layout, elements]) => written(operation, layout, elements)),
  }),
);

describe('The envelope reader beside that of node-soap', () => {
  it('reads the same values from valid envelopes', async () => {
    const readByNodeSoap = await createNodeSoapReader();
    await fc.assert(
      fc.asyncProperty(anEnvelope, async ({ operation, document }) => {
        expect(await readByUs(document)).to.deep.equal(readByNodeSoap(operation, document));
      }),
      { numRuns: 200 },
    );
  });
});

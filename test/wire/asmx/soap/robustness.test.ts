import { expect } from 'chai';
import fc from 'fast-check';
import type { Headers } from './requests.ts';
import {
  ask,
  envelope,
  getTask,
  NS11,
  NS12,
  reassignTask,
  soap11,
  soap12,
  VALID_GET_TASK,
  withoutAction,
} from './requests.ts';

const DOCUMENT = (namespace: string): string =>
  `<?xml version="1.0" encoding="utf-8"?><!-- a --><?b c?>${envelope(
    reassignTask(
      '<authenticationTicket>&lt;é&#233;</authenticationTicket><taskId>5</taskId><reassignTo><![CDATA[b]]></reassignTo>' +
        '<newDueDate>2024-04-15T17:00:00</newDueDate><sendTaskNotice xsi:nil="false" xmlns:xsi="urn:x">true</sendTaskNotice>',
    ),
    { namespace, header: '<soap:Header><a soap:mustUnderstand="0"/></soap:Header>' },
  )}`;

const MARKUP = [
  '<',
  '>',
  '</',
  '/>',
  '<!--',
  '-->',
  '<![CDATA[',
  ']]>',
  '<?',
  '?>',
  '<!DOCTYPE a [',
  '&',
  ';',
  '&#',
  '"',
  '=',
  ':',
  '\0',
  '\r',
];

interface Mutation {
  readonly at: number;
  readonly remove: number;
  readonly insert: Uint8Array;
}

const aMutation = fc.record<Mutation>({
  at: fc.nat(900),
  remove: fc.nat(8),
  insert: fc.oneof(
    fc.uint8Array({ maxLength: 4 }),
    fc.constantFrom(...MARKUP).map((text) => Uint8Array.from(Buffer.from(text))),
  ),
});

const mutated = (bytes: Buffer, { at, remove, insert }: Mutation): Buffer =>
  Buffer.concat([bytes.subarray(0, at), insert, bytes.subarray(at + remove)]);

const someHeaders = fc.constantFrom<Headers>(
  soap11('ReassignTask'),
  soap12('ReassignTask'),
  soap12(),
  withoutAction,
  { 'content-type': 'application/soap+xml' },
  { 'content-type': 'text/xml; charset=utf-16' },
);

const someBytes = fc
  .tuple(
    fc.constantFrom(NS11, NS12),
    fc.constantFrom<BufferEncoding>('utf8', 'utf16le', 'latin1'),
    fc.array(aMutation, { maxLength: 3 }),
  )
  .map(([namespace, encoding, mutations]) => mutations.reduce(mutated, Buffer.from(DOCUMENT(namespace), encoding)));

describe('The SOAP dialect', () => {
  it('has an answer for every mutilated envelope', async () => {
    const statuses = new Set<number>();
    await fc.assert(
      fc.asyncProperty(someHeaders, someBytes, async (headers, body) => {
        const { answer } = await ask(headers, body);
        statuses.add(answer.status);
        expect(answer.status).to.be.oneOf([200, 400, 415, 500]);
        expect(answer.body === '').to.equal(answer.status === 400 || answer.status === 415);
      }),
      { numRuns: 300 },
    );
    expect([...statuses]).to.include.members([200, 400, 500]);
  });

  const MEGABYTE = 2 ** 20;
  const large: readonly [title: string, body: string][] = [
    ['open elements', '<a>'.repeat(MEGABYTE / 3)],
    ['open comments', '<!--'.repeat(MEGABYTE / 4)],
    ['comments', '<!---->'.repeat(MEGABYTE / 7)],
    ['ampersands', `<a>${'&'.repeat(MEGABYTE)}`],
    ['brackets', `<a>${']'.repeat(MEGABYTE)}`],
    ['attributes', `<a ${Array.from({ length: MEGABYTE / 16 }, (_, n) => `a${n}="1"`).join(' ')}/>`],
    ['namespaces', `<a ${Array.from({ length: MEGABYTE / 18 }, (_, n) => `xmlns:a${n}="1"`).join(' ')}/>`],
    [
      'a namespace of ten thousand attributes',
      `<a xmlns:b="${'c'.repeat(MEGABYTE)}"${Array.from({ length: 10_000 }, (_, n) => ` b:a${n}=""`).join('')}/>`,
    ],
    ['white space in an end tag', `<a></a${' '.repeat(MEGABYTE)}>`],
    ['white space', ' '.repeat(MEGABYTE)],
    ['end tags', `<a>${'<b></b>'.repeat(MEGABYTE / 7)}`],
    ['a DTD', `<!DOCTYPE a [${'<!ENTITY b "c">'.repeat(MEGABYTE / 15)}]>`],
  ];
  for (const [title, body] of large) {
    it(`refuses a megabyte of ${title} in less than two seconds`, async () => {
      const startedAt = Date.now();
      const { answer } = await ask(withoutAction, body);
      expect(answer.status).to.equal(500);
      expect(Date.now() - startedAt).to.be.below(2000);
    });
  }

  it('reads three thousand elements with attributes and declarations of their own', async () => {
    const parts = '<a b="" xmlns="urn:c"/>'.repeat(3000);
    const { call } = await ask(soap11(), envelope(getTask(`${parts}<taskId>5</taskId>`)));
    expect(call?.values.taskId).to.equal(5);
  });

  it('reads four megabytes between nine thousand empty elements in less than two seconds', async () => {
    const parts = `<a/>${' '.repeat(450)}`.repeat(9000);
    const startedAt = Date.now();
    const { call } = await ask(soap11(), envelope(getTask(`<taskId>5</taskId>${parts}`)));
    expect(call?.values.taskId).to.equal(5);
    expect(Date.now() - startedAt).to.be.below(2000);
  });

  it('reads 100 KB of blanks in a content type in less than a second', async () => {
    const startedAt = Date.now();
    const { answer } = await ask(
      { 'content-type': `application/soap+xml; charset=x${' \t"'.repeat(33_000)}y` },
      envelope(VALID_GET_TASK, { namespace: NS12 }),
    );
    expect(answer.status).to.equal(200);
    expect(Date.now() - startedAt).to.be.below(1000);
  });
});

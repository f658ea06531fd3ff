import { expect } from 'chai';
import fc from 'fast-check';
import { RejectedEnvelope } from '../../../../src/wire/asmx/soap/fault.ts';
import { createEnvelopeReader } from '../../../../src/wire/asmx/soap/envelope.ts';
import { createKnownCalls } from '../../../../src/wire/asmx/soap/known-calls.ts';
import { createRouter } from '../../../../src/wire/asmx/soap/route.ts';
import type { Headers } from './requests.ts';
import { message, NS11, NS12, OPERATIONS, soap11, soap12, withoutAction } from './requests.ts';

const elements = new Map(Object.entries(OPERATIONS));
const routeOf = createRouter(
  new Map(Object.entries(OPERATIONS).map(([name, each]) => [`http://tempuri.org/${name}`, each])),
);
const NOW = new Date(2024, 3, 1, 12);

/** A reader with what it knows of the calls it has read. */
function createReader() {
  const known = createKnownCalls();
  const read = createEnvelopeReader(elements, known);
  return {
    /** The call, or how its client is answered. */
    read(document: string, headers: Headers = soap11('ReassignTask')) {
      try {
        const { version, operation, values } = read(document, routeOf(message(headers, document)), NOW);
        return { version, operation: operation.name, values };
      } catch (error) {
        if (error instanceof RejectedEnvelope) return { answer: error.answer, message: error.message };
        throw error;
      }
    },
    recognise: (document: string, headers: Headers = soap11('ReassignTask')) =>
      known.recognise(document, routeOf(message(headers, document)), NOW),
  };
}

const readByParser = (document: string, headers?: Headers) => createReader().read(document, headers);

const TEXTS = { ticket: 'a', task: '5', to: 'b', due: '2024-04-15', notice: 'true', more: '' };

const call = (texts: Partial<typeof TEXTS> = {}): string => {
  const { ticket, task, to, due, notice, more } = { ...TEXTS, ...texts };
  return (
    `<?xml version="1.0"?>\r\n<e:Envelope xmlns:e="${NS11}" xmlns:x="urn:x">\n  <e:Header><h x:id="1">${ticket}</h></e:Header>` +
    `<e:Body><ReassignTask xmlns="http://tempuri.org/"><authenticationTicket>${ticket}</authenticationTicket>` +
    `<taskId>${task}</taskId ><reassignTo>${to}</reassignTo><newInstructions/><NEWDUEDATE>${due}</NEWDUEDATE>${more}` +
    `<sendTaskNotice>${notice}</sendTaskNotice></ReassignTask></e:Body></e:Envelope>\n`
  );
};

describe('A call that is written like an earlier one', () => {
  const alike: readonly [title: string, string, string][] = [
    ['other texts', call(), call({ ticket: 'longer, with "quotes" and é', task: ' 6 ', due: '2025-01-01T01:02:03Z' })],
    ['a text where there was none', call({ to: '' }), call()],
    ['no text where there was one', call(), call({ to: '' })],
    ['white space for text', call(), call({ ticket: ' \t\n ', to: ' ' })],
    ['a text first seen with references', call({ ticket: '&lt;&#233;' }), call()],
    ['a text first seen with line ends', call({ to: 'a\r\nb' }), call()],
  ];
  for (const [title, first, second] of alike) {
    it(`is not parsed again for ${title}`, () => {
      const reader = createReader();
      reader.read(first);
      expect(reader.recognise(second)).to.be.an('object');
      expect(reader.read(second)).to.deep.equal(readByParser(second)).and.to.have.property('values');
    });
  }

  const toBeParsed: readonly [title: string, string][] = [
    ['a reference', call({ to: 'a &amp; b' })],
    ['an unknown reference', call({ to: '&nbsp;' })],
    ['a line end to normalise', call({ to: 'a\r\nb' })],
    ['a character XML forbids', call({ to: '\u0001' })],
    ['half a surrogate pair', call({ to: '\ud83d' })],
    ['a whole surrogate pair', call({ to: '\u{1f600}' })],
    ['a non-character', call({ to: '\ufffe' })],
    ['the end of a CDATA section', call({ to: ']]>' })],
    ['a reference in a header', call().replace('>a</h>', '>&lt;</h>')],
    ['an unknown reference in a header', call().replace('>a</h>', '>&nbsp;</h>')],
    ['an int that is none', call({ task: '5x' })],
    ['no int', call({ task: '' })],
    ['a date that is none', call({ due: '2024-02-30' })],
    ['a boolean that is none', call({ notice: 'yes' })],
  ];
  for (const [title, document] of toBeParsed) {
    it(`is parsed again for ${title}`, () => {
      const reader = createReader();
      reader.read(call());
      expect(reader.recognise(document)).to.equal('to-be-parsed');
      expect(reader.read(document)).to.deep.equal(readByParser(document));
      expect(reader.recognise(call())).to.be.an('object');
    });
  }

  const unlike: readonly [title: string, string][] = [
    ['a CDATA section', call({ to: '<![CDATA[a]]>' })],
    ['a comment', call({ to: 'a<!-- b -->c' })],
    ['a processing instruction', call({ to: 'a<?b?>' })],
    ['a child element', call({ to: '<b/>' })],
    ['another attribute value', call().replace('"1"', '"2"')],
    ['another prefix', call().replaceAll('x:', 'y:')],
    ['one more element', call({ more: '<b>c</b>' })],
    ['text after the root', `${call()}b`],
    ['a missing end', call().slice(0, -10)],
    ['an end inside an element', call().slice(0, 120)],
    ['an end tag of another element', call().replace('</reassignTo>', '</reassignTo2>')],
    ['a header that must be understood', call().replace('x:id="1"', 'e:mustUnderstand="1"')],
    ['another operation', call().replaceAll('ReassignTask', 'GetTask')],
    ['nothing', ''],
  ];
  for (const [title, document] of unlike) {
    it(`is not what differs by ${title}`, () => {
      const reader = createReader();
      reader.read(call());
      expect(reader.recognise(document)).to.equal('unknown');
      expect(reader.read(document)).to.deep.equal(readByParser(document));
    });
  }

  it('came with headers that mean the same', () => {
    const reader = createReader();
    reader.read(call(), soap11('ReassignTask'));
    expect(reader.recognise(call(), { ...soap11('ReassignTask'), 'content-type': 'text/xml' })).to.be.an('object');
    for (const headers of [soap11('GetTask'), soap12('ReassignTask'), withoutAction, { 'content-type': 'text/html' }]) {
      expect(reader.recognise(call(), headers)).to.equal('unknown');
      expect(reader.read(call(), headers)).to.deep.equal(readByParser(call(), headers));
    }
  });

  it('has the earlier one’s element for a parameter, of several', () => {
    const reader = createReader();
    const twice = (first: string, second: string, third: string) =>
      call({ more: `<REASSIGNTO>${first}</REASSIGNTO><reassignTo>${second}</reassignTo><b>${third}</b>`, to: 'kept' });
    reader.read(twice('1', '2', '3'));
    expect(reader.recognise(twice('4', '5', '6'))).to.have.nested.property('values.reassignTo', 'kept');
  });

  it('leaves no text behind that a client wrote', () => {
    for (const document of [
      call({ to: '<![CDATA[secret]]>' }),
      call({ to: 'secret<!-- -->' }),
      call({ more: 'secret' }),
      call({ more: 'secret<b/>' }),
      call({ more: '<b><![CDATA[secret]]></b>' }),
      call({ more: '<b>secret<c/></b>' }),
      call({ more: '<b><c/>secret</b>' }),
      call().replace('</ReassignTask>', '</ReassignTask><b><c/>secret</b>'),
      call({ more: '<!-- secret -->' }),
      call({ more: '<?b secret?>' }),
      call().replace('?>', '?><?b secret?>'),
      `${call()}<!-- secret -->`,
    ]) {
      const reader = createReader();
      expect(reader.read(document), document).to.have.property('values');
      expect(reader.recognise(document), document).to.equal('unknown');
    }
  });

  it('is not an unreadable one', () => {
    const reader = createReader();
    const document = call({ task: 'x' });
    reader.read(document);
    expect(reader.recognise(document)).to.equal('unknown');
  });

  it('has white space beside a comment for text', () => {
    const reader = createReader();
    const document = call({ to: ' <!-- b -->' });
    reader.read(document);
    expect(reader.read(document))
      .to.deep.equal(readByParser(document))
      .and.to.have.nested.property('values.reassignTo', ' ');
  });

  it('is one of the few that were used last', () => {
    const reader = createReader();
    const like = (name: string) => call({ more: `<${name}>b</${name}>` });
    reader.read(call());
    reader.read(like('z0'));
    for (let n = 1; n < 100; n++) {
      reader.read(like(`z${n}`));
      expect(reader.recognise(call({ to: '&lt;' }))).to.equal('to-be-parsed');
    }
    expect(reader.recognise(call())).to.be.an('object');
    expect(reader.recognise(like('z99'))).to.be.an('object');
    expect(reader.recognise(like('z0'))).to.equal('unknown');
  });

  it('takes no more room for being parsed again', () => {
    const reader = createReader();
    reader.read(call({ more: '<b/>' }));
    for (let n = 0; n < 100; n++) reader.read(call({ to: '&lt;' }));
    expect(reader.recognise(call({ more: '<b/>' }))).to.be.an('object');
  });

  it('is short', () => {
    const reader = createReader();
    const long = call({ to: 'a'.repeat(8192) });
    reader.read(long);
    expect(reader.recognise(long)).to.equal('unknown');
    reader.read(call());
    expect(reader.recognise(long)).to.be.an('object');
    expect(reader.recognise(call({ to: 'a'.repeat(65_536) }))).to.equal('unknown');
  });
});

const aText = fc.oneof(
  { arbitrary: fc.constantFrom('5', 'true', '2024-04-15', ' 7 ', '1', 'a b'), weight: 3 },
  fc.string({ unit: 'binary', maxLength: 4 }),
  fc.constantFrom('', ' ', '<', '>', '&amp;', ']]>', '<b/>', '<b>c</b>', '<!-- b -->', '<![CDATA[5]]>', '\r\n', '</a>'),
);

const aName = fc.oneof(
  {
    arbitrary: fc.constantFrom('authenticationTicket', 'taskId', 'reassignTo', 'newDueDate', 'sendTaskNotice'),
    weight: 4,
  },
  fc.constantFrom('TaskID', 'REASSIGNTO', 'newduedate', 'x:taskId', 'b', 'e:Body', 'ReassignTask'),
);

const anElement = fc.letrec<{ readonly element: string; readonly content: string }>((tie) => ({
  element: fc
    .tuple(aName, fc.constantFrom('', '', '', ' c="d>"', ' xmlns="urn:e"', ' '), tie('content'))
    .map(([name, attributes, content]) =>
      content === '/' ? `<${name}${attributes}/>` : `<${name}${attributes}>${content}</${name}>`,
    ),
  content: fc.oneof(
    { arbitrary: fc.constant('{}'), weight: 4 },
    fc.constant('/'),
    fc
      .array(fc.oneof({ depthSize: 'small' }, fc.constantFrom('{}', ' ', '<!-- > -->', '{}<?p?>'), tie('element')), {
        maxLength: 3,
      })
      .map((parts) => parts.join('')),
  ),
})).element;

const someElements = (maxLength: number) => fc.array(anElement, { maxLength }).map((each) => each.join(''));

const aTemplate = fc
  .record({
    namespace: fc.constantFrom(NS11, NS11, NS12, 'urn:other'),
    header: fc.oneof(
      fc.constant(''),
      someElements(2).map((entries) => `<e:Header>${entries}</e:Header>`),
    ),
    before: fc.constantFrom('', '', '', ' ', '{}', '<b>{}</b>'),
    name: fc.constantFrom('ReassignTask', 'ReassignTask', 'GetTask', 'Other'),
    parameters: someElements(5),
    after: fc.constantFrom('', '', '', '<b>{}</b>', '{}'),
  })
  .map(
    ({ namespace, header, before, name, parameters, after }) =>
      `<e:Envelope xmlns:e="${namespace}" xmlns:x="urn:x">${header}<e:Body>${before}` +
      `<${name} xmlns="http://tempuri.org/">${parameters}</${name}>${after}</e:Body></e:Envelope>`,
  );

const filled = (template: string, texts: readonly string[]): string => {
  let next = 0;
  return template.replaceAll('{}', () => texts[next++ % texts.length] ?? '');
};

describe('A reader that knows earlier calls', () => {
  it('reads what one reads that knows none, whatever it has read before', () => {
    const reader = createReader();
    let recognised = 0;
    fc.assert(
      fc.property(
        aTemplate,
        fc.array(fc.array(aText, { minLength: 1, maxLength: 5 }), { minLength: 2, maxLength: 4 }),
        fc.constantFrom(soap11('ReassignTask'), soap11('ReassignTask'), soap11('GetTask'), soap12(), withoutAction),
        (template, fillings, headers) => {
          for (const texts of [['5'], ['true'], ...fillings]) {
            const document = filled(template, texts);
            if (typeof reader.recognise(document, headers) === 'object') recognised += 1;
            expect(reader.read(document, headers), document).to.deep.equal(readByParser(document, headers));
            expect(reader.read(document, headers), `${document}, again`).to.deep.equal(readByParser(document, headers));
          }
        },
      ),
      { numRuns: 500 },
    );
    expect(recognised).to.be.above(100);
  });
});

import { expect } from 'chai';
import fc from 'fast-check';
import { createShapeReader, type ReadXml } from '../../../src/wire/asmx/soap-shapes.ts';
import { parseStrictly, SKIPPED, type Place, type StartTag } from '../../../src/wire/asmx/soap-xml.ts';

/** All that a reader reports of a document, and how it ended. */
function reportOf(read: ReadXml, document: string) {
  const events: unknown[] = [];
  const tags: StartTag[] = [];
  const place: Place = {
    open(tag, end) {
      const attributes = Object.values(tag.attributes).map(({ name, uri, value }) => ({ name, uri, value }));
      events.push({ open: tag.name, uri: tag.uri, local: tag.local, attributes, end });
      tags.push(tag);
      return place;
    },
    text: (text) => events.push({ text }),
    close: (end) => events.push({ close: end }),
  };
  try {
    read(document, place);
  } catch (error) {
    events.push({ thrown: String(error) });
  }
  return { events, tags };
}

const expectSameReports = (read: ReadXml, document: string): void => {
  const strict = reportOf(parseStrictly, document).events;
  expect(reportOf(read, document).events, document).to.deep.equal(strict);
  expect(reportOf(read, document).events, `${document}, again`).to.deep.equal(strict);
};

/** Whether the second document is read off the shape of the first: its tags are then those of the shape, every time. */
function sharesShape(first: string, second: string): boolean {
  const read = createShapeReader();
  read(first, SKIPPED);
  return reportOf(read, second).tags[0] === reportOf(read, second).tags[0];
}

const call = (ticket: string, more = ''): string =>
  `<?xml version="1.0"?>\r\n<e:Envelope xmlns:e="urn:e" xmlns:x="urn:x">\n  <e:Header><h x:id="1">${ticket}</h></e:Header>` +
  `<e:Body><c xmlns="urn:c"><ticket>${ticket}</ticket><taskId>5</taskId >${more}<empty></empty><none/></c></e:Body></e:Envelope>\n`;

describe('A reader that remembers shapes', () => {
  const alike: readonly [title: string, string, string][] = [
    ['other texts', call('a'), call('longer, with "quotes" and é')],
    ['a text where there was none', call('a'), call('')],
    ['no text where there was one', call(''), call('a')],
    ['white space for text', call('a'), call(' \t\n ')],
    ['a text first seen with references', call('&lt;&#233;'), call('a')],
    ['a text first seen with line ends', call('a\r\nb'), call('a')],
  ];
  for (const [title, first, second] of alike) {
    it(`does not parse again for ${title}`, () => {
      expect(sharesShape(first, second)).to.equal(true);
      const read = createShapeReader();
      read(first, SKIPPED);
      expectSameReports(read, second);
    });
  }

  it('does not remember what a client wrote', () => {
    const document = call('<![CDATA[secret]]>');
    expect(sharesShape(document, document)).to.equal(false);
  });

  const unlike: readonly [title: string, string][] = [
    ['a reference', call('a &amp; b')],
    ['an unknown reference', call('&nbsp;')],
    ['a line end to normalise', call('a\r\nb')],
    ['a character XML forbids', call('\u0001')],
    ['half a surrogate pair', call('\ud83d')],
    ['a whole surrogate pair', call('\u{1f600}')],
    ['a non-character', call('\ufffe')],
    ['the end of a CDATA section', call(']]>')],
    ['a CDATA section', call('<![CDATA[a]]>')],
    ['a comment', call('a<!-- b -->c')],
    ['a processing instruction', call('a<?b?>')],
    ['a child element', call('<b/>')],
    ['another attribute value', call('a').replace('"1"', '"2"')],
    ['another prefix', call('a').replaceAll('x:', 'y:')],
    ['one more element', call('a', '<b>c</b>')],
    ['text after the root', `${call('a')}b`],
    ['a missing end', call('a').slice(0, -1)],
    ['an end inside an element', call('a').slice(0, 120)],
    ['an end tag of another element', call('a').replace('</ticket>', '</tocket>')],
    ['nothing', ''],
  ];
  for (const [title, document] of unlike) {
    it(`parses again for ${title}`, () => {
      expect(reportOf(parseStrictly, call('a')).events).not.to.deep.equal(reportOf(parseStrictly, document).events);
      const read = createShapeReader();
      read(call('a'), SKIPPED);
      expectSameReports(read, document);
    });
  }

  const aText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 6 }),
    fc.constantFrom(
      '',
      'a',
      '<',
      '>',
      '&',
      '&amp;',
      ']]>',
      '<b/>',
      '<b>c</b>',
      '<!-- b -->',
      '<![CDATA[c]]>',
      '\r\n',
      '</a>',
    ),
  );
  const anElement = fc.letrec<{ readonly element: string; readonly content: string }>((tie) => ({
    element: fc
      .tuple(fc.constantFrom('a', 'b', 'x:a'), fc.constantFrom('', ' c="d>"', ' xmlns="urn:e"', ' '), tie('content'))
      .map(([name, attributes, content]) =>
        content === '/' ? `<${name}${attributes}/>` : `<${name}${attributes}>${content}</${name}>`,
      ),
    content: fc.oneof(
      fc.constant('{}'),
      fc.constant('/'),
      fc
        .array(
          fc.oneof({ depthSize: 'small' }, fc.constantFrom('{}', ' ', '\n', '<!-- > -->', '{}<?p?>'), tie('element')),
          {
            maxLength: 4,
          },
        )
        .map((parts) => parts.join('')),
    ),
  })).element;
  const filled = (template: string, texts: readonly string[]): string => {
    let next = 0;
    return `<r xmlns:x="urn:x">${template}</r>`.replaceAll('{}', () => texts[next++ % texts.length] ?? '');
  };

  it('reports what the parser reports, whatever it has read before', () => {
    const read = createShapeReader();
    fc.assert(
      fc.property(
        fc.array(anElement, { minLength: 1, maxLength: 3 }).map((elements) => elements.join('')),
        fc.array(fc.array(aText, { minLength: 1, maxLength: 5 }), { minLength: 2, maxLength: 4 }),
        (template, fillings) => {
          expectSameReports(read, filled(template, ['f']));
          for (const texts of fillings) expectSameReports(read, filled(template, texts));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('keeps the shapes that are used and no more than a few of the others', () => {
    const read = createShapeReader();
    const tagOf = (document: string) => reportOf(read, document).tags[0];
    read(call('a'), SKIPPED);
    const kept = tagOf(call('a'));
    read('<z0/>', SKIPPED);
    const dropped = tagOf('<z0/>');
    for (let n = 1; n < 100; n++) {
      read(`<z${n}/>`, SKIPPED);
      read(call('&lt;'), SKIPPED);
      expect(tagOf(call('b'))).to.equal(kept);
    }
    expect(tagOf('<z0/>')).not.to.equal(dropped);
  });
});

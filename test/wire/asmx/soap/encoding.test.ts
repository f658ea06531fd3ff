import { expect } from 'chai';
import { envelopeDecoder } from '../../../../src/wire/asmx/soap/encoding.ts';
import { ask, envelope, getTask, NS12, soap11 } from './requests.ts';

const utf16 = (text: string, order: 'le' | 'be', mark: boolean): Buffer => {
  const bytes = Buffer.from(`${mark ? '\uFEFF' : ''}${text}`, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
};

const TEXT = '<a>é€😀</a>';
const UTF_8 = Buffer.from(TEXT);
const MARKED = Buffer.from(`\uFEFF${TEXT}`);
const LATIN = Buffer.from('<a>é</a>', 'latin1');
const WINDOWS = Buffer.from('<a>\x80é\x94</a>', 'latin1');
const declared = (encoding: string): Buffer =>
  Buffer.from(`<?xml version="1.0" encoding="${encoding}"?><a>é</a>`, 'latin1');

const rows: readonly [title: string, contentType: string, body: Buffer, text: string][] = [
  ['charset=utf-8', 'text/xml; charset=utf-8', UTF_8, TEXT],
  ['a quoted charset in upper case without space', 'text/xml;charset="UTF-8"', UTF_8, TEXT],
  ['a charset in blanks and quotes of either kind', `text/xml; charset= \t"'iso-8859-1'" \t`, LATIN, '<a>é</a>'],
  ['a charset of blanks and quotes alone', `text/xml; charset= " ' `, UTF_8, TEXT],
  ['text/xml without charset', 'text/xml', UTF_8, TEXT],
  ['text/xml with an unknown charset', 'text/xml; charset=nonsense', UTF_8, TEXT],
  ['text/xml with an empty charset', 'text/xml; charset=', UTF_8, TEXT],
  ['a declared ASCII that is not', 'text/xml; charset=us-ascii', UTF_8, TEXT],
  ['no content type', '', UTF_8, TEXT],
  ['a byte order mark', 'text/xml; charset=utf-8', MARKED, TEXT],
  ['a byte order mark against the charset', 'text/xml; charset=iso-8859-1', MARKED, TEXT],
  ['charset=iso-8859-1', 'text/xml; charset=iso-8859-1', LATIN, '<a>é</a>'],
  ['charset=windows-1252', 'text/xml; charset=windows-1252', WINDOWS, '<a>€é”</a>'],
  ['bytes that are Latin-1 and not of Windows', 'text/xml; charset=latin1', WINDOWS, '<a>\x80é\x94</a>'],
  ['UTF-16 with a mark against the charset', 'text/xml; charset=utf-8', utf16(TEXT, 'le', true), TEXT],
  ['big-endian UTF-16 with a mark', 'text/xml; charset=utf-16', utf16(TEXT, 'be', true), TEXT],
  ['UTF-16 without mark', 'text/xml; charset=utf-16', utf16(TEXT, 'le', false), TEXT],
  ['big-endian UTF-16 without mark', 'text/xml; charset=utf-16BE', utf16(TEXT, 'be', false), TEXT],
  ['UTF-16 without mark and charset', 'text/xml', utf16(TEXT, 'le', false), TEXT],
  ['big-endian UTF-16 without mark and charset', 'application/soap+xml', utf16(TEXT, 'be', false), TEXT],
  ['application/soap+xml without charset', 'application/soap+xml; action="a"', UTF_8, TEXT],
  [
    'application/soap+xml with an XML declaration',
    'application/soap+xml',
    declared('iso-8859-1'),
    '<?xml version="1.0" encoding="iso-8859-1"?><a>é</a>',
  ],
  [
    'a charset against the XML declaration',
    'application/soap+xml; charset=iso-8859-1',
    declared('utf-8'),
    '<?xml version="1.0" encoding="utf-8"?><a>é</a>',
  ],
  ...['iso-8859-1', 'windows-1252', 'iso-8859-15'].flatMap((encoding) =>
    ['text/xml', 'text/xml; charset=', 'text/xml; charset=us-ascii', 'text/xml; charset=nonsense', ''].map(
      (contentType): (typeof rows)[number] => [
        `an XML declaration of ${encoding} for bytes that are not UTF-8, content type '${contentType}'`,
        contentType,
        declared(encoding),
        `<?xml version="1.0" encoding="${encoding}"?><a>é</a>`,
      ],
    ),
  ),
  [
    'UTF-8 under an XML declaration of something else',
    'text/xml',
    Buffer.from('<?xml version="1.0" encoding="iso-8859-1"?><a>é</a>'),
    '<?xml version="1.0" encoding="iso-8859-1"?><a>é</a>',
  ],
  [
    'a charset of UTF-8 against the XML declaration',
    'text/xml; charset=utf-8',
    declared('iso-8859-1'),
    '<?xml version="1.0" encoding="iso-8859-1"?><a>\uFFFD</a>',
  ],
  [
    'a declaration of UTF-16 that is not in UTF-16',
    'application/soap+xml',
    Buffer.from('<?xml version="1.0" encoding="utf-16"?><a>é</a>'),
    '<?xml version="1.0" encoding="utf-16"?><a>é</a>',
  ],
  ['bytes that are not UTF-8', 'text/xml; charset=utf-8', LATIN, '<a>\uFFFD</a>'],
  ['half a surrogate pair', 'text/xml; charset=utf-16', utf16('<a>\uD83D</a>', 'le', false), '<a>\uFFFD</a>'],
  ['nothing', 'text/xml', Buffer.alloc(0), ''],
];

describe('The text of an envelope', () => {
  for (const [title, contentType, body, text] of rows) {
    it(`is read from ${title}`, () => {
      expect(envelopeDecoder(contentType)(body)).to.equal(text);
    });
  }

  it('reaches the operation from UTF-16', async () => {
    const document = envelope(getTask('<authenticationTicket>é€😀</authenticationTicket>'));
    const { call } = await ask(soap11(), utf16(`<?xml version="1.0" encoding="utf-16"?>${document}`, 'be', true));
    expect(call?.values.authenticationTicket).to.equal('é€😀');
  });

  it('reaches the operation from an encoding that only the XML declaration names', async () => {
    const document = envelope(getTask('<authenticationTicket>é</authenticationTicket>'), { namespace: NS12 });
    const body = Buffer.from(`<?xml version="1.0" encoding="iso-8859-1"?>${document}`, 'latin1');
    const { answer, call } = await ask({ 'content-type': 'application/soap+xml' }, body);
    expect(answer.status).to.equal(200);
    expect(call?.values.authenticationTicket).to.equal('é');
  });
});

import { expect } from 'chai';
import { basicOf } from '../../../src/wire/box/form.ts';

const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;

describe('a client that calls by Basic', () => {
  const rows: [what: string, header: string | undefined, read: ReturnType<typeof basicOf>][] = [
    ['a name and a secret', basic('crm:secret'), { id: 'crm', secret: 'secret' }],
    ['both written as in a form', basic('key%20of+crm:a%3Ab'), { id: 'key of crm', secret: 'a:b' }],
    ['a secret with a colon', basic('crm:a:b'), { id: 'crm', secret: 'a:b' }],
    ['what is not written as in a form', basic('crm:100%'), { id: 'crm', secret: '100%' }],
    ['no secret', basic('crm'), null],
    ['no name', basic(':secret'), null],
    ['what no text may have', basic('crm:%00'), null],
    ['a token', 'Bearer abc', null],
    ['nothing', undefined, null],
  ];
  for (const [what, header, read] of rows) {
    it(`shows ${what}`, () => expect(basicOf(header)).to.deep.equal(read));
  }
});

import { expect } from 'chai';
import { EMAIL_ADDRESS } from '../../../src/core/access/email-address.ts';

describe('an e-mail address', () => {
  const addresses = [
    'jane.doe@example.com',
    "o'brien+tasks@example.co.uk",
    'jörg@büro.example',
    'handover@localhost',
    'x@[192.0.2.1]',
  ];
  for (const address of addresses) {
    it(`may be ${address}`, () => expect(EMAIL_ADDRESS.test(address)).to.be.true);
  }

  const others = {
    nothing: '',
    'a name alone': 'jane.doe',
    'nobody at a host': '@example.com',
    'somebody at no host': 'jane.doe@',
    'two addresses': 'jane.doe@example.com,john.smith@example.com',
    'two addresses, as Outlook has them': 'jane.doe@example.com;john.smith@example.com',
    'two hosts': 'jane.doe@example.com@example.org',
    'a name with it': 'Jane Doe <jane.doe@example.com>',
    'a quoted name': '"jane doe"@example.com',
    'a comment': 'jane.doe(at home)@example.com',
    'a group': 'all:jane.doe@example.com',
    'blanks around it': ' jane.doe@example.com ',
    'a line after it': 'jane.doe@example.com\r\nBcc: everybody@example.com',
    'a control character in it': 'jane\u0000doe@example.com',
    'an escaped character': 'jane\\doe@example.com',
  };
  for (const [what, text] of Object.entries(others)) {
    it(`is not ${what}`, () => expect(EMAIL_ADDRESS.test(text)).to.be.false);
  }
});

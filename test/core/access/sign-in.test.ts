import { expect } from 'chai';
import { sessionLanguage } from '../../../src/core/access/language.ts';
import { decideImpersonation, decideSignIn } from '../../../src/core/access/sign-in.ts';

const jane = { id: 12, enabled: true, ticketsAllowed: true };
const disabled = { ...jane, enabled: false };
const barred = { ...jane, ticketsAllowed: false };

describe('deciding who may sign in', () => {
  it('lets in who knows the password', () => expect(decideSignIn(jane, true)).to.deep.equal({ account: jane }));
  it('has one refusal for every failure to prove who one is', () => {
    const failures = [
      decideSignIn(null, false),
      decideSignIn(null, true),
      decideSignIn(jane, false),
      decideSignIn(disabled, true),
    ];
    for (const outcome of failures) expect(outcome).to.deep.equal({ refused: 'authentication-failed' });
  });
  it('names the barred account only to who knows its password', () => {
    expect(decideSignIn(barred, true)).to.deep.equal({ refused: 'tickets-not-allowed' });
    expect(decideSignIn(barred, false)).to.deep.equal({ refused: 'authentication-failed' });
  });
});

describe('deciding who may act for somebody', () => {
  it('lets in who knows the server’s secret', () =>
    expect(decideImpersonation(jane, true)).to.deep.equal({ account: jane }));
  it('refuses the barred account before looking at the secret', () => {
    expect(decideImpersonation(barred, false)).to.deep.equal({ refused: 'tickets-not-allowed' });
    expect(decideImpersonation(barred, true)).to.deep.equal({ refused: 'tickets-not-allowed' });
  });
  it('refuses a wrong secret, an unknown and a disabled account alike', () => {
    for (const outcome of [
      decideImpersonation(jane, false),
      decideImpersonation(null, true),
      decideImpersonation(disabled, true),
    ]) {
      expect(outcome).to.deep.equal({ refused: 'authentication-failed' });
    }
  });
});

describe('choosing a session’s language', () => {
  const cases: [asked: string | null, preferred: string, language: string][] = [
    ['DE', 'en', 'de'],
    ['de-AT', 'en', 'de'],
    ['es_MX', 'en', 'es'],
    ['', 'fr', 'fr'],
    [null, 'fr', 'fr'],
    ['  ', 'fr', 'fr'],
    ['tlh', 'fr', 'en'],
    [null, 'tlh', 'en'],
  ];
  for (const [asked, preferred, language] of cases) {
    it(`takes ${language} for ${JSON.stringify(asked)} asked and ${preferred} preferred`, () =>
      expect(sessionLanguage(asked, preferred)).to.equal(language));
  }
});

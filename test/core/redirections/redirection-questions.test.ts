import { expect } from 'chai';
import {
  decideRedirectionTo,
  type RedirectionToSnapshot,
} from '../../../src/core/redirections/get-user-task-redirection-to.ts';
import { decideRedirectionsFrom } from '../../../src/core/redirections/get-user-task-redirections-from.ts';
import { refused } from '../../../src/core/refusal.ts';
import type { RedirectionParty } from '../../../src/core/access/session.ts';
import { nobody, now } from '../tasks/one-task.ts';

const party: RedirectionParty = {
  userId: 2,
  login: 'ben',
  fullName: 'Ben Jones',
  email: 'ben@example.com',
  startsAt: now,
  endsAt: null,
};
const question = {
  credential: { kind: 'ticket', secret: '3f7a1b2c-4d5e-6f7a-8b9c-0d1e2f3a4b5c' },
  userName: 'ann',
} as const;
const caller = { id: 9, roles: [] };
const found = { caller, userExists: true };
type Found = Omit<RedirectionToSnapshot, 'redirection'>;

describe('deciding who is told of redirections', () => {
  it('tells everybody with an account', () => {
    expect(decideRedirectionTo(question, { ...found, redirection: party })).to.deep.equal({ redirection: party });
    expect(decideRedirectionsFrom(question, { ...found, redirections: [party] })).to.deep.equal({
      redirections: [party],
    });
  });

  it('tells that there is none', () => {
    expect(decideRedirectionTo(question, { ...found, redirection: null })).to.deep.equal({ redirection: null });
    expect(decideRedirectionsFrom(question, { ...found, redirections: [] })).to.deep.equal({ redirections: [] });
  });

  it('tells a caller without a ticket of no target, and refuses to tell of sources', () => {
    const anonymous = { ...question, credential: nobody };
    for (const userExists of [true, false]) {
      expect(decideRedirectionTo(anonymous, { caller: null, userExists, redirection: party })).to.deep.equal({
        redirection: null,
      });
      expect(decideRedirectionsFrom(anonymous, { caller: null, userExists, redirections: [party] })).to.deep.equal(
        refused('anonymous'),
      );
    }
  });

  const rows: [string, Found, ReturnType<typeof refused>][] = [
    ['does not know the user', { caller, userExists: false }, refused('user-not-found')],
    ['refuses a ticket that is not alive', { caller: null, userExists: true }, refused('ticket-invalid')],
    ['looks at the ticket first', { caller: null, userExists: false }, refused('ticket-invalid')],
  ];
  for (const [sentence, otherwise, expected] of rows) {
    it(sentence, () => {
      expect(decideRedirectionTo(question, { ...otherwise, redirection: null })).to.deep.equal(expected);
      expect(decideRedirectionsFrom(question, { ...otherwise, redirections: [] })).to.deep.equal(expected);
    });
  }
});

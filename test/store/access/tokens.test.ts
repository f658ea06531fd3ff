import { expect } from 'chai';
import { decideAccess } from '../../../src/core/access/access.ts';
import type { Credential } from '../../../src/core/access/credential.ts';
import type { TokenPair } from '../../../src/core/access/tokens.ts';
import { isRefused } from '../../../src/core/refusal.ts';
import { disableUser, enableUser, setPassword } from '../../../src/store/access/accounts.ts';
import { addApiKey, listApiKeys, revokeApiKey, type NewApiKey } from '../../../src/store/access/api-keys.ts';
import { createKeyUses } from '../../../src/store/access/key-uses.ts';
import { loadOffice, ticketOf } from '../office.ts';
import { useStage } from '../stage.ts';

const CLIENT = '192.0.2.7';
const DENIED = { refused: 'authentication-failed' };
const INVALID = { refused: 'ticket-invalid' };
const DAY_MS = 86_400_000;

describe('keys and tokens', () => {
  const stage = useStage('tokens', {
    load: async (knex) => {
      await loadOffice(knex);
      await setPassword(knex, 'jane.doe', 'jane-secret');
      await knex('users')
        .where({ login: 'john.smith' })
        .update({ roles: ['administrator'] });
    },
  });

  const addKey = (otherwise: Partial<NewApiKey> = {}): Promise<string> =>
    addApiKey(stage.knex, { name: 'crm', login: 'john.smith', rights: null, addresses: [], ...otherwise });
  const origin = { client: CLIENT, way: '/oauth2/token', requestId: 'request-1' };
  const showing = (clientSecret: string, client = CLIENT) => ({
    clientId: 'crm',
    clientSecret,
    origin: { ...origin, client },
  });

  const caller = async (credential: Credential, subjectId: number | null = null, client = CLIENT) => {
    const access = { credential, client, subjectId };
    return decideAccess(access, await stage.store.readAccess(access));
  };
  const callerId = async (...given: Parameters<typeof caller>) => {
    const found = await caller(...given);
    return isRefused(found) ? found : found.id;
  };

  const pairFor = async (key: string, subjectId: number | null = null): Promise<TokenPair> => {
    const pair = await stage.operations.issueBoxTokens(showing(key), subjectId);
    if (isRefused(pair)) throw new Error(pair.refused);
    return pair;
  };
  const accessOf = ({ access: { token: secret } }: TokenPair): Credential => ({ kind: 'box-access', secret });

  it('let in the account of the key, or whom the token was asked for', async () => {
    const key = await addKey();
    expect(await caller({ kind: 'api-key', secret: key })).to.deep.equal({
      id: 7,
      roles: ['administrator'],
      key: { id: 1, name: 'crm', rights: null, actsForAnother: false },
    });
    expect(await callerId({ kind: 'api-key', secret: key }, 12)).to.equal(12);
    expect(await callerId(accessOf(await pairFor(key)))).to.equal(7);
    expect(await caller(accessOf(await pairFor(key, 12)))).to.deep.equal({
      id: 12,
      roles: [],
      key: { id: 1, name: 'crm', rights: null, actsForAnother: true },
    });
  });

  it('are each known as what they are only', async () => {
    const key = await addKey();
    const { access, refresh } = await pairFor(key);
    const ticket = await ticketOf(stage.knex, 'jane.doe');
    const secrets = { 'api-key': key, 'box-access': access.token, 'box-refresh': refresh.token, ticket: ticket.secret };
    for (const [kind, secret] of Object.entries(secrets)) {
      for (const as of ['api-key', 'box-access', 'box-refresh', 'orkes-token', 'ticket'] as const) {
        const found = await callerId({ kind: as, secret });
        if (as === kind) expect(found, `${kind} as ${as}`).to.be.a('number');
        else expect(found, `${kind} as ${as}`).to.deep.equal(INVALID);
      }
    }
  });

  const endings: [what: string, end: () => Promise<unknown>][] = [
    ['the key is revoked', () => revokeApiKey(stage.knex, 'crm')],
    ['the account of the key is disabled', () => disableUser(stage.knex, 'john.smith')],
    ['the key is bound to addresses', () => stage.knex('api_keys').update({ addresses: ['10.0.0.0/8'] })],
  ];
  for (const [what, end] of endings) {
    it(`end at once when ${what}`, async () => {
      const key = await addKey();
      const [own, another] = [accessOf(await pairFor(key)), accessOf(await pairFor(key, 12))];
      await end();
      for (const credential of [own, another, { kind: 'api-key', secret: key } as const]) {
        expect(await callerId(credential)).to.deep.equal(INVALID);
      }
      expect(await stage.operations.issueBoxTokens(showing(key), null)).to.deep.equal(DENIED);
    });
  }

  it('work from the addresses of the key only', async () => {
    const key = await addKey({ addresses: ['192.0.2.0/24', '2001:db8::/32'] });
    const token = accessOf(await pairFor(key));
    for (const client of ['192.0.2.9', '::ffff:192.0.2.9', '2001:db8::1']) {
      expect(await callerId(token, null, client)).to.equal(7);
      expect(await callerId({ kind: 'api-key', secret: key }, null, client)).to.equal(7);
    }
    expect(await callerId(token, null, '203.0.113.1')).to.deep.equal(INVALID);
    expect(await callerId({ kind: 'api-key', secret: key }, null, '203.0.113.1')).to.deep.equal(INVALID);
    expect(await stage.operations.issueBoxTokens(showing(key, '203.0.113.1'), null)).to.deep.equal(DENIED);
  });

  it('stop acting for others when the account of the key is no administrator any more', async () => {
    const key = await addKey();
    const [own, another] = [accessOf(await pairFor(key)), accessOf(await pairFor(key, 12))];
    await stage.knex('users').where({ login: 'john.smith' }).update({ roles: [] });
    expect(await callerId(own)).to.equal(7);
    expect(await callerId(own, 12)).to.deep.equal({ refused: 'access-denied' });
    expect(await callerId(another)).to.deep.equal(INVALID);
    expect(await stage.operations.issueBoxTokens(showing(key), 12)).to.deep.equal(DENIED);
  });

  it('act for others where the key has the right to it', async () => {
    const key = await addKey({ login: 'alice.jones', rights: ['assign', 'act-as'] });
    expect(await callerId(accessOf(await pairFor(key, 12)))).to.equal(12);
    const own = accessOf(await pairFor(key));
    await stage.knex('api_keys').update({ rights: ['assign'] });
    expect(await callerId(own, 12)).to.deep.equal({ refused: 'access-denied' });
  });

  it('end with the account acted for', async () => {
    const key = await addKey();
    const token = accessOf(await pairFor(key, 12));
    await disableUser(stage.knex, 'jane.doe');
    expect(await callerId(token)).to.deep.equal(INVALID);
    expect(await callerId({ kind: 'api-key', secret: key }, 12)).to.deep.equal({ refused: 'access-denied' });
    expect(await stage.operations.issueBoxTokens(showing(key), 12)).to.deep.equal(DENIED);
  });

  it('are gone for good once the account acted for, or the one of the key, was disabled', async () => {
    const key = await addKey();
    for (const login of ['jane.doe', 'john.smith']) {
      const token = accessOf(await pairFor(key, 12));
      await disableUser(stage.knex, login);
      await enableUser(stage.knex, login);
      expect(await callerId(token)).to.deep.equal(INVALID);
    }
    expect(await callerId({ kind: 'api-key', secret: key })).to.equal(7);
  });

  it('are renewed once', async () => {
    const key = await addKey();
    const first = await pairFor(key, 12);
    const next = await stage.operations.refreshBoxTokens(showing(key), first.refresh.token);
    if (isRefused(next)) throw new Error(next.refused);
    expect(await callerId(accessOf(next))).to.equal(12);
    expect(await callerId(accessOf(first))).to.equal(12);
    expect(await stage.operations.refreshBoxTokens(showing(key), first.refresh.token)).to.deep.equal(DENIED);
    expect(await callerId(accessOf(next))).to.equal(12);
  });

  it('are renewed by one of two who try at once', async () => {
    const key = await addKey();
    const { refresh } = await pairFor(key);
    await stage.withSecond(async (one, other) => {
      const both = await Promise.all([one, other].map((each) => each.refreshBoxTokens(showing(key), refresh.token)));
      expect(both.filter(isRefused)).to.deep.equal([DENIED]);
    });
  });

  it('are renewed by their own key only', async () => {
    const { refresh } = await pairFor(await addKey());
    const other = await addKey({ name: 'erp' });
    const client = { ...showing(other), clientId: 'erp' };
    expect(await stage.operations.refreshBoxTokens(client, refresh.token)).to.deep.equal(DENIED);
    expect(await stage.operations.revokeBoxTokens(client, refresh.token)).to.deep.equal({ revoked: true });
    expect(await callerId({ kind: 'box-refresh', secret: refresh.token })).to.equal(7);
  });

  for (const which of ['access', 'refresh'] as const) {
    it(`are revoked as a pair by the ${which} token`, async () => {
      const key = await addKey();
      const [pair, other] = [await pairFor(key), await pairFor(key)];
      expect(await stage.operations.revokeBoxTokens(showing(key), pair[which].token)).to.deep.equal({ revoked: true });
      expect(await callerId(accessOf(pair))).to.deep.equal(INVALID);
      expect(await stage.operations.refreshBoxTokens(showing(key), pair.refresh.token)).to.deep.equal(DENIED);
      expect(await callerId(accessOf(other))).to.equal(7);
    });
  }

  it('are not given for a key of another name, nor for none', async () => {
    const key = await addKey();
    for (const client of [{ ...showing(key), clientId: 'erp' }, showing('wrong'), showing('')]) {
      expect(await stage.operations.issueBoxTokens(client, null)).to.deep.equal(DENIED);
      expect(await stage.operations.revokeBoxTokens(client, 'x')).to.deep.equal(DENIED);
    }
  });

  it('live an hour, and sixty days to be renewed', async () => {
    const before = Date.now();
    const { access, refresh } = await pairFor(await addKey());
    expect(access.expiresAt.getTime() - before).to.be.within(3_590_000, 3_660_000);
    expect(refresh.expiresAt.getTime() - before).to.be.within(60 * DAY_MS - 10_000, 60 * DAY_MS + 60_000);
  });

  describe('of Orkes', () => {
    const issue = async (id: string, secret: string, askedMs: number | null = null) =>
      stage.operations.issueOrkesToken({ id, secret, origin }, askedMs);
    const tokenOf = async (...given: Parameters<typeof issue>): Promise<{ credential: Credential; lifeMs: number }> => {
      const issued = await issue(...given);
      if (isRefused(issued)) throw new Error(issued.refused);
      return {
        credential: { kind: 'orkes-token', secret: issued.token },
        lifeMs: issued.expiresAt.getTime() - Date.now(),
      };
    };

    it('are given for a key, and for a login or its address with the password', async () => {
      const key = await addKey();
      expect(await callerId((await tokenOf('crm', key)).credential)).to.equal(7);
      for (const id of ['jane.doe', 'JANE.DOE@example.com']) {
        const { credential } = await tokenOf(id, 'jane-secret');
        expect(await caller(credential)).to.deep.equal({ id: 12, roles: [] });
      }
      expect(await issue('crm', 'jane-secret')).to.deep.equal(DENIED);
      expect(await issue('jane.doe', key)).to.deep.equal(DENIED);
      expect(await issue('nobody', key)).to.deep.equal(DENIED);
    });

    it('are not given for an address that two accounts have', async () => {
      await stage.knex('users').where({ login: 'alice.jones' }).update({ email: 'jane.doe@example.com' });
      expect(await issue('jane.doe@example.com', 'jane-secret')).to.deep.equal(DENIED);
    });

    it('live a day, or as long as was asked, as far as a ticket may', async () => {
      const lives: [askedMs: number | null, seconds: number][] = [
        [null, 86_400],
        [60_000, 60],
        [1e15, 30 * 86_400],
        [-5, 1],
      ];
      for (const [askedMs, seconds] of lives) {
        const { lifeMs } = await tokenOf('jane.doe', 'jane-secret', askedMs);
        expect(lifeMs / 1000, String(askedMs)).to.be.within(seconds - 10, seconds + 10);
      }
    });

    it('end when the password is changed', async () => {
      const { credential } = await tokenOf('jane.doe', 'jane-secret');
      await setPassword(stage.knex, 'jane.doe', 'another-secret');
      expect(await callerId(credential)).to.deep.equal(INVALID);
    });

    it('are not given to an account that gets no tickets', async () => {
      const key = await addKey({ login: 'jane.doe' });
      await stage.knex('users').where({ login: 'jane.doe' }).update({ tickets_allowed: false });
      expect(await issue('jane.doe', 'jane-secret')).to.deep.equal({ refused: 'tickets-not-allowed' });
      expect(await issue('crm', key)).to.deep.equal(DENIED);
    });

    it('are slowed down as logons are', async () => {
      const counted = () => stage.knex('sign_in_tallies').select('key');
      await issue('jane.doe', 'wrong');
      expect(await counted()).to.have.length(3);
      await addKey();
      await issue('crm', 'wrong');
      expect(await counted()).to.have.length(5);
    });
  });

  describe('the last use of a key', () => {
    const lastUse = async () => (await listApiKeys(stage.knex))[0]?.lastUsedAt ?? null;

    it('is noted behind the call', async () => {
      await addKey();
      const uses = createKeyUses(stage.knex, (error) => {
        throw error;
      });
      uses.note(1);
      expect(await lastUse()).to.be.null;
      await uses.stop();
      expect(await lastUse()).to.be.a('date');
    });

    it('is noted once a minute, by whatever process', async () => {
      await addKey();
      const recently = new Date(Date.now() - 30_000);
      for (const [last, isNoted] of [
        [recently, false],
        [new Date(Date.now() - 61_000), true],
      ] as const) {
        await stage.knex('api_keys').update({ last_used_at: last });
        const uses = createKeyUses(stage.knex, (error) => {
          throw error;
        });
        uses.note(1);
        await uses.stop();
        expect((await lastUse())?.getTime() !== last.getTime()).to.equal(isNoted);
        await stage.knex('api_keys').update({ last_used_at: null });
        uses.note(1);
        await uses.stop();
        expect(await lastUse()).to.be.null;
      }
    });
  });
});

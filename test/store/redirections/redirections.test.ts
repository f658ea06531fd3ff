import { expect } from 'chai';
import type { Knex } from 'knex';
import type { Credential } from '../../../src/core/access/credential.ts';
import { isRefused } from '../../../src/core/refusal.ts';
import type { NewRedirection } from '../../../src/core/redirections/set-user-task-redirection.ts';
import { createOperations, type Operations } from '../../../src/operations/index.ts';
import type { RedirectionStore } from '../../../src/operations/redirections.ts';
import type { Store } from '../../../src/operations/needs.ts';
import { createStore } from '../../../src/store/index.ts';
import { loadFixture } from '../../../src/store/seed/load.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { ticketOf } from '../office.ts';

const LOGINS = ['ann', 'ben', 'cid', 'dora', 'una', 'tom', 'old', 'older', 'oldest'];
const [ANN, BEN, CID] = [1, 2, 3];

const FIXTURE = {
  users: LOGINS.map((login, index) => ({
    id: index + 1,
    login,
    firstName: login,
    lastName: 'Jones',
    email: `${login}@example.com`,
    enabled: login !== 'tom',
    roles: login === 'una' ? ['userManager'] : [],
  })),
  redirections: [
    { user: 'old', to: 'older', from: '-P9D' },
    { user: 'older', to: 'oldest', from: '-P9D', until: '-P2D' },
    { user: 'oldest', to: 'old', from: '+P9D', until: '+P10D' },
  ],
};

const DAY_MS = 24 * 3_600_000;
const days = (count: number): Date => new Date(Date.now() + count * DAY_MS);

const policy = { emptyInstructions: 'reuse', trustedUserPassword: null } as const;
const context = { api: 'asmx', requestId: 'request-1' };

describe('redirections on a real database', () => {
  let database: TestDatabase;
  let knex: Knex;
  let store: Store & { stop(): Promise<void> };
  let operations: Operations;
  let una: Credential;

  before(async () => {
    database = await createTestDatabase('redirections');
    ({ knex } = database);
    await loadFixture(knex, JSON.stringify(FIXTURE), 'redirections', new Date());
    store = createStore(knex, {
      ticketDays: 30,
      reportFailure: (error) => {
        throw error;
      },
    });
    operations = createOperations(store, policy);
    una = await ticketOf(knex, 'una');
  });

  afterEach(async () => {
    await knex('redirections').where({ imported: false }).delete();
    await knex('redirection_history').delete();
  });

  after(async () => {
    await store.stop();
    await database.drop();
  });

  const redirection = (userName: string, targetName: string, from = 1, to = 8): NewRedirection => ({
    credential: una,
    context,
    userName,
    targetName,
    startsAt: days(from),
    endsAt: days(to),
  });
  const wordOf = (outcome: object) => (isRefused(outcome) ? outcome.refused : 'done');
  const set = async (...asked: Parameters<typeof redirection>) =>
    wordOf(await operations.setRedirection(redirection(...asked)));
  const reroute = async (userName: string, targetName: string) =>
    wordOf(await operations.rerouteRedirection({ credential: una, context, userName, targetName }));
  const remove = async (userName: string) =>
    wordOf(await operations.removeRedirection({ credential: una, context, userName }));

  const stored = async (): Promise<string[]> => {
    const rows = (await knex('redirections').where({ imported: false }).orderBy('user_id')) as Record<string, number>[];
    return rows.map(({ user_id: user, target_id: target }) => `${user} to ${target}`);
  };
  const history = async () =>
    (await knex('redirection_history').orderBy('id').select('*')) as Record<string, unknown>[];

  it('stores, replaces, reroutes and removes, with a row of history each', async () => {
    const asked = redirection('Ann', ' BEN ');
    expect(wordOf(await operations.setRedirection(asked))).to.equal('done');
    expect(await knex('redirections').where({ user_id: ANN }).first()).to.deep.include({
      target_id: BEN,
      starts_at: asked.startsAt,
      ends_at: asked.endsAt,
      imported: false,
    });
    expect(await set('ann', 'cid', 2, 3)).to.equal('done');
    expect(await reroute('ann', 'ben')).to.equal('done');
    expect(await remove('ann')).to.equal('done');
    expect(await stored()).to.deep.equal([]);

    const rows = await history();
    expect(rows.map((row) => [row.operation, row.old_target_id, row.new_target_id])).to.deep.equal([
      ['SetUserTaskRedirection', null, BEN],
      ['SetUserTaskRedirection', BEN, CID],
      ['RerouteUserTaskRedirection', CID, BEN],
      ['RemoveUserTaskRedirection', BEN, null],
    ]);
    expect(rows[1]).to.deep.include({
      user_id: ANN,
      changed_by_id: 5,
      credential: 'ticket',
      api: 'asmx',
      request_id: 'request-1',
      old_starts_at: asked.startsAt,
      old_ends_at: asked.endsAt,
    });
    expect(rows[3]).to.deep.include({ new_starts_at: null, new_ends_at: null, old_ends_at: rows[2]?.new_ends_at });
  });

  it('has nothing to remove where nothing is stored', async () => {
    expect(await remove('ann')).to.equal('done');
    expect(await history()).to.deep.equal([]);
  });

  it('keeps every end of the calendar', async () => {
    const outcome = await operations.setRedirection({
      ...redirection('ann', 'ben'),
      startsAt: new Date('0001-01-01T00:00:00Z'),
      endsAt: new Date('9999-12-31T23:59:59Z'),
    });
    expect(wordOf(outcome)).to.equal('done');
    const row = (await knex('redirections').where({ user_id: ANN }).first()) as { starts_at: Date; ends_at: Date };
    expect(row.starts_at.getTime()).to.be.closeTo(Date.now(), 10_000);
    expect(row.ends_at.toISOString()).to.equal('9999-12-31T23:59:59.000Z');
    expect(await set('cid', 'ann', 900_000, 900_001)).to.equal('target-redirecting');
  });

  it('tells both sides, over and to come included', async () => {
    expect(await operations.redirectionTo({ credential: una, userName: 'older' })).to.have.nested.property(
      'redirection.login',
      'oldest',
    );
    expect(await operations.redirectionTo({ credential: una, userName: 'ann' })).to.deep.equal({ redirection: null });
    await set('dora', 'older', 20, 21);
    await set('ann', 'older', 22, 23);
    const from = await operations.redirectionsFrom({ credential: una, userName: 'OLDER' });
    expect(isRefused(from) ? from : from.redirections.map(({ login }) => login)).to.deep.equal(['ann', 'dora', 'old']);
    const party = isRefused(from) ? undefined : from.redirections[2];
    expect(party).to.deep.include({ userId: 7, fullName: 'old Jones', email: 'old@example.com', endsAt: null });
    expect(await operations.redirectionsFrom({ credential: una, userName: 'ann' })).to.deep.equal({ redirections: [] });
  });

  it('keeps new ones clear of imported ones, in either direction', async () => {
    expect(await set('older', 'ann')).to.equal('periods-overlap');
    expect(await set('ann', 'oldest', 9, 11)).to.equal('target-redirecting');
    expect(await set('ann', 'oldest', 11, 12)).to.equal('done');
  });

  describe('when several people change them at once', () => {
    /** Stores of two processes that read before either writes, the first time. */
    const twoAtOnce = (): readonly Operations[] => {
      let readers = 0;
      let bothHaveRead = (): void => undefined;
      const reading = new Promise<void>((resolve) => (bothHaveRead = resolve));
      const readRedirectionFacts: RedirectionStore['readRedirectionFacts'] = async (request) => {
        const facts = await store.readRedirectionFacts(request);
        if (++readers === 2) bothHaveRead();
        await reading;
        return facts;
      };
      return [1, 2].map(() => createOperations({ ...store, readRedirectionFacts }, policy));
    };
    const race = async (one: NewRedirection, other: NewRedirection): Promise<string[]> => {
      const [first, second] = twoAtOnce();
      const outcomes = await Promise.all([first?.setRedirection(one), second?.setRedirection(other)]);
      return outcomes.map((outcome) => wordOf(outcome ?? {})).sort();
    };

    it('lets one of two redirect to the other, and refuses the other', async () => {
      expect(await race(redirection('ann', 'ben'), redirection('ben', 'ann'))).to.deep.equal([
        'done',
        'periods-overlap',
      ]);
      expect(await stored()).to.have.length(1);
      expect(await history()).to.have.length(1);
    });

    it('makes no chain of two', async () => {
      const outcomes = await race(redirection('ann', 'ben'), redirection('ben', 'cid'));
      expect(outcomes[0]).to.equal('done');
      expect(outcomes[1]).to.be.oneOf(['periods-overlap', 'target-redirecting']);
      expect(await stored()).to.have.length(1);
    });

    it('lets many redirect to one person', async () => {
      expect(await race(redirection('ann', 'ben'), redirection('cid', 'ben'))).to.deep.equal(['done', 'done']);
      expect(await stored()).to.deep.equal(['1 to 2', '3 to 2']);
    });

    it('lets the last of two for one person replace the first, and keeps both in history', async () => {
      expect(await race(redirection('ann', 'ben'), redirection('ann', 'cid'))).to.deep.equal(['done', 'done']);
      const rows = await history();
      expect(rows.map((row) => row.old_target_id)).to.deep.equal([null, rows[0]?.new_target_id]);
      expect(await stored()).to.deep.equal([`1 to ${String(rows[1]?.new_target_id)}`]);
    });

    it('reroutes nothing that was removed meanwhile, nor what was made again', async () => {
      await set('ann', 'ben');
      const facts = await store.readRedirectionFacts({ ...redirection('ann', 'cid') });
      const [before] = facts.redirections;
      const plan = {
        userId: ANN,
        version: before?.version ?? null,
        redirection: { targetId: CID, startsAt: days(1), endsAt: days(8) },
        operation: 'RerouteUserTaskRedirection',
        callerId: 5,
        credentialKind: 'ticket',
        context,
      } as const;
      await remove('ann');
      expect(await store.writeRedirection(plan)).to.equal(null);
      await set('ann', 'ben');
      expect(await store.writeRedirection(plan)).to.equal(null);
      expect(await store.writeRedirection({ ...plan, version: null })).to.equal(null);
      expect(await stored()).to.deep.equal(['1 to 2']);
    });

    it('leaves no chain behind whatever everybody does', async () => {
      const people = ['ann', 'ben', 'cid', 'dora'];
      const calls = people.flatMap((user) =>
        people.filter((other) => other !== user).flatMap((target) => [set(user, target), reroute(user, target)]),
      );
      await Promise.all([...calls, remove('ann'), remove('ben')]);
      const { rows } = await knex.raw<{ rows: unknown[] }>(
        `select from redirections a join redirections b on b.user_id = a.target_id
          where not a.imported and tstzrange(a.starts_at, a.ends_at) && tstzrange(b.starts_at, b.ends_at)`,
      );
      expect(rows).to.deep.equal([]);
    });
  });

  describe('written by somebody else', () => {
    const insert = (trx: Knex, user: number, target: number) =>
      trx('redirections').insert({ user_id: user, target_id: target, starts_at: days(0), ends_at: days(5) });
    const failureOf = async (work: PromiseLike<unknown>): Promise<string> => {
      try {
        await work;
        return 'none';
      } catch (error) {
        return String((error as { readonly constraint?: unknown }).constraint ?? error);
      }
    };

    it('are refused by the database where they overlap', async () => {
      await insert(knex, ANN, BEN);
      expect(await failureOf(insert(knex, BEN, ANN))).to.equal('redirections_do_not_overlap');
      expect(await failureOf(insert(knex, BEN, CID))).to.equal('redirections_do_not_overlap');
      expect(await failureOf(insert(knex, CID, ANN))).to.equal('redirections_do_not_overlap');
      await insert(knex, CID, BEN);
      expect(await failureOf(knex('redirections').where({ user_id: CID }).update({ target_id: ANN }))).to.equal(
        'redirections_do_not_overlap',
      );
      expect(await stored()).to.deep.equal(['1 to 2', '3 to 2']);
    });

    const somebodyWaits = async (): Promise<void> => {
      const { rows } = await knex.raw<{ rows: unknown[] }>(
        `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      if (rows.length === 0) await somebodyWaits();
    };

    it('are refused in one of two transactions at once', async () => {
      const one = await knex.transaction();
      const other = await knex.transaction();
      await insert(one, ANN, BEN);
      const late = failureOf(insert(other, BEN, ANN));
      await somebodyWaits();
      await one.commit();
      expect(await late).to.equal('redirections_do_not_overlap');
      await other.rollback();
      expect(await stored()).to.deep.equal(['1 to 2']);
    });

    it('are refused to a transaction that would not see the others', async () => {
      const work = knex.transaction((trx) => insert(trx, ANN, BEN), { isolationLevel: 'repeatable read' });
      expect(await failureOf(work)).to.contain('read committed');
    });

    it('make a call wait, and decide again', async () => {
      const other = await knex.transaction();
      await insert(other, BEN, ANN);
      const call = set('ann', 'ben', 1, 2);
      await somebodyWaits();
      await other.commit();
      expect(await call).to.equal('periods-overlap');
    });
  });
});

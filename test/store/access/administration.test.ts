import { expect } from 'chai';
import type { Knex } from 'knex';
import { isRefused } from '../../../src/core/refusal.ts';
import type { AdministrativeChange } from '../../../src/operations/administration/administration.ts';
import { addUser, setPassword } from '../../../src/store/access/accounts.ts';
import { addApiKey } from '../../../src/store/access/api-keys.ts';
import { loadOffice, ticketOf } from '../office.ts';
import { useStage } from '../stage.ts';

describe('what administrators change, on a real database', () => {
  const told: AdministrativeChange[] = [];
  const stage = useStage('administration', {
    load: async (knex) => {
      await loadOffice(knex);
      const more = { firstName: '', lastName: '', email: '', language: 'en', ticketsAllowed: true };
      await addUser(knex, { ...more, login: 'ada', password: null, roles: ['administrator'] });
    },
    policy: { administered: (change) => void told.push(change) },
  });
  const asked = async (operation: string) => ({
    credential: await ticketOf(stage.knex, 'ada'),
    client: '192.0.2.7',
    subjectId: null,
    context: { api: 'handover', requestId: 'r1' },
    operation,
  });

  beforeEach(() => void told.splice(0));

  it('is told with who did it, and without secrets', async () => {
    const { operations } = stage;
    const password = 'correct horse battery';
    const account = {
      login: 'nora',
      firstName: 'Nora',
      lastName: 'New',
      email: '',
      language: 'en',
      roles: [],
      ticketsAllowed: true,
      password,
    };
    await operations.addAccount({ ...(await asked('addAccount')), account });
    const set = await operations.setAccountPassword({
      ...(await asked('setAccountPassword')),
      login: 'nora',
      password: null,
    });
    if (isRefused(set)) throw new Error(set.refused);
    const key = { name: 'crm', login: 'nora', rights: ['read' as const], addresses: [] };
    const made = await operations.addKey({ ...(await asked('addKey')), key });
    if (isRefused(made)) throw new Error(made.refused);
    await operations.revokeKey({ ...(await asked('revokeKey')), name: 'crm' });

    expect(told.map(({ operation, by, subject, requestId }) => [operation, by, subject, requestId])).to.deep.equal([
      ['addAccount', 'ada', 'account nora', 'r1'],
      ['setAccountPassword', 'ada', 'account nora', 'r1'],
      ['addKey', 'ada', 'key crm', 'r1'],
      ['revokeKey', 'ada', 'key crm', 'r1'],
    ]);
    const text = JSON.stringify(told);
    expect([password, set.madeUp ?? password, made.secret].filter((secret) => text.includes(secret))).to.deep.equal([]);
  });

  it('is not told where nothing was changed', async () => {
    const refusals = [
      await stage.operations.addTeam({ ...(await asked('addTeam')), name: 'Nobody', members: ['nobody'] }),
      await stage.operations.editAccount({ ...(await asked('editAccount')), login: 'ada', edit: { roles: [] } }),
      await stage.operations.revokeKey({ ...(await asked('revokeKey')), name: 'nothing' }),
    ];
    expect(refusals.map((each) => isRefused(each) && each.refused)).to.deep.equal([
      'user-not-found',
      'own-account',
      'key-not-found',
    ]);
    expect(told).to.deep.equal([]);
    expect(await stage.knex('teams').where({ name: 'Nobody' })).to.deep.equal([]);
  });

  it('is for administrators: not for a key that was made for some rights, whosever it is', async () => {
    await setPassword(stage.knex, 'ada', 'another password');
    const secret = await addApiKey(stage.knex, { name: 'some', login: 'ada', rights: ['read', 'edit'], addresses: [] });
    const credential = { kind: 'api-key' as const, secret };
    const listed = await stage.operations.listKeys({ ...(await asked('listKeys')), credential });
    const made = await stage.operations.addKey({
      ...(await asked('addKey')),
      credential,
      key: { name: 'all', login: 'ada', rights: null, addresses: [] },
    });
    expect([isRefused(listed), isRefused(made) && made.refused]).to.deep.equal([false, 'access-denied']);
  });

  it('is not for an administrator whom another one disables at that moment, so that one is left', async () => {
    const more = { firstName: '', lastName: '', email: '', language: 'en', ticketsAllowed: true };
    const userId = await addUser(stage.knex, { ...more, login: 'eve', password: null, roles: ['administrator'] });
    const edit = await asked('editAccount');
    const leaving = await asked('disableLeaver');
    const calls: readonly (() => Promise<object>)[] = [
      () => stage.operations.editAccount({ ...edit, login: 'eve', edit: { enabled: false } }),
      () => stage.operations.disableLeaver({ ...leaving, userId, leavesTasks: true }),
    ];
    for (const call of calls) {
      const disabled = (trx: Knex) => trx('users').where({ login: 'ada' }).update({ enabled: false });
      const refusal = await stage.during(disabled, call);
      expect(isRefused(refusal) && refusal.refused).to.equal('access-denied');
      expect(await stage.knex('users').where({ login: 'eve', enabled: true })).to.have.length(1);
      await stage.knex('users').where({ login: 'ada' }).update({ enabled: true });
    }
  });
});

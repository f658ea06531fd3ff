import { expect } from 'chai';
import type { Found, NamedPerson, PartyName } from '../../../src/core/assignment/named-parties.ts';
import { readAssignments } from '../../../src/store/shares/assignment-read.ts';
import { readTaskShares } from '../../../src/store/shares/task-shares-read.ts';
import { LEGAL, PEOPLE, useOffice, type SharesStage } from './office-shares.ts';

/**
 * A login that is another's address, two that share an address, redirections in a row and in a circle, one that is over
 * and one to come; a team called as a person is.
 */
const PREPARED = `
  update users set email = 'jane.doe' where login = 'carol.king';
  update users set email = 'Both@Example.com' where login in ('dave.hall', 'gone.user');
  delete from redirections;
  insert into redirections (user_id, target_id, starts_at, ends_at, imported)
  values (${PEOPLE.bob}, ${PEOPLE.alice}, now() - interval '1 day', null, true),
         (${PEOPLE.alice}, ${PEOPLE.carol}, now() - interval '1 day', now() + interval '1 day', true),
         (${PEOPLE.carol}, ${PEOPLE.bob}, now() - interval '1 day', null, true),
         (${PEOPLE.dave}, ${PEOPLE.bob}, now() - interval '2 days', now() - interval '1 day', true),
         (${PEOPLE.jane}, ${PEOPLE.bob}, now() + interval '1 day', null, true);
  insert into teams (name) values ('bob.jones')`;

const NOBODY = '00000000-0000-4000-8000-000000000000';

const shownAs = ({ people, teams }: Found<NamedPerson>) => ({
  people: people
    .map(({ id, uuid, login, email, fullName, enabled, redirections }) => ({
      ...{ id, uuid, login, email, fullName, enabled },
      redirections: redirections.map((each) => ({ id: each.id, enabled: each.enabled, fullName: each.fullName })),
    }))
    .toSorted((one, other) => one.id - other.id),
  teams: teams.map(({ id, uuid, name }) => ({ id, uuid, name })).toSorted((one, other) => one.id - other.id),
});

describe('whom a name may mean', () => {
  const openOffice = useOffice('named_parties');
  let stage: SharesStage;
  let names: readonly PartyName[];

  before(async () => {
    stage = await openOffice();
    await stage.knex.raw(PREPARED);
    const uuidIn = async (table: string, id: number): Promise<string> => {
      const row = await stage.knex<{ id: number; uuid: string }>(table).where({ id }).first('uuid');
      return row?.uuid ?? '';
    };
    const bob = await uuidIn('users', PEOPLE.bob);
    const legal = await uuidIn('teams', LEGAL);
    const texts = ['bob.jones', ' BOB.Jones ', 'jane.doe', 'both@example.com', 'legal', 'nobody', '', ' '];
    names = [
      ...Object.values(PEOPLE).map((id): PartyName => ({ kind: 'user', id })),
      ...texts.flatMap((text): PartyName[] => [
        { kind: 'user', text },
        { kind: 'team', text },
        { kind: 'anyone', text },
      ]),
      { kind: 'user', id: 999 },
      { kind: 'user', uuid: bob },
      { kind: 'user', uuid: bob.toUpperCase() },
      { kind: 'user', uuid: NOBODY },
      { kind: 'user', id: PEOPLE.jane, uuid: bob, text: 'alice.jones' },
      { kind: 'user', id: PEOPLE.bob, text: 'bob.jones' },
      { kind: 'user', id: LEGAL },
      { kind: 'team', id: LEGAL },
      { kind: 'team', id: PEOPLE.bob },
      { kind: 'team', uuid: legal },
      { kind: 'team', uuid: bob },
      { kind: 'team', id: LEGAL, uuid: NOBODY, text: 'bob.jones' },
    ];
  });
  after(() => stage.end());

  it('is the same where a task is assigned and where its shares change, name by name', async () => {
    const asked = stage.as('john');
    const [assigned] = await readAssignments(stage.knex, [{ ...asked, names }]);
    const [shared] = await readTaskShares(stage.knex, [{ ...asked, names, repeat: undefined }]);
    const told = (found: readonly Found<NamedPerson>[] | undefined) =>
      names.map((name, index) => ({ name, ...shownAs(found?.[index] ?? { people: [], teams: [] }) }));
    expect(told(assigned?.found)).to.deep.equal(told(shared?.found));
    // Both know something of them.
    const counts = told(shared?.found).map(({ people, teams }) => people.length + teams.length);
    expect(counts.filter((count) => count > 1)).to.have.length.above(3);
    expect(counts.filter((count) => count === 0)).to.have.length.above(3);
    const circle = told(shared?.found).find(({ name }) => name.kind === 'user' && name.id === PEOPLE.bob);
    expect(circle?.people[0]?.redirections.map(({ id }) => id)).to.deep.equal([PEOPLE.alice, PEOPLE.carol]);
  });
});

import { randomUUID } from 'node:crypto';
import { digestOf } from '../access/digest.ts';
import { assignIds } from './bulk.ts';
import type { Loading } from './loading.ts';
import { namesOf } from './parties.ts';
import { checkFree, createRegister, readNamed } from './register.ts';
import type { Register } from './register.ts';

/** Ids by login and by name of a team. */
export interface People {
  readonly users: Register<number>;
  readonly teams: Register<number>;
  /** Of the fixture's teams. */
  readonly members: readonly { readonly team_id: number; readonly user_id: number }[];
}

/** Plans users and teams; `passwordHashes` stand in the order of the users. */
export async function planPeople(loading: Loading, passwordHashes: readonly (string | null)[]): Promise<People> {
  const { trx, fixture, now, insert } = loading;
  const users = await registerUsers(loading);
  const teams = await registerTeams(loading);
  const userIds = await assignIds(trx, 'users', fixture.users);
  const teamIds = await assignIds(trx, 'teams', fixture.teams);
  fixture.users.forEach(({ login }, index) => users.add(login, userIds[index] ?? 0));
  fixture.teams.forEach(({ name }, index) => teams.add(name, teamIds[index] ?? 0));
  const members = fixture.teams.flatMap((team, index) =>
    users
      .findAll(`teams[${index}].members`, team.members)
      .map((user) => ({ team_id: teamIds[index] ?? 0, user_id: user })),
  );

  insert(
    'users',
    fixture.users.map((user, index) => ({
      id: userIds[index],
      uuid: user.uuid ?? randomUUID(),
      login: user.login,
      password_hash: passwordHashes[index],
      first_name: user.firstName,
      last_name: user.lastName,
      email: user.email,
      roles: [...new Set(user.roles)],
      enabled: user.enabled,
      tickets_allowed: user.tickets,
      language: user.language,
      last_password_change_at: (user.password ?? user.passwordHash) === undefined ? null : now,
    })),
  );
  insert(
    'teams',
    fixture.teams.map((team, index) => ({ id: teamIds[index], uuid: team.uuid ?? randomUUID(), name: team.name })),
  );
  insert('team_members', members);
  return { users, teams, members };
}

/** Plans redirections and API keys: of a key only the digest is kept. */
export async function planArrangements({ trx, fixture, problems, insert }: Loading, { users }: People): Promise<void> {
  const redirections = fixture.redirections.map(({ user, to, from, until }, index) => ({
    user_id: users.find(`redirections[${index}].user`, user),
    target_id: users.find(`redirections[${index}].to`, to),
    starts_at: from,
    ends_at: until ?? null,
    // Old data may hold chains, which the database refuses to everybody else
    // (docs/legacy/operations.md#chains-of-redirections).
    imported: true,
  }));
  const apiKeys = fixture.apiKeys.map(({ name, key, digest, actsAs, rights, addresses }, index) => ({
    digest: `\\x${key === undefined ? digest : digestOf(key).toString('hex')}`,
    name,
    user_id: users.find(`apiKeys[${index}].actsAs`, actsAs),
    rights: rights === undefined ? null : [...new Set(rights)],
    addresses,
  }));
  const redirected = await trx('redirections').whereIn(
    'user_id',
    redirections.flatMap(({ user_id: id }) => id ?? []),
  );
  const redirectedIds = new Set(redirected.map((row: { user_id: number }) => row.user_id));
  redirections.forEach(({ user_id: id }, index) => {
    if (id !== null && redirectedIds.has(id)) {
      problems.add(`redirections[${index}].user`, 'has a redirection in the database already');
    }
  });
  const keyNames = await trx('api_keys').select('name', 'digest');
  apiKeys.forEach(({ name, digest }, index) => {
    for (const known of keyNames as { name: string; digest: Buffer }[]) {
      if (known.name === name) problems.add(`apiKeys[${index}].name`, `"${name}" is in the database already`);
      if (`\\x${known.digest.toString('hex')}` === digest) {
        problems.add(`apiKeys[${index}].key`, `is in the database already, as "${known.name}"`);
      }
    }
  });

  insert('redirections', redirections);
  insert('api_keys', apiKeys);
}

async function registerUsers({ trx, fixture, problems }: Loading): Promise<Register<number>> {
  const users = createRegister<number>('user with login', problems);
  const mentioned = [
    ...fixture.users.map(({ login }) => login),
    ...fixture.teams.flatMap(({ members }) => members),
    ...fixture.documents.flatMap(({ checkedOutBy, owner }) => [checkedOutBy, owner]),
    ...fixture.workflows.flatMap(({ supervisors, submitter }) => [...supervisors, submitter]),
    ...fixture.tasks.flatMap((task) => [task.assignee, task.assignedBy, task.supervisor, task.redirectedFrom]),
    ...fixture.tasks.map(({ claimedBy }) => claimedBy),
    ...namesOf(fixture.tasks, 'user'),
    ...namesOf(fixture.tasks, 'external'),
    ...fixture.tasks.flatMap(({ attachments }) => attachments.map(({ attachedBy }) => attachedBy)),
    ...fixture.redirections.flatMap(({ user, to }) => [user, to]),
    ...fixture.apiKeys.map(({ actsAs }) => actsAs),
  ];
  for (const { wanted, id } of await readNamed<{ id: number }>(trx, 'users', 'login', mentioned)) users.add(wanted, id);
  fixture.users.forEach(({ login }, index) => {
    if (users.peek(login) !== undefined) problems.add(`users[${index}].login`, `"${login}" is in the database already`);
  });
  await checkFree(trx, 'users', fixture.users, problems);
  return users;
}

async function registerTeams({ trx, fixture, problems }: Loading): Promise<Register<number>> {
  const teams = createRegister<number>('team with name', problems);
  const mentioned = [
    ...fixture.teams.map(({ name }) => name),
    ...fixture.workflows.flatMap(({ supervisorTeams }) => supervisorTeams),
    ...fixture.tasks.map(({ team }) => team),
    ...namesOf(fixture.tasks, 'team'),
    ...namesOf(fixture.tasks, 'external'),
  ];
  for (const { wanted, id } of await readNamed<{ id: number }>(trx, 'teams', 'name', mentioned)) teams.add(wanted, id);
  fixture.teams.forEach(({ name }, index) => {
    if (teams.peek(name) !== undefined) problems.add(`teams[${index}].name`, `"${name}" is in the database already`);
  });
  await checkFree(trx, 'teams', fixture.teams, problems);
  return teams;
}

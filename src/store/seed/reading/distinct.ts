import type { Fixture } from './fixture.ts';
import type { Problems } from '../problems.ts';

type Value = string | number | undefined;

/** Names every entry that repeats an id, a UUID or a name another entry of the file has; names ignore case. */
export function checkDistinct(fixture: Fixture, problems: Problems): void {
  function check<Entry>(section: string, field: string, entries: readonly Entry[], valueOf: (entry: Entry) => Value) {
    const first = new Map<Value, number>();
    entries.forEach((entry, index) => {
      const value = valueOf(entry);
      if (value === undefined) return;
      const key = typeof value === 'string' ? value.toLowerCase() : value;
      const owner = first.get(key);
      if (owner === undefined) first.set(key, index);
      else problems.add(`${section}[${index}].${field}`, `${quote(value)} is the ${field} of ${section}[${owner}] too`);
    });
  }

  check('users', 'id', fixture.users, (user) => user.id);
  check('users', 'uuid', fixture.users, (user) => user.uuid);
  check('users', 'login', fixture.users, (user) => user.login);
  check('teams', 'id', fixture.teams, (team) => team.id);
  check('teams', 'uuid', fixture.teams, (team) => team.uuid);
  check('teams', 'name', fixture.teams, (team) => team.name);
  check('documents', 'id', fixture.documents, (document) => document.id);
  check('documents', 'path', fixture.documents, (document) => document.path);
  check('workflows', 'id', fixture.workflows, (workflow) => workflow.id);
  fixture.workflows.forEach(({ steps }, index) =>
    check(`workflows[${index}].steps`, 'number', steps, (step) => step.number),
  );
  check('tasks', 'id', fixture.tasks, (task) => task.id);
  check('tasks', 'uuid', fixture.tasks, (task) => task.uuid);
  check('tasks', 'reassignedFrom', fixture.tasks, (task) => task.reassignedFrom);
  check('redirections', 'user', fixture.redirections, (redirection) => redirection.user);
  check('apiKeys', 'name', fixture.apiKeys, (apiKey) => apiKey.name);

  const keys = new Map<string, number>();
  fixture.apiKeys.forEach(({ key, digest }, index) => {
    const secret = key ?? digest ?? '';
    const owner = keys.get(secret);
    // The key itself is a secret and stays out of the message.
    if (owner !== undefined) problems.add(`apiKeys[${index}].key`, `the same as that of apiKeys[${owner}]`);
    keys.set(secret, owner ?? index);
  });
}

const quote = (value: string | number): string => (typeof value === 'string' ? `"${value}"` : String(value));

import type { Knex } from 'knex';
import type { Fixture } from './reading/fixture.ts';
import { assignIds } from './bulk.ts';
import type { KnownDocument } from './documents.ts';
import type { Loading } from './loading.ts';
import type { People } from './people.ts';
import type { Problems } from './problems.ts';
import { checkFree } from './register.ts';
import type { Register } from './register.ts';

/** Finds the workflow a task names by id or by a name that only one workflow of the file has. */
export type FindWorkflow = (where: string, wanted: number | string | undefined) => number | null;

const FIRST_REVISION = 1;

/** Plans running workflows with their supervisors, and the definitions they are the first to name. */
export async function planWorkflows(
  loading: Loading,
  people: People,
  documents: Register<KnownDocument>,
): Promise<FindWorkflow> {
  const { trx, fixture, problems, insert } = loading;
  await checkFree(
    trx,
    'workflows',
    fixture.workflows.map(({ id }) => ({ id })),
    problems,
  );
  const ids = await assignIds(trx, 'workflows', fixture.workflows);
  const documentIds = fixture.workflows.map(
    ({ document }, index) => documents.find(`workflows[${index}].document`, document)?.id ?? null,
  );
  const supervisors = fixture.workflows.flatMap((workflow, index) =>
    people.users
      .findAll(`workflows[${index}].supervisors`, workflow.supervisors)
      .map((user) => ({ workflow_id: ids[index], user_id: user })),
  );
  const supervisorTeams = fixture.workflows.flatMap((workflow, index) =>
    people.teams
      .findAll(`workflows[${index}].supervisorTeams`, workflow.supervisorTeams)
      .map((team) => ({ workflow_id: ids[index], team_id: team })),
  );
  const submitterIds = fixture.workflows.map(({ submitter }, index) =>
    people.users.find(`workflows[${index}].submitter`, submitter),
  );
  const definitions = await planDefinitions(loading);

  insert(
    'workflows',
    fixture.workflows.map(({ name, definitionRevision }, index) => ({
      id: ids[index],
      definition_id: definitions[index]?.id,
      definition_revision: definitionRevision ?? definitions[index]?.revision,
      document_id: documentIds[index],
      submitter_id: submitterIds[index],
      name,
    })),
  );
  insert(
    'workflow_steps',
    fixture.workflows.flatMap(({ steps }, index) =>
      steps.map(({ number, enough }) => ({ workflow_id: ids[index], number, enough })),
    ),
  );
  insert('workflow_supervisors', supervisors);
  insert('workflow_supervisor_teams', supervisorTeams);
  return createFinder(await readIds(trx, fixture, ids), fixture, ids, problems);
}

interface Definition {
  readonly id: number | undefined;
  readonly revision: number;
}

/** A workflow without a definition has one of its own name. */
async function planDefinitions({ trx, fixture, problems, insert }: Loading): Promise<Definition[]> {
  const wanted = fixture.workflows.map(
    ({ name, definition }) => definition ?? { id: undefined, name, revision: undefined },
  );
  const known = (await trx('workflow_definitions')
    .select('id', 'name', 'revision')
    .whereIn(
      'id',
      wanted.flatMap(({ id }) => id ?? []),
    )
    .orWhereIn(
      'name',
      wanted.map(({ name }) => name),
    )) as { id: number; name: string; revision: number }[];
  const names = new Map(known.map(({ id, name }) => [id, name]));
  const ids = new Map(known.map(({ id, name }) => [name, id]));

  const created: { id?: number | undefined; name: string }[] = [];
  wanted.forEach(({ id, name }, index) => {
    if (id === undefined) return;
    const taken = names.get(id);
    if (taken === undefined) created.push({ id, name });
    else if (taken !== name) problems.add(`workflows[${index}].definition.id`, `${id} is the definition "${taken}"`);
    names.set(id, taken ?? name);
    ids.set(name, id);
  });
  for (const { id, name } of wanted) {
    if (id !== undefined || ids.has(name) || created.some((other) => other.name === name)) continue;
    created.push({ name });
  }

  const createdIds = await assignIds(trx, 'workflow_definitions', created);
  created.forEach(({ name }, index) => ids.set(name, createdIds[index] ?? 0));
  const definitionIds = wanted.map(({ id, name }) => id ?? ids.get(name));
  const revisions = new Map<number | undefined, number>(known.map(({ id, revision }) => [id, revision]));
  wanted.forEach(({ revision }, index) => {
    const id = definitionIds[index];
    const taken = revisions.get(id);
    if (revision === undefined || taken === revision) return;
    if (taken === undefined) revisions.set(id, revision);
    else problems.add(`workflows[${index}].definition.revision`, `the definition is at revision ${taken}`);
  });

  insert(
    'workflow_definitions',
    created.map(({ name }, index) => {
      const id = createdIds[index];
      return { id, name, revision: revisions.get(id) ?? FIRST_REVISION };
    }),
  );
  return definitionIds.map((id) => ({ id, revision: revisions.get(id) ?? FIRST_REVISION }));
}

/** The ids a task may name: those of this file and those the database had before. */
async function readIds(trx: Knex, fixture: Fixture, planned: readonly number[]): Promise<Set<number>> {
  const wanted = fixture.tasks.flatMap(({ workflow }) => (typeof workflow === 'number' ? workflow : []));
  const read = await trx.raw<{ rows: { id: number }[] }>('select id from workflows where id = any(?::int[])', [
    [...new Set(wanted)],
  ]);
  return new Set([...planned, ...read.rows.map(({ id }) => id)]);
}

function createFinder(
  known: ReadonlySet<number>,
  fixture: Fixture,
  ids: readonly number[],
  problems: Problems,
): FindWorkflow {
  const byName = new Map<string, number[]>();
  fixture.workflows.forEach(({ name }, index) => {
    const key = name.toLowerCase();
    byName.set(key, [...(byName.get(key) ?? []), ids[index] ?? 0]);
  });

  return (where, wanted) => {
    if (wanted === undefined) return null;
    if (typeof wanted === 'number') {
      if (known.has(wanted)) return wanted;
      problems.add(where, `no workflow with id ${wanted}`);
      return null;
    }
    const found = byName.get(wanted.toLowerCase()) ?? [];
    if (found.length === 0) problems.add(where, `no workflow in this file with name "${wanted}"`);
    if (found.length > 1) problems.add(where, `${found.length} workflows have the name "${wanted}"; expected an id`);
    return found[0] ?? null;
  };
}

import type { Knex } from 'knex';
import type { EscalationFacts } from '../../core/assignment/escalate-task.ts';
import type { FoundPerson } from '../../core/assignment/named-parties.ts';
import type { ChangedTask, TaskChange } from '../../core/tasks/task-change.ts';
import type { EscalationStore } from '../../operations/sharing/escalation.ts';
import { isRetriedAlone } from '../sql/faults.ts';
import { execute, type Statement } from '../sql/statement.ts';
import { writeTaskChanges } from '../tasks/task-change.ts';
import { SHARING_COLUMN, sharingFrom, type SharingJson } from './sharing-column.ts';
import { reachablePersonJson } from './people-json.ts';

/**
 * Tasks that are open and unclaimed with a tier that has run out, from the index of ends: most looks find nothing, and
 * read nothing else. Nobody calls, so no teams of a caller are among the shares.
 */
const READ: Statement = {
  name: 'due-tiers-read',
  text: `
with due as materialized (
  select s.task_id
    from task_shares s join tasks on tasks.id = s.task_id and tasks.status in ('InProgress', 'DueDateChanged')
    left join task_sharing kept on kept.task_id = s.task_id
   where s.ends_at <= now() and kept.claimed_at is null
   order by s.ends_at
   limit $1::int
)
select now() as "now", tasks.id, tasks.version, tasks.status,
       tasks.workflow_id is not null and tasks.step_number > 0 as "isInStep",
       documents.version as "documentVersion",${SHARING_COLUMN},
       (select json_agg(${reachablePersonJson('users')})
          from task_shares s join users on users.id = s.user_id
         where s.task_id = tasks.id and s.state = 'later') as "tierPeople",
       (select max(history.at) from history
         where history.task_id = tasks.id and history.operation = 'Escalation' and history.credential = 'system'
       ) as "lastEscalatedAt"
  from tasks
  left join documents on documents.id = tasks.document_id
 cross join (select null::int as id) as callers
 where tasks.id = any (array(select task_id from due))
 order by tasks.id`,
};

interface ReadRow extends Omit<EscalationFacts['task'], 'sharing' | 'tierPeople'> {
  readonly now: Date;
  readonly sharing: SharingJson | null;
  readonly tierPeople: readonly FoundPerson[] | null;
}

/** Reads up to so many tasks of which a tier has run out, in the order of their numbers. */
export async function readDueTiers(knex: Knex, most: number): Promise<EscalationFacts[]> {
  const rows = await execute<ReadRow>(knex, READ, [most]);
  return rows.flatMap(({ now, sharing: column, tierPeople, ...task }) => {
    const sharing = sharingFrom(column);
    return sharing ? [{ now, task: { ...task, sharing, tierPeople: tierPeople ?? [] } }] : [];
  });
}

/**
 * The store of the clock. When the statement fails for what it met, each task is tried on its own, so that one that
 * cannot be changed keeps none back.
 *
 * @param reportFailure told why a task could not be changed
 */
export function createEscalationStore(knex: Knex, reportFailure: (error: unknown) => void): EscalationStore {
  async function changeTasks(changes: readonly TaskChange[]): Promise<(ChangedTask | null)[]> {
    try {
      return await writeTaskChanges(knex, changes);
    } catch (error) {
      if (!isRetriedAlone(error)) throw error;
      if (changes.length > 1) return (await Promise.all(changes.map((change) => changeTasks([change])))).flat();
      reportFailure(error);
      return [null];
    }
  }

  return { readDueTiers: (most) => readDueTiers(knex, most), changeTasks };
}

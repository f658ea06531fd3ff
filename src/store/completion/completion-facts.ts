import type { Knex } from 'knex';
import type { CompletableTask, CompletionFacts } from '../../core/completion/completion-facts.ts';
import type { TaskRequest } from '../../core/tasks/task-facts.ts';
import { noteLogins } from '../access/caller-logins.ts';
import { digestOfCredential } from '../access/digest.ts';
import { execute } from '../sql/statement.ts';
import { TASK_FACTS_COLUMNS, TASK_FACTS_TABLES, taskFactsOf, type TaskFactsRow } from '../tasks/task-facts.ts';
import { readFor, versionedRead, type VersionRow } from '../tasks/versioned-read.ts';

/** A thousand years: what clients ask for beyond it would leave PostgreSQL's calendar. */
const LONGEST_SPAN_HOURS = 8_760_000;

/** A look-up among the documents' versions and reviews that finds nothing before the task was started. */
const sinceStart = (column: string): string => `(tasks.started_at is null or ${column} >= tasks.started_at)`;

const hasRead = (version: string): string => `
       exists (select from document_reads r
                where r.document_id = documents.id and r.user_id = callers.id and r.version = ${version} offset 0)`;

const reviewed = (kind: 'ISO' | 'SOX'): string => `
       exists (select from document_reviews r
                where r.document_id = documents.id and r.kind = '${kind}' and ${sinceStart('r.reviewed_at')} offset 0)`;

/** What completing a task demands and how far it is, as columns beside those of TASK_FACTS_COLUMNS. */
export const COMPLETION_COLUMNS = `
       (select coalesce(array_agg(demanded ->> 'type'), '{}') from jsonb_array_elements(tasks.requirements) demanded)
         as requirements,
       tasks.comments,
       tasks.approval_status as "approvalStatus",
       (select count(*)::int from task_attachments a where a.task_id = tasks.id) as "attachmentCount",
       case when tasks.allowed_start_hours > 0
            then tasks.due_at - least(tasks.allowed_start_hours, ${LONGEST_SPAN_HOURS}) * interval '1 hour'
       end as "allowedStartAt",
       documents.id is not null as "hasDocument",
       (documents.checked_out_by_id = callers.id) is true as "callerHasCheckedOut", ${hasRead('documents.version')}
         as "callerHasReadNewest", ${hasRead('coalesce(documents.published_version, documents.version)')}
         as "callerHasReadPublished",
       exists (select from document_versions v
                where v.document_id = documents.id and v.author_id = callers.id and ${sinceStart('v.created_at')} offset 0)
         as "callerHasEdited", ${reviewed('ISO')}
         as "isoReviewed", ${reviewed('SOX')}
         as "soxReviewed",
       tasks.assigned_by_id as "assignedById",
       tasks.supervisor_id as "supervisorId",
       documents.owner_id as "documentOwnerId",
       tasks.notify_on_completion as "notifyOnCompletion"`;

/** One task each with what completing it demands, for any number of calls at once. Each join is an index look-up. */
const READ = versionedRead(
  'completion-facts-read',
  (columns) => `
select ${TASK_FACTS_COLUMNS},${COMPLETION_COLUMNS}${columns}
  from unnest($1::bytea[], $2::int[]) with ordinality as calls (digest, task_id, position) ${TASK_FACTS_TABLES}
 order by calls.position`,
);

type ReadRow = TaskFactsRow & VersionRow & Omit<CompletableTask, 'id' | 'updatedAt' | 'sharing' | 'callerTeamIds'>;

/** Reads one snapshot a request, in the order of the requests. */
export async function readCompletionFacts(
  knex: Knex,
  requests: readonly Pick<TaskRequest, 'credential' | 'taskId' | 'ifMatch'>[],
): Promise<CompletionFacts[]> {
  const values = [
    requests.map(({ credential }) => digestOfCredential(credential)),
    requests.map(({ taskId }) => taskId),
  ];
  const rows = noteLogins(requests, await execute<ReadRow>(knex, readFor(READ, requests), values));
  return rows.map(taskFactsOf);
}

import type { Knex } from 'knex';
import type { Share, Sharing } from '../../core/shares/share.ts';
import { MOST_COUNTED } from '../../core/tasks/reassignments.ts';
import type { ChangedTask, Notice, SharingFields } from '../../core/tasks/task-change.ts';
import type { RememberedChange, TaskBefore } from '../../operations/sharing/sharing-store.ts';
import { execute, type Statement } from '../sql/statement.ts';
import { shareRow, sharingColumns, SHARE_COLUMNS, sharingUpsert } from './sharing-write.ts';

/**
 * A change of who has a task, and of nothing else: it names the shares that come and those that go, and has the words
 * for history, so that the statement reads no share and compares none.
 */
export interface AssignmentWrite extends RememberedChange {
  readonly before: TaskBefore;
  readonly sharing: Sharing;
  readonly fields: HolderColumns;
  readonly notices?: readonly PersonalNotice[];
}

type HolderColumns = Required<Pick<SharingFields, 'assigneeId' | 'teamId' | 'redirectedFromId' | 'sharing'>> &
  Pick<SharingFields, 'approvalStatus'>;

type PersonalNotice = Extract<Notice, { readonly recipientId: number }>;

const HOLDER_FIELDS: readonly string[] = ['assigneeId', 'teamId', 'redirectedFromId', 'sharing', 'approvalStatus'];

const isHolderAlone = (fields: SharingFields): fields is HolderColumns =>
  fields.assigneeId !== undefined &&
  fields.teamId !== undefined &&
  fields.redirectedFromId !== undefined &&
  fields.sharing !== undefined &&
  Object.keys(fields).every((field) => HOLDER_FIELDS.includes(field));

const isPersonal = (notice: Notice): notice is PersonalNotice => 'recipientId' in notice;

/** Whether each share of `after` is new, or one that was there as it is and at its place. */
const isMadeOfNew = (before: Sharing | null, after: Sharing): boolean =>
  before === null || after.shares.every((share, place) => share.id === null || share === before.shares[place]);

export const isAssignment = (change: RememberedChange): change is AssignmentWrite =>
  change.before !== undefined &&
  change.sharing !== undefined &&
  isHolderAlone(change.fields) &&
  isMadeOfNew(change.before.shown.sharing, change.sharing) &&
  (change.notices ?? []).every(isPersonal) &&
  !change.forgottenTopics &&
  !change.removesAttachments &&
  !change.advancesWorkflow &&
  !change.stopsWorkflow &&
  !change.remembering;

const PLANNED = [
  ['taskId', 'int'],
  ['version', 'int'],
  ['operation', 'text'],
  ['callerId', 'int'],
  ['credential', 'text'],
  ['api', 'text'],
  ['requestId', 'text'],
  ['assigneeId', 'int'],
  ['teamId', 'int'],
  ['redirectedFromId', 'int'],
  ['approvalStatus', 'approval_status'],
  ['level', 'smallint'],
  ['gone', 'bigint[]'],
  ['fresh', 'int'],
  ['kept', 'jsonb'],
  ['reason', 'text'],
  ['passesOn', 'boolean'],
] as const satisfies readonly (readonly [string, string])[];

/** A text for each change, empty for none. JSON has no newlines but those that make it easy to read. */
const lines = (parameter: string): string => `string_to_table(${parameter}, e'\\n', '')`;

/**
 * Any number of such changes at once, as textOfWrite of src/store/tasks/task-change.ts writes them: what it leaves
 * behind is the same, and test/store/shares/assignment-write.test.ts holds it. Numbers for new shares are taken where
 * the change holds, so that the answer has them without a join. What is JSON within a change comes beside it: within
 * the JSON of all changes PostgreSQL would read it twice.
 */
const WRITE: Statement = {
  name: 'assignment-write',
  text: `
with planned as (
  select *
    from rows from (
           json_to_recordset($1) as (${PLANNED.map(([name, type]) => `"${name}" ${type}`).join(', ')}),
           ${lines('$2')}, ${lines('$3')}, ${lines('$4')}
         ) as plan (${PLANNED.map(([name]) => `"${name}"`).join(', ')}, shares, notices, details)
), locked as materialized (
  select planned.*, tasks.assignee_id as "oldAssigneeId"
    from planned join tasks on tasks.id = planned."taskId" and tasks.version = planned.version
   order by tasks.id
     for update of tasks
), changed as (
  update tasks
     set assignee_id = locked."assigneeId",
         team_id = locked."teamId",
         redirected_from_id = locked."redirectedFromId",
         approval_status = coalesce(locked."approvalStatus", tasks.approval_status),
         sharing = locked.level,
         reassignments = least(tasks.reassignments + coalesce(locked."passesOn", false)::int, ${MOST_COUNTED}),
         version = tasks.version + 1,
         updated_at = greatest(clock_timestamp(), tasks.updated_at + interval '1 millisecond')
    from locked
   where tasks.id = locked."taskId"
  returning locked.*, tasks.status, tasks.version as "newVersion", tasks.updated_at as "updatedAt",
            case when fresh > 0
                 then array(select nextval('task_shares_id_seq') from generate_series(1, fresh)) end as numbers
), shares_gone as (
  delete from task_shares using changed where task_shares.id = any (changed.gone)
), shares_come as (
  insert into task_shares (id, task_id, ${SHARE_COLUMNS.join(', ')})
  select coalesce(share.id, changed.numbers[share.fresh]), changed."taskId", ${SHARE_COLUMNS.map((column) => `share.${column}`).join(', ')}
    from changed
   cross join lateral json_to_recordset(changed.shares::json) as share (
           id bigint, fresh int, position int, state text, user_id int, team_id int, outside_name text, named_as jsonb,
           redirected_from_id int, assigned_by_id int, assigned_at timestamptz, assigner_comment text, message text,
           decision approval_status, resolution text, resolved_by_id int, resolved_at timestamptz, sla_minutes int,
           ends_at timestamptz)
), sharing_kept as (${sharingUpsert('changed.kept')}

), queued as (
  insert into notices (task_id, topic, recipient_id, actor_id)
  select "taskId", mail.topic, mail."recipientId", "callerId"
    from changed cross join lateral json_to_recordset(notices::json) as mail (topic text, "recipientId" int)
      on conflict (task_id, topic, recipient_id) do update
         set turn = notices.turn + 1, created_at = clock_timestamp(), send_at = clock_timestamp(), sent_at = null,
             given_up_at = null, dropped_by = null, attempts = 0, last_error = null, gathered_at = null,
             actor_id = excluded.actor_id
), recorded as (
  insert into history (
    task_id, user_id, credential, api, operation, old_status, new_status, old_assignee_id, new_assignee_id, reason,
    request_id, details)
  select "taskId", "callerId", credential, api, operation, status, status, "oldAssigneeId", "assigneeId", reason,
         "requestId", details::jsonb
    from changed
)
select "taskId", "newVersion" as version, "updatedAt", numbers from changed`,
};

interface WrittenRow {
  readonly taskId: number;
  readonly version: number;
  readonly updatedAt: Date;
  /** Of the new shares, in their order; null where there is none. */
  readonly numbers: readonly number[] | null;
}

/** Writes changes of different tasks; a change whose task somebody else changed first is absent from the answer. */
export async function writeAssignments(knex: Knex, writes: readonly AssignmentWrite[]): Promise<ChangedTask[]> {
  const sent = writes.map(sentOf);
  const rows = await execute<WrittenRow>(knex, WRITE, [
    JSON.stringify(sent.map(({ row }) => row)),
    sent.map(({ shares }) => shares).join('\n'),
    sent.map(({ notices }) => notices).join('\n'),
    sent.map(({ details }) => details).join('\n'),
  ]);
  const written = new Map(writes.map((write) => [write.taskId, write]));
  return rows.map(({ taskId, version, updatedAt, numbers }) => ({
    taskId,
    version,
    updatedAt,
    shareIds: numbered(written.get(taskId)?.sharing.shares ?? [], numbers ?? []),
  }));
}

/** The numbers of all shares of a task, in their order. */
function numbered(shares: readonly Share[], numbers: readonly number[]): readonly string[] {
  let used = 0;
  return shares.map(({ id }) => String(id ?? numbers[used++]));
}

/** A change as the statement takes it; what is JSON within it is written already. */
interface Sent {
  readonly row: Partial<Readonly<Record<(typeof PLANNED)[number][0], unknown>>>;
  readonly shares: string;
  readonly notices: string;
  readonly details: string;
}

/** A share is written once, for its table and for history. What is null is not sent. */
function sentOf(write: AssignmentWrite): Sent {
  const { sharing, fields, notices = [] } = write;
  const before = write.before.shown.sharing;
  const known = before?.shares ?? [];
  const gone = known.flatMap((share) => (sharing.shares.includes(share) ? [] : [share.id]));
  const after = sharing.shares.map((share, place) => JSON.stringify(shareRow(share, place)));
  let fresh = 0;
  const come = sharing.shares.flatMap((share, place) => {
    const text = after[place] ?? '';
    if (known.includes(share)) return [];
    return [share.id === null ? `{"fresh":${++fresh},${text.slice(1)}` : text];
  });
  const row = {
    taskId: write.taskId,
    version: write.version,
    operation: write.operation,
    callerId: write.callerId ?? undefined,
    credential: write.credentialKind,
    api: write.context.api,
    requestId: write.context.requestId,
    assigneeId: fields.assigneeId ?? undefined,
    teamId: fields.teamId ?? undefined,
    redirectedFromId: fields.redirectedFromId ?? undefined,
    approvalStatus: fields.approvalStatus,
    level: fields.sharing,
    gone: gone.length > 0 ? gone : undefined,
    fresh,
    kept: isKept(before, sharing) ? undefined : sharingColumns(sharing),
    reason: write.reason ?? undefined,
    passesOn: write.passesOn,
  };
  return {
    row,
    shares: come.length === 0 ? '' : listOf(come),
    notices: notices.length === 0 ? '' : JSON.stringify(withoutRepeats(notices)),
    details: detailsOf(write, known, after),
  };
}

const listOf = (texts: readonly string[]): string => `[${texts.join(',')}]`;

/** Whether what holds for all shares of a task stays as it is. */
const isKept = (before: Sharing | null, after: Sharing): boolean =>
  before !== null &&
  before.rule === after.rule &&
  before.afterTiers === after.afterTiers &&
  before.claim === after.claim &&
  before.output === after.output;

/** Somebody who is asked twice is told once. */
const withoutRepeats = (notices: readonly PersonalNotice[]): readonly PersonalNotice[] =>
  notices.filter(
    ({ topic, recipientId }, place) =>
      notices.findIndex((other) => other.topic === topic && other.recipientId === recipientId) === place,
  );

/** What history says beside its columns: what was and what is. */
function detailsOf(write: AssignmentWrite, known: readonly Share[], after: readonly string[]): string {
  const { shown, level } = write.before;
  const { sharing, fields, details, key, onBehalf } = write;
  const old = {
    assignee_id: shown.assigneeId,
    team_id: shown.teamId,
    redirected_from_id: shown.redirectedFromId,
    approval_status: fields.approvalStatus === undefined ? undefined : shown.approvalStatus,
    sharing: level,
  };
  const now = {
    assignee_id: fields.assigneeId,
    team_id: fields.teamId,
    redirected_from_id: fields.redirectedFromId,
    approval_status: fields.approvalStatus,
    sharing: fields.sharing,
    ...sharingColumns(sharing),
    ...details,
  };
  const through = key === undefined ? '' : `,${JSON.stringify({ key, ...(onBehalf && { onBehalf }) }).slice(1, -1)}`;
  const before = known.map((share) => JSON.stringify(shareRow(share, null, momentText)));
  return `{"old":${withShares(old, before)},"new":${withShares(now, after)}${through}}`;
}

const withShares = (object: object, shares: readonly string[]): string =>
  `${JSON.stringify(object).slice(0, -1)},"shares":${listOf(shares)}}`;

/** A moment as `sharesLogged` has it, without zeros at the end of the fraction. */
const momentText = (at: Date): string => at.toISOString().replace(/\.?0*Z$/, '+00:00');

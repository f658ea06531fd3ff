import type { Knex } from 'knex';
import type { Caller } from '../../core/access/caller.ts';
import type { Review, ReviewableDocument, ReviewFacts, ReviewRequest } from '../../core/completion/document-review.ts';
import { noteLogins, type CallerLoginRow } from '../access/caller-logins.ts';
import { CALLER_IS_ASSIGNEE } from '../access/caller-roles.ts';
import { CALLER_TABLES } from '../access/caller.ts';
import { digestOfCredential } from '../access/digest.ts';
import { execute, type Statement } from '../sql/statement.ts';

/** The caller, the document by its path, and whether the caller has a task to review it. */
const READ: Statement = {
  name: 'document-review-read',
  text: `
select callers.id as "callerId",
       callers.login as "callerLogin",
       callers.roles as "callerRoles",
       documents.id as "documentId",
       documents.version,
       documents.offline,
       exists (select from tasks
                where tasks.document_id = documents.id
                  and tasks.status in ('InProgress', 'DueDateChanged')
                  and tasks.requirements @> '[{"type": "ISOReview"}]'
                  and ${CALLER_IS_ASSIGNEE.trimStart()} offset 0)
         as "callerHasIsoReviewTask"
  from (values ($1::bytea, $2::text)) as calls (digest, path)${CALLER_TABLES}
  left join documents on lower(documents.path) = lower(calls.path)`,
};

interface ReadRow extends CallerLoginRow, Omit<ReviewableDocument, 'id'> {
  readonly callerId: number | null;
  readonly callerRoles: Caller['roles'];
  readonly documentId: number | null;
}

/** Reads what a review is decided on. */
export async function readReviewFacts(
  knex: Knex,
  { credential, documentPath }: Pick<ReviewRequest, 'credential' | 'documentPath'>,
): Promise<ReviewFacts> {
  const rows = await execute<ReadRow>(knex, READ, [digestOfCredential(credential), documentPath]);
  const [row] = noteLogins([{ credential }], rows);
  if (!row) throw new Error('PostgreSQL has answered a call with no row');
  const { callerId, callerRoles, documentId, version, offline, callerHasIsoReviewTask } = row;
  return {
    caller: callerId === null ? null : { id: callerId, roles: callerRoles },
    document: documentId === null ? null : { id: documentId, version, offline, callerHasIsoReviewTask },
  };
}

/** Adds a line to the log of a document that is as it was decided on; what is there is never changed. */
const WRITE: Statement = {
  name: 'document-review-write',
  text: `
insert into document_reviews (document_id, kind, user_id, reviewed_at, version, comment, credential, api, request_id)
select documents.id, $3, $4, clock_timestamp(), documents.version, $5, $6, $7, $8
  from documents
 where documents.id = $1 and documents.version = $2 and not documents.offline
returning document_id as "documentId"`,
};

/** Writes a review; gives null when the document has changed since it was decided. */
export async function writeReview(
  knex: Knex,
  { kind, documentId, version, comment, callerId, credentialKind, context }: Review,
): Promise<{ readonly documentId: number } | null> {
  const [written] = await execute<{ documentId: number }>(knex, WRITE, [
    documentId,
    version,
    kind,
    callerId,
    comment,
    credentialKind,
    context.api,
    context.requestId,
  ]);
  return written ?? null;
}

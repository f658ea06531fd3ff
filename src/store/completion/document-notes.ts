import type { Knex } from 'knex';
import type { AccessFacts } from '../../core/access/access.ts';
import type {
  DocumentEvent,
  DocumentNote,
  DocumentNoteFacts,
  NotedDocument,
} from '../../core/completion/document-note.ts';
import type { DocumentNoteCall } from '../../operations/document-notes.ts';
import { ACCESS_COLUMNS, ACCESS_TABLES, accessOf, type AccessRow } from '../access/access.ts';
import { noteLogin } from '../access/caller-logins.ts';
import { digestOfCredential } from '../access/digest.ts';
import { instantText } from '../sql/instant.ts';
import { execute, type Statement } from '../sql/statement.ts';

/** Who calls, the document, the person, and what of it is on record; each an index look-up. */
const READ: Statement = {
  name: 'document-note-read',
  text: `
select now() as "now",${ACCESS_COLUMNS},
       documents.id as "documentId", documents.version, documents.published_version as "publishedVersion",
       people.id as "personId", people.login as "personLogin",
       exists (select from document_reads r
                where r.document_id = documents.id and r.user_id = people.id
                  and r.version = coalesce(calls.version, documents.version)) as "isRead",
       exists (select from document_reviews r
                where r.document_id = documents.id and r.user_id = people.id
                  and r.kind = calls.review and r.reviewed_at = calls.at) as "isReviewed",
       (select json_build_object('authorId', v.author_id)
          from document_versions v
         where v.document_id = documents.id and v.version = calls.version) as written
  from (select $1::bytea as digest, $2::int as subject_id, $3::int as document_id, $4::uuid as document_uuid,
               $5::text as login, $6::int as version, $7::text as review, $8::timestamptz as at) as calls${ACCESS_TABLES}
  left join documents on documents.id = calls.document_id or documents.uuid = calls.document_uuid
  left join users people on lower(people.login) = lower(btrim(calls.login))`,
};

interface ReadRow extends AccessRow, Omit<NotedDocument, 'id'> {
  readonly now: Date;
  readonly documentId: number | null;
  readonly personId: number | null;
  readonly personLogin: string;
}

/** Reads what a note is decided on. */
export async function readDocumentNoteFacts(
  knex: Knex,
  { credential, subjectId, document, event, at }: DocumentNoteCall,
): Promise<Omit<DocumentNoteFacts, 'caller'> & { readonly access: AccessFacts }> {
  const [row] = await execute<ReadRow>(knex, READ, [
    digestOfCredential(credential),
    subjectId,
    'id' in document ? document.id : null,
    'uuid' in document ? document.uuid : null,
    'by' in event ? event.by : null,
    event.version,
    event.kind === 'reviewed' ? event.review : null,
    instantText(at),
  ]);
  if (!row) throw new Error('who calls was asked and not answered');
  noteLogin(credential, row.callerLogin);
  const { now, documentId, version, publishedVersion, isRead, isReviewed, written, personId, personLogin } = row;
  return {
    access: accessOf(row),
    now,
    document: documentId === null ? null : { id: documentId, version, publishedVersion, isRead, isReviewed, written },
    person: personId === null ? null : { id: personId, login: personLogin },
  };
}

/** As `noted`, from `seen`: the document while it is as it was decided on. */
const NOTED: Readonly<Record<DocumentEvent['kind'], string>> = {
  read: `
  insert into document_reads (document_id, user_id, version, read_at)
  select seen.id, person_id, version, at from seen cross join given
      on conflict do nothing
  returning document_id`,
  written: `
  insert into document_versions (document_id, version, author_id, created_at)
  select seen.id, version, person_id, at from seen cross join given
      on conflict do nothing
  returning document_id`,
  published: `
  update documents set published_version = given.version
    from seen cross join given
   where documents.id = seen.id and documents.published_version is distinct from given.version
  returning documents.id as document_id`,
  reviewed: `
  insert into document_reviews (
    document_id, kind, user_id, reviewed_at, version, comment, credential, api, request_id)
  select seen.id, $13, person_id, at, version, $14, $7, $8, $9 from seen cross join given
  returning document_id`,
};

/** A version that is newer than all known is the newest one. */
const NEWEST = `, newest as (
  update documents
     set version = given.version, modified_at = greatest(documents.modified_at, given.at)
    from noted cross join given
   where documents.id = noted.document_id and documents.version < given.version
)`;

const statementFor = (kind: DocumentEvent['kind']): Statement => ({
  name: `document-note-${kind}-write`,
  text: `
with given as (
  select $3::int as version, $4::int as person_id, $5::timestamptz as at
), seen as materialized (
  select id from documents where id = $1 and version = $2 for update
), noted as (${NOTED[kind]}
)${kind === 'written' ? NEWEST : ''}, recorded as (
  insert into history (
    task_id, user_id, credential, api, operation, old_status, new_status, reason, request_id, details)
  select tasks.id, $6, $7::text, $8::text, $10::text, tasks.status, tasks.status, $11::text, $9::text, $12::jsonb
    from noted
    join tasks on tasks.document_id = noted.document_id and tasks.status in ('InProgress', 'DueDateChanged')
   where exists (select from jsonb_array_elements(tasks.requirements) as demanded
                  where demanded ->> 'type' = any ($${kind === 'reviewed' ? 15 : 13}::text[]))
   order by tasks.id
  returning task_id
)
select array(select task_id from recorded order by task_id) as "taskIds" from noted`,
});

const WRITES: Readonly<Record<DocumentEvent['kind'], Statement>> = {
  read: statementFor('read'),
  written: statementFor('written'),
  published: statementFor('published'),
  reviewed: statementFor('reviewed'),
};

/** Puts on record what has happened to a document; gives null when the document has changed since it was decided. */
export async function writeDocumentNote(
  knex: Knex,
  note: DocumentNote,
): Promise<{ readonly taskIds: readonly number[] } | null> {
  const { event, key, context } = note;
  const details = key && { key: key.name, ...(key.onBehalf && { onBehalf: true }) };
  const [written] = await execute<{ taskIds: readonly number[] }>(knex, WRITES[event.kind], [
    note.documentId,
    note.seenVersion,
    note.version,
    note.personId,
    instantText(note.at),
    note.callerId,
    note.credentialKind,
    context.api,
    context.requestId,
    note.operation,
    note.sentence,
    details && JSON.stringify(details),
    ...(event.kind === 'reviewed' ? [event.review, event.comment] : []),
    note.meets,
  ]);
  return written ?? null;
}

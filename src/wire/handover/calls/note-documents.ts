import { z } from 'zod';
import { LARGEST_INT } from '../../../core/largest-int.ts';
import type { DocumentEvent } from '../../../core/completion/document-note.ts';
import { isRefused } from '../../../core/refusal.ts';
import type { DocumentName } from '../../../operations/document-notes.ts';
import { askedOf } from '../../json/asked.ts';
import { readBody } from '../../json/body.ts';
import { isTrouble, type JsonRoute } from '../../json/json-dialect.ts';
import { problems } from '../answers.ts';
import { credentialOf } from '../bearer.ts';
import { instant } from '../objects.ts';
import { refusalReply, type HandoverOperations } from '../problem.ts';

const version = z.int().min(1).max(LARGEST_INT);
const by = z.string().min(1).max(255).describe('The login name of whoever did it, in any case.');
const at = instant.describe('When. Told again with the same moment, it is the same event.');
const newest = version.optional().describe('Left out: the newest one.');

const Read = z
  .strictObject({ by, at, version: newest })
  .meta({ id: 'HandoverDocumentRead', description: 'Somebody has read a document.' });
const Written = z
  .strictObject({ by, at, version: version.describe('The version that was written.') })
  .meta({ id: 'HandoverDocumentVersion', description: 'Somebody has written a version of a document.' });
const Published = z
  .strictObject({ at, version: version.describe('The version that readers get from now on.') })
  .meta({ id: 'HandoverDocumentPublication', description: 'A version of a document was published.' });
const Reviewed = z
  .strictObject({ by, at, kind: z.enum(['ISO', 'SOX']), version: newest, comment: z.string().max(10_000).default('') })
  .meta({ id: 'HandoverDocumentReview', description: 'Somebody has reviewed a document.' });

const Noted = z
  .object({
    changed: z.boolean().describe('False where it was on record already.'),
    taskIds: z.array(z.int()).describe('Open tasks that demand such a thing; it stands in their history now.'),
  })
  .meta({ id: 'HandoverDocumentNoted', description: 'What was told of a document is on record.' });

interface Way<Body extends z.ZodType> {
  readonly part: string;
  readonly operation: string;
  readonly summary: string;
  readonly body: Body;
  readonly eventOf: (said: z.output<Body>) => DocumentEvent;
}

const routeOf = <Body extends z.ZodType<{ at: string }>>(
  operations: HandoverOperations,
  { part, operation, summary, body, eventOf }: Way<Body>,
): JsonRoute => ({
  method: 'post',
  path: `/handover/v1/documents/:document/${part}`,
  operation,
  described: {
    summary,
    path: z.object({ document: z.string().describe('The number or the uuid of the document.') }),
    body: { schema: body },
    answers: { 200: { description: 'It is on record.', schema: Noted }, ...problems(400, 404, 409, 413, 415, 422) },
  },
  async answer(call) {
    const read = readBody(call.message, body);
    if (isTrouble(read)) return read;
    const credential = credentialOf(call.message);
    const asked = askedOf(call, { api: 'handover', operation, credential });
    const document = documentNamed(call.params.document ?? '');
    const event = eventOf(read.value);
    const noted = await operations.noteDocument({ ...asked, document, event, at: new Date(read.value.at) });
    const user = operations.loginOf(credential);
    if (isRefused(noted)) return refusalReply(call.message, noted.refused, user);
    const shown: z.infer<typeof Noted> = { changed: noted.changed, taskIds: [...noted.taskIds] };
    return { status: 200, body: shown, outcome: 'done', user };
  },
});

/** What names nothing is told so like a number that no document has. */
function documentNamed(text: string): DocumentName {
  if (/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)) return { uuid: text };
  const number = /^[1-9]\d{0,9}$/.test(text) ? Number(text) : 0;
  return { id: number > LARGEST_INT ? 0 : number };
}

/** By which a document system tells what tasks demand. */
export const noteDocumentRoutes = (operations: HandoverOperations): readonly JsonRoute[] => [
  routeOf(operations, {
    part: 'reads',
    operation: 'noteRead',
    summary: 'Tell that somebody has read a document',
    body: Read,
    eventOf: (said) => ({ kind: 'read', by: said.by, version: said.version ?? null }),
  }),
  routeOf(operations, {
    part: 'versions',
    operation: 'noteVersion',
    summary: 'Tell that somebody has written a version of a document',
    body: Written,
    eventOf: (said) => ({ kind: 'written', by: said.by, version: said.version }),
  }),
  routeOf(operations, {
    part: 'publications',
    operation: 'notePublication',
    summary: 'Tell that a version of a document was published',
    body: Published,
    eventOf: (said) => ({ kind: 'published', version: said.version }),
  }),
  routeOf(operations, {
    part: 'reviews',
    operation: 'noteReview',
    summary: 'Tell that somebody has reviewed a document',
    body: Reviewed,
    eventOf: ({ by: reviewer, version: reviewed, kind, comment }) => ({
      kind: 'reviewed',
      by: reviewer,
      version: reviewed ?? null,
      review: kind,
      comment,
    }),
  }),
];

import { z } from 'zod';
import { assignmentFields } from './assignment-entry.ts';
import { checkAssignment } from './assignment-rules.ts';
import { checkDistinct } from './distinct.ts';
import { readMoment } from './moment.ts';
import { list, maybe, otherwise } from './optional.ts';
import { parseJson } from './parse-json.ts';
import type { Problems } from '../problems.ts';
import { APPROVAL_STATUSES, ENOUGH, PRIORITY_WORDS, REVIEW_KINDS, STATUSES } from './vocabulary.ts';
import { LARGEST_INT } from '../../../core/largest-int.ts';
import { ROLES } from '../../../core/access/account-edit.ts';
import { PERMISSIONS, PRIORITIES, REQUIREMENT_NUMBERS, RIGHT_TYPES } from '../../../core/vocabulary.ts';
import { readTextFile } from './text-file.ts';
import { wordsFor, writePlace } from './wording.ts';
import * as rules from './text-rules.ts';
import { email, language, name, password, path, personName, text } from './text-rules.ts';

/** Everything a fixture says, with its defaults filled in; documented in docs/fixtures.md. */
export type Fixture = z.infer<ReturnType<typeof fixtureSchema>>;

/**
 * Ids that the server gives follow the highest one, and every reassignment takes one: a file with the last int would
 * leave none. This leaves 147 million.
 */
const LARGEST_ID = 2_000_000_000;

const id = z.int().min(1).max(LARGEST_ID);
const count = z.int().min(0).max(LARGEST_INT);
const version = z.int().min(1).max(LARGEST_INT);
const uuid = z.guid('expected a UUID').transform((value) => value.toLowerCase());

/** A word that stands for a number; the number itself is accepted where `numbersToo` says so. */
const numbered = (words: Readonly<Record<string, number>>) =>
  z.enum(Object.keys(words)).transform((word) => words[word] ?? 0);

const requirementType = z.union([z.enum(Object.keys(REQUIREMENT_NUMBERS)), z.int()]).transform((value, context) => {
  const entry = Object.entries(REQUIREMENT_NUMBERS).find((known) => known.includes(value));
  if (entry) return entry[0];
  context.addIssue({ code: 'custom', message: 'expected a requirement type' });
  return z.NEVER;
});

function fixtureSchema(now: Date) {
  const moment = z.string().transform((value, context) => {
    const read = readMoment(value, now);
    if (read) return read;
    context.addIssue({
      code: 'custom',
      message: `expected a date such as "2024-04-15T17:00:00" or a signed duration such as "+P7D", got "${value}"`,
    });
    return z.NEVER;
  });

  const user = z
    .strictObject({
      id: maybe(id),
      uuid: maybe(uuid),
      login: name,
      password: maybe(password),
      passwordHash: maybe(rules.passwordHash),
      firstName: otherwise(personName, ''),
      lastName: otherwise(personName, ''),
      email: otherwise(email, ''),
      roles: list(z.enum(ROLES)),
      enabled: otherwise(z.boolean(), true),
      tickets: otherwise(z.boolean(), true),
      language: otherwise(language, 'en'),
    })
    .refine((entry) => entry.password === undefined || entry.passwordHash === undefined, {
      path: ['passwordHash'],
      message: 'expected either it or a password',
    });

  const team = z.strictObject({ id: maybe(id), uuid: maybe(uuid), name, members: list(name) });

  const document = z.strictObject({
    id: maybe(id),
    path,
    type: maybe(name),
    offline: otherwise(z.boolean(), false),
    shortcut: otherwise(z.boolean(), false),
    checkedOutBy: maybe(name),
    owner: maybe(name),
    version: otherwise(version, 1),
    publishedVersion: maybe(version),
    versions: list(z.strictObject({ version, author: maybe(name), at: otherwise(moment, now) })),
    reads: list(z.strictObject({ user: name, version: maybe(version), at: otherwise(moment, now) })),
    reviews: list(z.strictObject({ kind: z.enum(REVIEW_KINDS), user: maybe(name), at: otherwise(moment, now) })),
  });

  const workflow = z.strictObject({
    id: maybe(id),
    name,
    definition: maybe(z.strictObject({ id: maybe(id), name, revision: maybe(version) })),
    definitionRevision: maybe(version),
    document: maybe(path),
    supervisors: list(name),
    supervisorTeams: list(name),
    submitter: maybe(name),
    steps: list(z.strictObject({ number: z.int().min(1).max(LARGEST_INT), enough: otherwise(z.enum(ENOUGH), 'all') })),
  });

  const requirement = z
    .strictObject({ type: requirementType, objectId: otherwise(count, 0), definition: otherwise(text, '') })
    .refine(({ type, objectId }) => type !== 'FormTemplate' || objectId > 0, 'expected an objectId: the form template');

  const attachment = z.strictObject({
    document: path,
    version: maybe(version),
    attachedBy: maybe(name),
    attachedAt: otherwise(moment, now),
  });

  const task = z
    .strictObject({
      id: maybe(id),
      uuid: maybe(uuid),
      name: otherwise(text, ''),
      workflow: maybe(z.union([id, name], 'expected the id or the name of a workflow')),
      step: maybe(z.strictObject({ number: count, name: otherwise(text, '') })),
      status: otherwise(z.enum(STATUSES), 'InProgress'),
      ...assignmentFields(moment),
      assignedBy: maybe(name),
      supervisor: maybe(name),
      redirectedFrom: maybe(name),
      reassignedFrom: maybe(id),
      relatedTo: maybe(id),
      document: maybe(path),
      startedAt: maybe(moment),
      finishedAt: maybe(moment),
      dueAt: maybe(moment),
      instructions: otherwise(text, ''),
      comments: maybe(text),
      priority: otherwise(numbered(PRIORITY_WORDS), PRIORITIES.Normal),
      approvalStatus: otherwise(z.enum(APPROVAL_STATUSES), 'NoResult'),
      rightType: otherwise(z.enum(RIGHT_TYPES), 'READ'),
      permissions: list(z.enum(PERMISSIONS)),
      requirements: list(requirement),
      attachments: list(attachment),
      definitionId: otherwise(count, 0),
      reminderHours: otherwise(count, 0),
      supervisorNoticeHours: otherwise(count, 0),
      allowedStartHours: otherwise(count, 0),
      notifyOnCompletion: otherwise(z.boolean(), false),
    })
    .superRefine((entry, context) =>
      checkAssignment(entry, now, (path, message) => context.addIssue({ code: 'custom', path, message })),
    );

  const redirection = z
    .strictObject({ user: name, to: name, from: otherwise(moment, now), until: maybe(moment) })
    .refine(({ user, to }) => user.toLowerCase() !== to.toLowerCase(), {
      path: ['to'],
      message: 'expected somebody else than the user',
    })
    .refine(({ from, until }) => until === undefined || until > from, {
      path: ['until'],
      message: 'expected a moment later than "from"',
    });

  const apiKey = z
    .strictObject({
      name,
      key: maybe(rules.apiKey),
      digest: maybe(rules.keyDigest),
      actsAs: name,
      rights: maybe(z.array(rules.right).min(1)),
      addresses: list(rules.network),
    })
    .refine(({ key, digest }) => (key === undefined) !== (digest === undefined), {
      path: ['key'],
      message: 'expected either a key or its digest',
    });

  return z.strictObject({
    users: list(user),
    teams: list(team),
    documents: list(document),
    workflows: list(workflow),
    tasks: list(task),
    redirections: list(redirection),
    apiKeys: list(apiKey),
  });
}

/**
 * Reads a fixture: a text, or the bytes of a file. Dates are counted from `now`.
 *
 * @throws FixtureError naming every entry and field that is wrong by itself or twice in the file
 */
export function readFixture(file: string | Uint8Array, now: Date, problems: Problems): Fixture {
  const json = typeof file === 'string' ? file : readTextFile(file, problems);
  const read = fixtureSchema(now).safeParse(parseJson(json, problems), { error: wordsFor });
  if (!read.success) {
    for (const issue of read.error.issues) problems.add(writePlace(issue.path), issue.message);
    return problems.stop();
  }
  checkDistinct(read.data, problems);
  problems.stopIfAny();
  return read.data;
}

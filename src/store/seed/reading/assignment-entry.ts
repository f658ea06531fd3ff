import { z } from 'zod';
import { MOST_SHARES, MOST_TIERS } from '../../../core/assignment/assign-task.ts';
import { maybe, otherwise } from './optional.ts';
import { name, text } from './text-rules.ts';
import { LARGEST_INT } from '../../../core/largest-int.ts';

/** A megabyte, as clients may keep with a task. */
const LONGEST_OUTPUT = 1024 * 1024;

const RESOLUTIONS = ['completed', 'approved', 'rejected'] as const;

const party = { user: maybe(name), team: maybe(name), external: maybe(name) };

/** Who is asked: one of the three. */
export interface PartyEntry {
  readonly user?: string | undefined;
  readonly team?: string | undefined;
  readonly external?: string | undefined;
}

const isOneParty = ({ user, team, external }: PartyEntry): boolean =>
  [user, team, external].filter((value) => value !== undefined).length === 1;
const ONE_PARTY = 'expected one of user, team and external';

const assignee = z
  .strictObject({
    ...party,
    comment: maybe(text),
    message: maybe(text),
    resolution: maybe(z.enum(RESOLUTIONS)),
  })
  .refine(isOneParty, ONE_PARTY);

const tier = z
  .strictObject({ ...party, slaMinutes: otherwise(z.int().min(0).max(LARGEST_INT), 0) })
  .refine(isOneParty, ONE_PARTY);

/** PostgreSQL's jsonb holds no NUL and no half a character either, in keys and in values. */
const output = z
  .record(z.string(), z.json())
  .refine((value) => JSON.stringify(value).length <= LONGEST_OUTPUT, {
    error: 'expected a megabyte of JSON or less',
    abort: true,
  })
  .refine((value) => !/\\u(?:0000|d[89a-f]..)/.test(JSON.stringify(value).replaceAll('\\\\', '')), {
    error: 'expected text without NUL and broken characters',
  });

/** The fields of a task that say who is asked to do it. */
export const assignmentFields = (moment: z.ZodType<Date>) => ({
  assignee: maybe(name),
  team: maybe(name),
  assignees: maybe(z.array(assignee).min(1).max(MOST_SHARES)),
  completionRule: maybe(z.enum(['all', 'any'])),
  tiers: maybe(z.array(tier).min(1).max(MOST_TIERS)),
  afterTiers: maybe(z.enum(['open', 'terminate'])),
  tierStartedAt: maybe(moment),
  claimedBy: maybe(name),
  output: maybe(output),
});

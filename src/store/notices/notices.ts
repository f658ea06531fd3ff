import type { Knex } from 'knex';
import { claimNotices, type ClaimLimits, type NoticeGroup, type NoticeKey } from './notice-claim.ts';
import {
  giveUpNotices,
  markNoticesRefused,
  markNoticesSent,
  markNoticesUndelivered,
  returnNotices,
} from './notice-marks.ts';
import { execute, type Statement } from '../sql/statement.ts';

const PRUNE: Statement = {
  name: 'notices-prune',
  text: `
with forgotten as (
  delete from mail_turns where next_at < now() - interval '1 day'
)
delete from notices
 where coalesce(sent_at, given_up_at) < now() - interval '30 days'
returning task_id`,
};

/** Deletes what was sent or given up more than 30 days ago; gives how many. */
export const pruneNotices = async (knex: Knex): Promise<number> => (await execute(knex, PRUNE, [])).length;

const READ_BACKLOG: Statement = {
  name: 'notices-backlog',
  text: `
select count(*)::int as "waiting",
       coalesce(extract(epoch from now() - min(created_at)), 0)::float as "oldestSeconds"
  from notices
 where sent_at is null and given_up_at is null`,
};

/** The notices that wait to be sent. */
export interface MailBacklog {
  readonly waiting: number;
  /** The age of the oldest; 0 when nothing waits. */
  readonly oldestSeconds: number;
}

/** Counts the notices that were neither sent nor given up. */
export async function readMailBacklog(knex: Knex): Promise<MailBacklog> {
  const [backlog] = await execute<MailBacklog>(knex, READ_BACKLOG, []);
  return backlog ?? { waiting: 0, oldestSeconds: 0 };
}

/** The part of the store that the relay uses. */
export interface NoticeStore {
  readonly claim: (limits: ClaimLimits) => Promise<readonly NoticeGroup[]>;
  readonly markSent: (keys: readonly NoticeKey[]) => Promise<void>;
  readonly markUndelivered: (keys: readonly NoticeKey[], reason: string, retryInMs: number) => Promise<void>;
  readonly markRefused: (
    keys: readonly NoticeKey[],
    reason: string,
    again: { readonly retryInMs: number; readonly apart: boolean },
  ) => Promise<void>;
  readonly giveUp: (keys: readonly NoticeKey[], reason: string) => Promise<void>;
  readonly giveBack: (keys: readonly NoticeKey[]) => Promise<void>;
  readonly prune: () => Promise<number>;
}

/** Builds the relay's view of the notices in one database. */
export const createNoticeStore = (knex: Knex): NoticeStore => ({
  claim: (limits) => claimNotices(knex, limits),
  markSent: (keys) => markNoticesSent(knex, keys),
  markUndelivered: (keys, reason, retryInMs) => markNoticesUndelivered(knex, keys, reason, retryInMs),
  markRefused: (keys, reason, again) => markNoticesRefused(knex, keys, reason, again),
  giveUp: (keys, reason) => giveUpNotices(knex, keys, reason),
  giveBack: (keys) => returnNotices(knex, keys),
  prune: () => pruneNotices(knex),
});

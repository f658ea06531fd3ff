import type { Knex } from 'knex';
import { execute } from '../sql/statement.ts';
import { DOCUMENTS, WORKFLOWS } from './documents.ts';
import { API_KEYS, REDIRECTIONS, TEAMS, USERS } from './people.ts';
import { TASKS } from './tasks.ts';

/** The sections of a fixture, in the order in which they are written. */
export const EXPORTED = ['users', 'teams', 'documents', 'workflows', 'tasks', 'redirections', 'apiKeys'] as const;

export type Exported = (typeof EXPORTED)[number];

export interface ExportPlan {
  readonly sections: readonly Exported[];
  /** With hashes of passwords and digests of keys; without them there are no keys. */
  readonly secrets: boolean;
  /** Of tasks those that are open. */
  readonly openOnly: boolean;
}

/** Entries of one section, some of all. */
export interface ExportPage {
  readonly section: Exported;
  readonly entries: readonly object[];
}

const PAGE = 500;

const TEXTS: Readonly<Record<Exported, string>> = {
  users: USERS,
  teams: TEAMS,
  documents: DOCUMENTS,
  workflows: WORKFLOWS,
  tasks: TASKS,
  redirections: REDIRECTIONS,
  apiKeys: API_KEYS,
};

/**
 * Reads what a fixture says, a page at a time, as it was at one moment: what is written meanwhile is not in it.
 * `take` is waited for, so that no more is read than somebody writes.
 */
export const readExport = (
  knex: Knex,
  { sections, secrets, openOnly }: ExportPlan,
  take: (page: ExportPage) => Promise<void>,
): Promise<void> =>
  knex.transaction(
    async (trx) => {
      for (const section of EXPORTED.filter((each) => sections.includes(each))) {
        const more = section === 'users' ? [secrets] : section === 'tasks' ? [openOnly] : [];
        for (let last = 0, isMore = true; isMore;) {
          const rows = await execute<Row>(trx, { text: TEXTS[section] }, [last, PAGE, ...more]);
          await take({ section, entries: rows.map(entryOf) });
          last = rows.at(-1)?.id ?? last;
          isMore = rows.length === PAGE;
        }
      }
    },
    { isolationLevel: 'repeatable read', readOnly: true },
  );

type Entry = Readonly<Record<string, unknown>>;

interface Row {
  readonly id: number;
  readonly entry: Entry;
  readonly isTiered?: boolean;
  readonly shares?: readonly Entry[] | null;
}

/** As somebody would write it: without what is nothing. */
function entryOf({ entry, isTiered = false, shares }: Row): object {
  const { completionRule, afterTiers, tierStartedAt, assignee, team, ...rest } = entry;
  if (shares === undefined) return withoutNothing(entry);
  const held = { ...rest, completionRule: completionRule === 'any' || isTiered ? completionRule : null };
  if (shares === null) return withoutNothing({ ...held, assignee, team });
  const asked = shares.map(withoutNothing);
  return withoutNothing(
    isTiered ? { ...held, tiers: asked, afterTiers, tierStartedAt } : { ...held, assignees: asked },
  );
}

const isNothing = (value: unknown): boolean => value === null || (Array.isArray(value) && value.length === 0);

const withoutNothing = (entry: Entry): object =>
  Object.fromEntries(Object.entries(entry).filter(([, value]) => !isNothing(value)));

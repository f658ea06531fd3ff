import { z } from 'zod';
import { LARGEST_INT } from '../../../core/largest-int.ts';
import type { SearchedParty, SearchedState } from '../../../core/lists/human-task-search.ts';
import { isRefused } from '../../../core/refusal.ts';
import { readBody } from '../../json/body.ts';
import { isTrouble, type JsonRoute } from '../../json/json-dialect.ts';
import { USER_TYPES } from '../people.ts';
import { asking, doneWith, refusedWith } from '../replies.ts';
import { BODY_ANSWERS, HumanTaskEntry, READ_ANSWERS, STATES } from '../schemas.ts';
import { entryOf, type State } from '../task.ts';
import { readNumber } from '../task-id.ts';
import type { OrkesOperations } from '../words.ts';

const PAGE_SIZE_LIMIT = 100;
const DEFAULT_SIZE = 15;
const MOST_MEMBERS = 1000;
/** The last moment that a date here can name. */
const MOST_MS = 8_640_000_000_000_000;

const texts = z.array(z.string()).max(MOST_MEMBERS).nullish();
const moment = z.int().min(0).max(MOST_MS).nullish();

const SearchUser = z.object({
  userType: z.enum(USER_TYPES).nullish(),
  user: z.string().trim().min(1, 'is required').max(255).describe('`*` stands for anything.'),
});

const Search = z
  .object({
    searchType: z.enum(['ADMIN', 'INBOX']).nullish(),
    states: z.array(z.enum(STATES)).nullish(),
    assignees: z.array(SearchUser).max(MOST_MEMBERS).nullish(),
    claimants: z.array(SearchUser).max(MOST_MEMBERS).nullish(),
    displayNames: texts,
    definitionNames: texts,
    taskRefNames: texts,
    workflowIds: texts,
    workflowNames: texts,
    fullTextQuery: z.string().nullish().describe('Text that name, instructions, comment, document or output contain.'),
    taskInputQuery: z.string().nullish(),
    taskOutputQuery: z.string().nullish(),
    updateStartTime: moment.describe('Changed at this moment or later; milliseconds since 1970.'),
    updateEndTime: moment,
    start: z.int().min(0).max(LARGEST_INT).nullish(),
    size: z
      .int()
      .min(0)
      .max(LARGEST_INT)
      .nullish()
      .describe(`${DEFAULT_SIZE} if left out, ${PAGE_SIZE_LIMIT} at the most.`),
  })
  .meta({
    id: 'OrkesHumanTaskSearch',
    description: 'What tasks have to meet: of each list one member. Empty lists and texts ask for nothing.',
    example: { states: ['ASSIGNED'], assignees: [{ userType: 'CONDUCTOR_USER', user: 'jane.doe@acme.com' }], size: 15 },
  });

const SearchResult = z
  .object({
    totalHits: z.int().describe('Matches on all pages.'),
    start: z.int(),
    hits: z.int().describe('Entries in this answer.'),
    pageSizeLimit: z.int(),
    results: z.array(HumanTaskEntry),
  })
  .meta({ id: 'OrkesHumanTaskSearchResult', description: 'A page of tasks.' });

const SEARCHED = {
  PENDING: 'not-started',
  ASSIGNED: 'open',
  IN_PROGRESS: 'claimed',
  COMPLETED: 'completed',
  TIMED_OUT: 'timed-out',
  DELETED: 'given-up',
} as const satisfies Record<State, SearchedState>;

const OPERATION = 'search';

export const searchRoute = (operations: Pick<OrkesOperations, 'searchTasks' | 'loginOf'>): JsonRoute => ({
  method: 'post',
  path: '/api/human/tasks/search',
  operation: OPERATION,
  described: {
    summary: 'Search for tasks',
    body: { schema: Search },
    answers: { ...READ_ANSWERS, ...BODY_ANSWERS, 200: { description: 'A page of tasks', schema: SearchResult } },
  },
  async answer(call) {
    const read = readBody(call.message, Search);
    if (isTrouble(read)) return read;
    const sought = read.value;
    const start = sought.start ?? 0;
    const asked = asking(call, OPERATION);
    const found = await operations.searchTasks({
      ...asked,
      searchType: sought.searchType ?? null,
      start,
      size: Math.min(sought.size ?? DEFAULT_SIZE, PAGE_SIZE_LIMIT),
      criteria: {
        states: (sought.states ?? []).map((state) => SEARCHED[state]),
        assignees: (sought.assignees ?? []).map(partyOf),
        claimants: (sought.claimants ?? []).map(partyOf),
        names: sought.displayNames ?? [],
        definitions: sought.definitionNames ?? [],
        steps: sought.taskRefNames ?? [],
        // What is no number is the id of no workflow.
        workflowIds: (sought.workflowIds ?? []).map((id) => readNumber(id) ?? 0),
        workflowNames: sought.workflowNames ?? [],
        fullText: sought.fullTextQuery || null,
        inputText: sought.taskInputQuery || null,
        outputText: sought.taskOutputQuery || null,
        updatedFrom: momentOf(sought.updateStartTime),
        updatedUntil: momentOf(sought.updateEndTime),
      },
    });
    if (isRefused(found)) return refusedWith(operations, call, asked, found);
    const results = found.tasks.map((task) => entryOf(task));
    return doneWith(operations, asked, {
      totalHits: found.total,
      start,
      hits: results.length,
      pageSizeLimit: PAGE_SIZE_LIMIT,
      results,
    });
  },
});

const partyOf = ({ userType, user }: z.output<typeof SearchUser>): SearchedParty => ({
  kind: userType?.endsWith('GROUP') ? 'team' : 'user',
  text: user,
});

const momentOf = (ms: number | null | undefined): Date | null => (typeof ms === 'number' ? new Date(ms) : null);

import { z } from 'zod';
import { LARGEST_INT } from '../../../core/largest-int.ts';
import type { NamedAsk, PartyName } from '../../../core/assignment/named-parties.ts';
import { isRefused, type Refused } from '../../../core/refusal.ts';
import { readBody } from '../../json/body.ts';
import { isTrouble, type JsonRoute, type Trouble } from '../../json/json-dialect.ts';
import { asking, doneWith, refusedWith, wordsOfClaimed } from '../replies.ts';
import { BODY_ANSWERS, CHANGE_ANSWERS, DONE, HumanTaskAssignment, TaskIdPath } from '../schemas.ts';
import { taskNamed } from '../task-id.ts';
import { faultOfName } from '../texts.ts';
import { WORDS, type OrkesOperations, type OrkesRefusal, type Words } from '../words.ts';

const Assignments = z
  .array(HumanTaskAssignment)
  .describe('One after the other: the next is asked when the minutes of the one before are over.');

type AskedAssignment = z.output<typeof HumanTaskAssignment>;

const OPERATION = 'reassignTask';

export const reassignRoute = (operations: Pick<OrkesOperations, 'assignTask' | 'loginOf'>): JsonRoute => ({
  method: 'post',
  path: '/api/human/tasks/:taskId/reassign',
  operation: OPERATION,
  described: {
    summary: 'Reassign an unclaimed task',
    path: TaskIdPath,
    body: { schema: Assignments },
    isChange: true,
    answers: { ...CHANGE_ANSWERS, ...BODY_ANSWERS, ...DONE },
  },
  async answer(call) {
    const read = readBody(call.message, Assignments);
    if (isTrouble(read)) return read;
    const assignments = read.value.map(trimmed);
    const fault = faultOf(assignments);
    if (fault) return fault;
    const asked = asking(call, OPERATION);
    const outcome = await operations.assignTask({
      ...asked,
      task: taskNamed(call.params.taskId ?? ''),
      asks: assignments.map(askOf),
      inTiers: true,
      refusesClaimed: true,
    });
    if (!isRefused(outcome)) return doneWith(operations, asked);
    if (outcome.refused === 'task-claimed') {
      return refusedWith(operations, call, asked, outcome, wordsOfClaimed(outcome));
    }
    return refusedWith(operations, call, asked, outcome, wordsOf(outcome, assignments));
  },
});

const trimmed = ({ assignee: { userType, user }, slaMinutes }: AskedAssignment): AskedAssignment => ({
  assignee: { userType, user: user.trim() },
  slaMinutes,
});

function faultOf(assignments: readonly AskedAssignment[]): Trouble | null {
  for (const [index, { assignee, slaMinutes }] of assignments.entries()) {
    const wrong = (field: string, message: string): Trouble => ({
      trouble: 'body-unreadable',
      field: `${index}.${field}`,
      message,
    });
    const fault = faultOfName(assignee.user);
    if (fault) return wrong('assignee.user', fault);
    if (slaMinutes > LARGEST_INT) return wrong('slaMinutes', `must be ${LARGEST_INT} at the most`);
    if (slaMinutes === 0 && index < assignments.length - 1) {
      return wrong('slaMinutes', 'must not be 0: nobody would be asked after an assignment without limit');
    }
  }
  return null;
}

/** Names from outside may be those of accounts and groups; the others have to be. */
const KINDS = {
  CONDUCTOR_USER: 'user',
  CONDUCTOR_GROUP: 'team',
  EXTERNAL_USER: 'anyone',
  EXTERNAL_GROUP: 'anyone',
} as const satisfies Record<AskedAssignment['assignee']['userType'], PartyName['kind']>;

const askOf = ({ assignee, slaMinutes }: AskedAssignment): NamedAsk => ({
  name: { kind: KINDS[assignee.userType], text: assignee.user },
  namedAs: assignee,
  slaMinutes,
});

const ABOUT_PARTIES: readonly OrkesRefusal[] = ['user-not-found', 'user-disabled', 'user-ambiguous', 'team-not-found'];

/** Whom a refusal is about is told by its place and its name. */
function wordsOf({ refused, at }: Refused<OrkesRefusal>, assignments: readonly AskedAssignment[]): Words {
  const words = WORDS[refused];
  const named = at === undefined ? undefined : assignments[at]?.assignee.user;
  if (named === undefined || !ABOUT_PARTIES.includes(refused)) return words;
  return { ...words, message: `[${at}].assignee.user: ${words.message}: ${JSON.stringify(named)}` };
}

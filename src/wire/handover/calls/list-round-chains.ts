import { z } from 'zod';
import { isRefused } from '../../../core/refusal.ts';
import type { JsonRoute } from '../../json/json-dialect.ts';
import { problems } from '../answers.ts';
import { credentialOf } from '../bearer.ts';
import { Moment, momentOrNull, namesOf, Person } from '../objects.ts';
import { refusalReply, type HandoverOperations } from '../problem.ts';

const RoundChain = z
  .object({
    currentId: z.int().describe('The open task, by which its chain can be read.'),
    name: z.string(),
    document: z.string().nullable(),
    dueDate: Moment.nullable(),
    reassignments: z.int().describe('How often it has been reassigned, which MAX_REASSIGNMENTS limits.'),
    people: z.array(Person).describe('Who has had it, from the first to whoever has it now.'),
  })
  .meta({ id: 'HandoverRoundChain', description: 'An open task that somebody got who had had it before.' });

const RoundChains = z
  .object({
    total: z.int().describe('How many there are; 200 are shown at the most.'),
    chains: z.array(RoundChain).describe('Those first that were reassigned most often.'),
  })
  .meta({ id: 'HandoverRoundChains', description: 'Open tasks that go round.' });

export const listRoundChains = (operations: HandoverOperations): JsonRoute => ({
  method: 'get',
  path: '/handover/v1/round-chains',
  operation: 'listRoundChains',
  described: {
    summary: 'List open tasks that came back to somebody who had them before',
    answers: { 200: { description: 'What goes round.', schema: RoundChains }, ...problems() },
  },
  async answer({ message }) {
    const credential = credentialOf(message);
    const found = await operations.listRoundChains({ credential, client: message.client, subjectId: null });
    const user = operations.loginOf(credential);
    if (isRefused(found)) return refusalReply(message, found.refused, user);
    const { person } = namesOf(found.names);
    const chains = found.chains.map(({ taskId, name, documentPath, dueAt, reassignments, holderIds }) => ({
      currentId: taskId,
      name,
      document: documentPath,
      dueDate: momentOrNull(dueAt),
      reassignments,
      people: holderIds.map(person),
    }));
    return {
      status: 200,
      body: { total: found.total, chains } satisfies z.infer<typeof RoundChains>,
      outcome: 'done',
      user,
    };
  },
});

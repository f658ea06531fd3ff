import { z } from 'zod';
import { isRefused } from '../../../core/refusal.ts';
import type { JsonRoute } from '../../json/json-dialect.ts';
import { asking, doneWith, refusedWith } from '../replies.ts';
import { READ_ANSWERS } from '../schemas.ts';
import type { OrkesOperations } from '../words.ts';

const OPERATION = 'getTaskDisplayNames';

const SearchType = z.enum(['ADMIN', 'INBOX']);

export const displayNamesRoute = (operations: Pick<OrkesOperations, 'listTaskNames' | 'loginOf'>): JsonRoute => ({
  method: 'get',
  path: '/api/human/tasks/getTaskDisplayNames',
  operation: OPERATION,
  described: {
    summary: 'List the names of open tasks',
    query: z.object({ searchType: SearchType.optional() }),
    answers: { ...READ_ANSWERS, 200: { description: 'The names', schema: z.array(z.string()) } },
  },
  async answer(call) {
    const asked = asking(call, OPERATION);
    const type = SearchType.safeParse(call.query.get('searchType') ?? undefined);
    if (!type.success && call.query.get('searchType')) {
      return { trouble: 'body-unreadable', field: 'searchType', message: 'must be one of ADMIN, INBOX' };
    }
    const found = await operations.listTaskNames({ ...asked, searchType: type.data ?? null });
    if (isRefused(found)) return refusedWith(operations, call, asked, found);
    return doneWith(operations, asked, found.names);
  },
});

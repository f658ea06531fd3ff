import { expect } from 'chai';
import type { Refusal } from '../../../src/core/refusal.ts';
import { decideComment, type CommentRequest } from '../../../src/core/tasks/set-task-comment.ts';
import type { TaskFact } from '../../../src/core/tasks/task-facts.ts';
import {
  byClosedWords,
  facts,
  nobody,
  outcomeOf,
  planOf,
  request,
  statuses,
  stranger,
  supervisor,
} from './one-task.ts';

const asked: CommentRequest = { ...request, comments: 'Looks good.' };

const outcome = (otherwise: Partial<TaskFact>, more: Partial<CommentRequest> = {}) =>
  outcomeOf(decideComment({ ...asked, ...more }, facts(otherwise)));

describe('deciding on a comment', () => {
  const rows: [string, Partial<TaskFact>, Partial<CommentRequest>, Refusal | 'done'][] = [
    ['lets the assignee', {}, {}, 'done'],
    ['refuses a supervisor', supervisor, {}, 'access-denied'],
    ['refuses a stranger', stranger, {}, 'access-denied'],
    ['refuses a caller without a ticket', {}, { credential: nobody }, 'anonymous'],
    ['refuses while the document is offline', { documentOffline: true }, {}, 'document-offline'],
    ['looks at the caller before the document', { ...stranger, documentOffline: true }, {}, 'access-denied'],
    ['looks at the document before the state', { documentOffline: true, status: 'Dropped' }, {}, 'document-offline'],
  ];
  for (const [sentence, otherwise, more, expected] of rows) {
    it(sentence, () => expect(outcome(otherwise, more)).to.equal(expected));
  }

  for (const status of statuses) {
    it(`answers ${byClosedWords[status]} for a task that is ${status}`, () =>
      expect(outcome({ status })).to.equal(byClosedWords[status]));
  }

  const texts: [string, string, string][] = [
    ['keeps the text as it is', ' <b>ä</b> ', ' <b>ä</b> '],
    ['clears with an empty one', '', ''],
    ['keeps line ends of one kind', 'one\r\ntwo\rthree\nfour\r\n\r\n', 'one\ntwo\nthree\nfour\n\n'],
  ];
  for (const [sentence, comments, stored] of texts) {
    it(sentence, () =>
      expect(planOf(decideComment({ ...asked, comments }, facts())).fields).to.deep.equal({ comments: stored }),
    );
  }
});

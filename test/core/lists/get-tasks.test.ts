import { expect } from 'chai';
import { decideGetDocumentTasks } from '../../../src/core/lists/get-document-tasks.ts';
import { decideGetTasks, type TaskFilter, type TaskSelection } from '../../../src/core/lists/get-tasks.ts';
import { planPage } from '../../../src/core/lists/get-tasks1.ts';
import { isRefused } from '../../../src/core/refusal.ts';

const anonymous = { kind: 'anonymous' } as const;
const ticket = { kind: 'ticket', secret: '3f7a1b2c-4d5e-6f7a-8b9c-0d1e2f3a4b5c' } as const;
const jane = { id: 12, roles: [] };

const selection = (filter: TaskFilter = {}): TaskSelection => ({
  filter,
  order: { key: 'DueDate', ascending: true },
});
const unreadable = { refused: 'criteria-invalid' } as const;

describe('deciding a list of tasks', () => {
  it('turns away an anonymous caller before looking at the criteria', () =>
    expect(decideGetTasks({ credential: anonymous, selection: unreadable }, null)).to.deep.equal({
      refused: 'anonymous',
    }));

  it('turns away a dead ticket before looking at the criteria', () =>
    expect(decideGetTasks({ credential: ticket, selection: unreadable }, null)).to.deep.equal({
      refused: 'ticket-invalid',
    }));

  it('turns away criteria that cannot be read', () =>
    expect(decideGetTasks({ credential: ticket, selection: unreadable }, jane)).to.equal(unreadable));

  const visibilities: [string, string[], TaskFilter, number | null][] = [
    ['shows anybody what is theirs', [], {}, 12],
    ['shows a user manager everything', ['userManager'], {}, null],
    ['shows an administrator everything', ['administrator'], {}, null],
    ['shows a library manager everything', ['libraryManager'], {}, null],
    ['looks no further at tasks the caller is assignee of', [], { assigneeId: 12 }, null],
    ['looks no further at tasks the caller has assigned', [], { assignedById: 12 }, null],
    ['looks no further at tasks the caller supervises', [], { supervisorId: 12 }, null],
    ['looks at each of somebody else’s tasks', [], { assigneeId: 13, supervisorId: 14 }, 12],
    ['does not take a document’s id for a person’s', [], { documentId: 12, workflowId: 12 }, 12],
  ];
  for (const [sentence, roles, filter, visibleTo] of visibilities) {
    it(sentence, () =>
      expect(decideGetTasks({ credential: ticket, selection: selection(filter) }, { id: 12, roles })).to.deep.equal({
        ...selection(filter),
        visibleTo,
      }),
    );
  }
});

describe('planning a page', () => {
  const pages: [number, number, number, number][] = [
    [0, 20, 0, 20],
    [40, 1, 40, 1],
    [-1, 20, 0, 20],
    [5, 0, 5, 100],
    [5, -3, 5, 100],
  ];
  for (const [startingRow, rowCount, start, count] of pages) {
    it(`takes ${rowCount} rows from ${startingRow} for ${count} from ${start}`, () =>
      expect(planPage({ credential: ticket, selection: selection(), startingRow, rowCount })).to.deep.equal({
        startingRow: start,
        rowCount: count,
      }));
  }
});

describe('deciding a document’s tasks', () => {
  const request = { credential: ticket, documentPath: '/Library/Name.pdf', filter: 'all' } as const;
  const document = { id: 1024 };

  it('shows them to any account', () =>
    expect(decideGetDocumentTasks(request, { caller: jane, document })).to.deep.equal({
      documentId: 1024,
      filter: 'all',
    }));

  it('names the first thing that is wrong', () => {
    const refusals = [
      decideGetDocumentTasks({ ...request, credential: anonymous }, { caller: null, document: null }),
      decideGetDocumentTasks(request, { caller: null, document: null }),
      decideGetDocumentTasks(request, { caller: jane, document: null }),
    ].map((outcome) => isRefused(outcome) && outcome.refused);
    expect(refusals).to.deep.equal(['anonymous', 'ticket-invalid', 'document-not-found']);
  });
});

import { expect } from 'chai';
import { decideAttaching } from '../../../src/core/tasks/add-workflow-attachment.ts';
import type { Refusal } from '../../../src/core/refusal.ts';
import { decideDetaching } from '../../../src/core/tasks/remove-workflow-attachment.ts';
import type { TaskFact } from '../../../src/core/tasks/task-facts.ts';
import {
  versionOf,
  type AttachableDocument,
  type AttachmentRequest,
} from '../../../src/core/tasks/workflow-attachment.ts';
import {
  attachmentFacts,
  byClosedWords,
  nobody,
  outcomeOf,
  planOf,
  request,
  statuses,
  stranger,
  supervisor,
} from './one-task.ts';

const asked: AttachmentRequest = { ...request, documentPath: '/Corporate/Legal/Evidence.pdf', versionNumber: 0 };
const evidence: AttachableDocument = { id: 1025, version: 3, attachedVersions: [] };
const attached = (...attachedVersions: number[]) => ({ ...evidence, attachedVersions });

describe('reading a version number', () => {
  const rows: [number, number | null][] = [
    [0, 3],
    [1, 1],
    [999, 999],
    [1_000, null],
    [999_999, null],
    [1_000_000, 1],
    [3_000_000, 3],
    [1_001_000, null],
    [1_000_001, null],
    [2_147_000_000, 2147],
    [2_147_483_647, null],
    [-1, null],
    [-1_000_000, null],
  ];
  for (const [number, version] of rows) {
    it(`takes ${number} for ${version === null ? 'no version' : `version ${version}`}`, () =>
      expect(versionOf(number, 3)).to.equal(version));
  }
});

for (const [name, decide, present] of [
  ['attaching a document', decideAttaching, evidence],
  ['taking a document off', decideDetaching, attached(3)],
] as const) {
  describe(`deciding on ${name}`, () => {
    const outcome = (otherwise: Partial<TaskFact>, document: AttachableDocument | null = present, more = {}) =>
      outcomeOf(decide({ ...asked, ...more }, attachmentFacts(document, otherwise)));

    const rows: [string, () => Refusal | 'done', Refusal | 'done'][] = [
      ['lets the assignee', () => outcome({}), 'done'],
      ['lets a supervisor', () => outcome(supervisor), 'done'],
      ['refuses a stranger', () => outcome(stranger), 'access-denied'],
      ['refuses a caller without a ticket', () => outcome({}, present, { credential: nobody }), 'anonymous'],
      ['refuses a path that names no document', () => outcome({}, null), 'document-not-found'],
      ['looks at the caller before the document', () => outcome(stranger, null), 'access-denied'],
      ['looks at the document before the state', () => outcome({ status: 'Dropped' }, null), 'document-not-found'],
      [
        'looks at the version before the state',
        () => outcome({ status: 'Dropped' }, present, { versionNumber: 4 }),
        'version-not-found',
      ],
    ];
    for (const [sentence, ask, expected] of rows) it(sentence, () => expect(ask()).to.equal(expected));

    for (const status of statuses) {
      it(`answers ${byClosedWords[status]} for a task that is ${status}`, () =>
        expect(outcome({ status })).to.equal(byClosedWords[status]));
    }
  });
}

describe('choosing what to attach', () => {
  const attach = (versionNumber: number, document = evidence) =>
    decideAttaching({ ...asked, versionNumber }, attachmentFacts(document));

  it('takes the current version for 0', () =>
    expect(planOf(attach(0))).to.include({ documentId: 1025, documentVersion: 3, attaches: true }));
  it('takes an older one by its number', () =>
    expect(planOf(attach(2_000_000))).to.include({ documentVersion: 2, operation: 'AddWorkflowAttachment' }));
  it('refuses one that is not there yet', () => expect(outcomeOf(attach(4))).to.equal('version-not-found'));
  it('attaches a second version beside the first', () =>
    expect(planOf(attach(1, attached(3)))).to.include({ documentVersion: 1 }));
  it('changes nothing when it is attached already', () =>
    expect(attach(0, attached(3))).to.deep.equal({ unchanged: true }));
  it('refuses a closed task what is attached already, too', () =>
    expect(outcomeOf(decideAttaching(asked, attachmentFacts(attached(3), { status: 'Completed' })))).to.equal(
      'task-completed',
    ));
});

describe('choosing what to take off', () => {
  const detach = (versionNumber: number, ...versions: number[]) =>
    decideDetaching({ ...asked, versionNumber }, attachmentFacts(attached(...versions)));

  const rows: [string, number, number[], number | Refusal][] = [
    ['takes the current version for 0', 0, [1, 3], 3],
    ['takes the only one for 0 when a newer version has come', 0, [1], 1],
    ['does not guess between two for 0', 0, [1, 2], 'version-not-found'],
    ['finds none for 0', 0, [], 'version-not-found'],
    ['takes the one that is named', 2, [1, 2, 3], 2],
    ['takes the one that is named by its packed number', 2_000_000, [1, 2, 3], 2],
    ['does not take the only one for another', 2, [1], 'version-not-found'],
    ['refuses a number that is no version', 1_500_000, [1], 'version-not-found'],
  ];
  for (const [sentence, number, versions, expected] of rows) {
    it(sentence, () => {
      const decision = detach(number, ...versions);
      if (typeof expected === 'string') expect(outcomeOf(decision)).to.equal(expected);
      else expect(planOf(decision)).to.include({ documentVersion: expected, attaches: false });
    });
  }
});

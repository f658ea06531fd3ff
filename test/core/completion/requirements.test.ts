import { expect } from 'chai';
import type { CompletableTask } from '../../../src/core/completion/completion-facts.ts';
import { firstUnmet } from '../../../src/core/completion/requirements.ts';
import { facts, task } from './completion.ts';

const { now } = facts();
const unmet = (change: Partial<CompletableTask>) => firstUnmet({ ...task, ...change }, now);

describe('the requirements of a task', () => {
  const conditions: [type: string, refusal: string, met: Partial<CompletableTask>][] = [
    ['Comments', 'comments-required', { comments: 'Done.' }],
    ['LastestVersionRead', 'document-unread', { callerHasReadNewest: true }],
    ['PublishedVersionRead', 'document-unread', { callerHasReadPublished: true }],
    ['ISOReview', 'review-required', { isoReviewed: true }],
    ['SOXReview', 'review-required', { soxReviewed: true }],
    ['Edit', 'edit-required', { callerHasEdited: true }],
    ['Approval', 'approval-required', { approvalStatus: 'Approved' }],
    ['Approval', 'approval-required', { approvalStatus: 'Rejected' }],
    ['Attachment', 'attachment-required', { attachmentCount: 1 }],
  ];
  for (const [type, refusal, met] of conditions) {
    it(`${type} is met by ${JSON.stringify(met)} only`, () => {
      const all = Object.assign({}, ...conditions.map(([, , change]) => change)) as Partial<CompletableTask>;
      const others = Object.keys(met).reduce((rest, key) => ({ ...rest, [key]: task[key as keyof typeof task] }), all);
      expect(unmet({ requirements: [type], ...others })).to.equal(refusal);
      expect(unmet({ requirements: [type], ...met })).to.equal(null);
    });
  }

  it('names the first unmet one in the order of TestTaskCompletion', () => {
    const order: [string, Partial<CompletableTask>][] = [
      ['comments-required', { comments: 'Done.' }],
      ['document-unread', { callerHasReadNewest: true, callerHasReadPublished: true }],
      ['start-not-allowed-yet', { allowedStartAt: null }],
      ['document-checked-out', { callerHasCheckedOut: false }],
      ['review-required', { isoReviewed: true, soxReviewed: true }],
      ['edit-required', { callerHasEdited: true }],
      ['approval-required', { approvalStatus: 'Approved' }],
      ['attachment-required', { attachmentCount: 1 }],
    ];
    let state: Partial<CompletableTask> = {
      requirements: conditions.map(([type]) => type).reverse(),
      allowedStartAt: new Date(now.getTime() + 1),
      callerHasCheckedOut: true,
    };
    for (const [refusal, met] of order) {
      expect(unmet(state)).to.equal(refusal);
      state = { ...state, ...met };
    }
    expect(unmet(state)).to.equal(null);
  });

  it('looks at the allowed start and the check-out of every task', () => {
    expect(unmet({ allowedStartAt: new Date(now.getTime() + 1) })).to.equal('start-not-allowed-yet');
    expect(unmet({ allowedStartAt: now })).to.equal(null);
    expect(unmet({ callerHasCheckedOut: true })).to.equal('document-checked-out');
  });

  it('asks nothing of a document that is not there', () => {
    const types = ['LastestVersionRead', 'PublishedVersionRead', 'ISOReview', 'SOXReview', 'Edit'];
    expect(unmet({ requirements: types, hasDocument: false })).to.equal(null);
    expect(unmet({ requirements: ['Comments'], hasDocument: false })).to.equal('comments-required');
  });

  for (const type of [
    'NoRequirement',
    'Sign',
    'Archive',
    'Dispose',
    'Downgrade',
    'Declassify',
    'Transfer',
    'FormTemplate',
    'MetaData',
    'ReproptPassword',
  ]) {
    it(`${type} passes: nothing in this API could meet it`, () => {
      expect(unmet({ requirements: [type] })).to.equal(null);
    });
  }
});

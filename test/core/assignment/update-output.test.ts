import { expect } from 'chai';
import {
  decideOutput,
  MOST_OUTPUT_BYTES,
  type Output,
  type OutputUpdate,
} from '../../../src/core/assignment/update-output.ts';
import type { Refusal } from '../../../src/core/refusal.ts';
import { outcomeOf, planOf } from '../tasks/one-task.ts';
import { BEGINNING, deciding, refusesInOrder, request, sharesOf, type Case, type Who } from './decisions.ts';

const usual: OutputUpdate = {
  ...request,
  output: { note: 'new' },
  completes: false,
  wordsIn: ({ said, decided }: Output) => ({
    ...(typeof said === 'string' ? { message: said } : {}),
    ...(decided === 'yes' ? { decision: 'Approved' as const } : {}),
    ...(decided === 'no' ? { decision: 'Rejected' as const } : {}),
  }),
};
const decide = deciding<OutputUpdate, ReturnType<typeof decideOutput>>(
  (asked, facts) => decideOutput(asked, facts),
  usual,
);

const completing = (situation: Case<OutputUpdate>) =>
  planOf(decide({ ...situation, request: { completes: true, ...situation.request } }));

describe('deciding on the output of a task', () => {
  refusesInOrder(decide, { who: 'john' }, [
    ...BEGINNING('assign'),
    ['access-denied', { who: 'jane' }],
    ['task-completed', { task: { status: 'Completed' } }],
    ['document-offline', { task: { documentOffline: true } }],
    ['output-too-long', { request: { output: { note: 'x'.repeat(MOST_OUTPUT_BYTES) } } }],
  ]);

  const callers: [Who, string, Refusal | 'done'][] = [
    ['jane', 'jane*', 'done'],
    ['jane', 'jane', 'access-denied'],
    ['alice', 'jane* alice', 'access-denied'],
    ['john', 'jane', 'done'],
    ['sue', 'jane*', 'done'],
    ['maria', '', 'done'],
    ['carol', '', 'access-denied'],
  ];
  for (const [who, line, outcome] of callers) {
    for (const completes of [false, true]) {
      it(`${who} of ${line || 'nobody'}, ${completes ? 'completing' : 'keeping'}: ${outcome}`, () =>
        expect(outcomeOf(decide({ who, line, request: { completes } }))).to.equal(outcome));
    }
  }

  it('lays it over what was kept, and changes nothing else', () => {
    const plan = planOf(decide({ who: 'john', sharing: { output: { note: 'old', more: [1] } } }));
    expect(plan.sharing.output).to.deep.equal({ note: 'new', more: [1] });
    expect(sharesOf(plan)).to.equal('jane');
    expect(plan.fields).not.to.have.any.keys('status', 'comments');
    expect(plan.notices).to.deep.equal([]);
  });

  it('says nothing of the task until that is completed', () => {
    const output = { said: 'Fine.', decided: 'no' };
    const plan = planOf(decide({ who: 'john', request: { output }, task: { requirements: ['Approval'] } }));
    expect(plan.fields).not.to.have.property('comments');
    expect(plan.fields).to.include({ approvalStatus: 'NoResult' });
  });

  it('completes with what the whole output says', () => {
    const plan = completing({
      who: 'jane',
      line: 'jane*',
      sharing: { output: { said: 'Fine.' } },
      request: { output: { decided: 'yes' } },
      task: { requirements: ['Approval', 'Comments'] },
    });
    expect(plan.fields).to.include({ status: 'Completed', comments: 'Fine.', approvalStatus: 'Approved' });
    expect(plan.sharing.output).to.deep.equal({ said: 'Fine.', decided: 'yes' });
    expect(plan.sharing.shares[0]).to.include({ message: 'Fine.', resolution: 'approved' });
  });

  it('takes no decision of a task that demands none: a rejection would stop its workflow', () => {
    const plan = completing({ who: 'jane', line: 'jane*', request: { output: { decided: 'no' } } });
    expect(plan.fields).to.include({ status: 'Completed', approvalStatus: 'NoResult' });
    expect(plan).not.to.have.property('stopsWorkflow');
  });

  it('makes a share that is done where nobody is asked', () =>
    expect(sharesOf(completing({ who: 'john', line: '' }))).to.equal('john:done+'));

  it('refuses what is demanded and not said', () => {
    const demanding = { who: 'jane', line: 'jane*', task: { requirements: ['Approval'] } } as const;
    const asked = { request: { completes: true, output: { decided: 'perhaps' } } };
    expect(outcomeOf(decide({ ...demanding, ...asked }))).to.equal('approval-required');
  });
});

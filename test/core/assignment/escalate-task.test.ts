import { expect } from 'chai';
import { decideEscalation, type EscalationFacts } from '../../../src/core/assignment/escalate-task.ts';
import type { Sharing } from '../../../src/core/shares/share.ts';
import { after, lineOf, sharingOfLine } from '../shares/shares.ts';
import { mailsOf, person } from './decisions.ts';

const CONTEXT = { api: 'system', requestId: 'look-1' };
const TERMINATES: Partial<Sharing> = { afterTiers: 'terminate' };

const facts = (
  sharing: Sharing,
  minutes: number,
  task: Partial<EscalationFacts['task']> = {},
  people = ['john', 'jane', 'alice', 'bob'].map((name) => person(name)),
): EscalationFacts => ({
  now: after(minutes),
  task: {
    id: 4812,
    version: 5,
    status: 'InProgress',
    documentVersion: 3,
    isInStep: false,
    tierPeople: people,
    lastEscalatedAt: null,
    sharing,
    ...task,
  },
});

describe('a tier that has run out', () => {
  const rows: [situation: string, before: string, minutes: number, after: string | null, mails?: string[]][] = [
    ['before its time', 'jane/20 alice:later/30', 19.99, null],
    ['at its time', 'jane/20 alice:later/30', 20, 'alice/30', ['TaskAssigned 15', 'TaskWithdrawn 12']],
    ['claimed', 'jane/20* alice:later/30', 90, null],
    ['without limit', 'jane/0', 90, null],
    ['done', 'jane:done alice', 90, null],
    ['with a team behind it', 'jane/20 legal:later/5', 21, 'legal/5', ['TaskAssigned team 3', 'TaskWithdrawn 12']],
    ['with a name from outside behind it', 'jane/20 Notary:later/5', 21, 'Notary/5', ['TaskWithdrawn 12']],
    ['of a team', 'legal/20 jane:later/0', 20, 'jane/0', ['TaskAssigned 12', 'TaskWithdrawn team 3']],
    [
      'with a next one that is over too',
      'jane/20 alice:later/30 bob:later/0',
      50,
      'alice/30 bob:later/0',
      ['TaskWithdrawn 12'],
    ],
    ['of somebody who comes next again', 'jane/20 jane:later/0', 20, 'jane/0', ['TaskAssigned 12']],
    ['the last one', 'jane/20', 20, '', ['TaskWithdrawn 12']],
    ['beside others', 'jane/20 bob alice:later/5', 20, 'bob alice/5', ['TaskAssigned 15', 'TaskWithdrawn 12']],
  ];
  for (const [situation, before, minutes, shares, mails = []] of rows) {
    it(`${situation}: ${before} becomes ${shares ?? 'nothing else'}`, () => {
      const change = decideEscalation(CONTEXT, facts(sharingOfLine(before), minutes));
      expect(change && lineOf(change.sharing)).to.equal(shares);
      expect(mailsOf(change?.notices)).to.deep.equal(mails);
    });
  }

  it('is nobody’s change: the clock’s', () =>
    expect(decideEscalation(CONTEXT, facts(sharingOfLine('jane/20'), 20))).to.deep.include({
      taskId: 4812,
      version: 5,
      callerId: null,
      credentialKind: 'system',
      operation: 'Escalation',
      context: CONTEXT,
      details: { turnEndedAt: after(20) },
    }));

  it('goes past the disabled and past those asked, and follows redirections', () => {
    const people = [
      person('jane', { enabled: false }),
      person('bob', { redirections: [{ id: 15, fullName: 'alice', enabled: true }] }),
    ];
    const sharing = sharingOfLine('john/20 legal jane:later/5 legal:later/5 bob:later/5');
    const change = decideEscalation(CONTEXT, facts(sharing, 20, {}, people));
    expect(change && lineOf(change.sharing)).to.equal('legal alice/5');
    expect(change?.details?.passedOver).to.deep.equal([{ user: 12 }, { team: 3 }]);
    expect(change?.sharing.shares[1]?.redirectedFromId).to.equal(9);
  });

  it('takes nothing back from somebody who was never told', () => {
    const notice = (lastEscalatedAt: Date | null) =>
      mailsOf(decideEscalation(CONTEXT, facts(sharingOfLine('jane/20'), 60, { lastEscalatedAt }))?.notices);
    expect(notice(after(45))).to.deep.equal([]);
    expect(notice(after(5))).to.deep.equal(['TaskWithdrawn 12']);
  });

  it('drops the task behind the last one where that is wanted, as of that moment, and holds its step', () => {
    const change = decideEscalation(CONTEXT, facts(sharingOfLine('jane/20', TERMINATES), 60, { isInStep: true }));
    expect(change?.fields).to.deep.equal({
      assigneeId: 12,
      teamId: null,
      sharing: 1,
      status: 'Dropped',
      finishedAt: after(20),
      endVersion: 3,
      holdsStep: true,
    });
    expect(change && lineOf(change.sharing)).to.equal('jane:left/20');
    expect(mailsOf(change?.notices)).to.deep.equal(['TaskWithdrawn 12', 'TaskTimedOut supervisors']);
    expect(change?.advancesWorkflow).to.equal(undefined);
  });

  it('holds no step that the task is not in, and drops nothing while others are asked', () => {
    const fields = (line: string) => decideEscalation(CONTEXT, facts(sharingOfLine(line, TERMINATES), 60))?.fields;
    expect(fields('jane/20')).not.to.have.property('holdsStep');
    expect(fields('jane/20 bob')).not.to.have.property('status');
  });

  for (const status of ['NotStarted', 'Completed', 'Dropped', 'Reassigned'] as const) {
    it(`is none of a task that is ${status}`, () =>
      expect(decideEscalation(CONTEXT, facts(sharingOfLine('jane/20'), 60, { status }))).to.equal(null));
  }
});

import { expect } from 'chai';
import { readFixture } from '../../../../src/store/seed/reading/fixture.ts';
import { collectProblems } from '../../../../src/store/seed/problems.ts';

const NOW = new Date('2026-03-10T12:00:00Z');

/** The problems of a fixture with this one task, without the words before it. */
function problemsOf(task: object): string[] {
  try {
    readFixture(JSON.stringify({ tasks: [task] }), NOW, collectProblems('some.json'));
  } catch (error) {
    const [, ...problems] = error instanceof Error ? error.message.split('\n  ') : [];
    return problems.map((problem) => problem.replace('tasks[0].', ''));
  }
  return [];
}

const user = 'x';
const jane = { user: 'jane' };
const alice = { user: 'alice' };
const approval = [{ type: 'Approval' }];
const comments = [{ type: 'Comments' }];

describe('who is asked, in a fixture', () => {
  const good: [string, object][] = [
    ['nobody', {}],
    ['nobody, and not started', { status: 'NotStarted' }],
    ['several', { assignees: [jane, { team: 'Legal' }, { external: 'Notary Ltd' }], completionRule: 'any' }],
    ['somebody done', { assignees: [{ ...jane, resolution: 'completed', message: 'Done.' }, alice] }],
    ['all done', { status: 'Completed', requirements: approval, assignees: [{ ...jane, resolution: 'approved' }] }],
    [
      'one of them done, which is enough',
      { status: 'Completed', completionRule: 'any', assignees: [jane, { ...alice, resolution: 'completed' }] },
    ],
    ['dropped', { status: 'Dropped', assignees: [jane, { ...alice, resolution: 'completed' }] }],
    [
      'tiers',
      { tiers: [{ ...jane, slaMinutes: 20 }, { team: 'Legal', slaMinutes: 30 }, jane], tierStartedAt: '-PT5M' },
    ],
    ['the end behind tiers', { tiers: [{ ...jane, slaMinutes: 20 }], afterTiers: 'terminate' }],
    ['a claim', { team: 'Legal', claimedBy: 'alice' }],
    ['a claim of what nobody is asked for', { claimedBy: 'Notary Ltd' }],
    ['a claim of what is completed', { status: 'Completed', assignee: 'jane', claimedBy: 'jane' }],
    ['output', { assignee: user, output: { amount: 7, list: ['a \\u0000 b', null] } }],
    ['the most', { assignees: Array.from({ length: 100 }, (_, index) => ({ user: `x${index}` })) }],
  ];
  for (const [what, task] of good) it(`may be ${what}`, () => expect(problemsOf(task)).to.deep.equal([]));

  const only = 'expected only one of assignee, team, assignees and tiers';
  const bad: [string, object, ...string[]][] = [
    ['two ways at once', { assignee: user, team: 'y' }, `team: ${only}`],
    ['a person beside several', { assignee: user, assignees: [jane] }, `assignees: ${only}`],
    ['several beside tiers', { assignees: [jane], tiers: [jane] }, `tiers: ${only}`],
    ['an empty list', { assignees: [] }, 'assignees: expected 1 or more'],
    [
      'too many',
      { assignees: Array.from({ length: 101 }, (_, i) => ({ user: `x${i}` })) },
      'assignees: expected 100 or less',
    ],
    [
      'too many tiers',
      { tiers: Array.from({ length: 21 }, () => ({ user, slaMinutes: 5 })) },
      'tiers: expected 20 or less',
    ],
    [
      'a party that is two',
      { assignees: [{ user, team: 'y' }] },
      'assignees[0]: expected one of user, team and external',
    ],
    ['a party that is none', { tiers: [{ slaMinutes: 5 }] }, 'tiers[0]: expected one of user, team and external'],
    ['somebody twice', { assignees: [jane, alice, { user: 'JANE' }] }, 'assignees[2]: the same as assignees[0]'],
    [
      'a name with space around it',
      { assignees: [{ external: ' Notary' }] },
      'assignees[0].external: expected a name without space around it',
    ],
    ['minutes below zero', { tiers: [{ user, slaMinutes: -1 }] }, 'tiers[0].slaMinutes: expected 0 or more'],
    [
      'a tier behind one without limit',
      { tiers: [{ user, slaMinutes: 5 }, { ...jane, slaMinutes: 0 }, alice] },
      'tiers[1].slaMinutes: expected a limit, or tiers behind it have no turn',
    ],
    ['tiers of a closed task', { status: 'Dropped', tiers: [jane] }, 'tiers: is for a task that is open'],
    ['a clock to come', { tiers: [jane], tierStartedAt: '+PT1M' }, 'tierStartedAt: expected a moment that has come'],
    [
      'words on tiers that are not there',
      { assignee: user, afterTiers: 'open', tierStartedAt: '-PT1M' },
      'afterTiers: is for a task with tiers',
      'tierStartedAt: is for a task with tiers',
    ],
    ['an unknown rule', { assignees: [jane], completionRule: 'most' }, 'completionRule: expected one of all, any'],
    [
      'more than a holder before the start',
      { status: 'NotStarted', assignees: [jane], claimedBy: user, completionRule: 'all', output: {} },
      ...['assignees', 'claimedBy', 'completionRule', 'output'].map(
        (field) => `${field}: is for a task that is started`,
      ),
    ],
    ['nobody who completed it', { status: 'Completed' }, 'assignee: is missing; somebody has completed the task'],
    [
      'what is said of nobody',
      { redirectedFrom: user, approvalStatus: 'Approved' },
      'redirectedFrom: is for a task that somebody is assigned to',
      'approvalStatus: is for a task that somebody is assigned to',
    ],
    [
      'a decision that nothing asks for',
      { assignees: [{ ...jane, resolution: 'approved' }, alice] },
      'assignees[0].resolution: expected completed: nothing requires Approval',
    ],
    [
      'a missing decision',
      { requirements: approval, assignees: [{ ...jane, resolution: 'completed' }, alice] },
      'assignees[0].resolution: expected approved or rejected: the task requires Approval',
    ],
    [
      'a missing comment',
      { requirements: comments, assignees: [{ ...jane, resolution: 'completed' }, alice] },
      'assignees[0].message: is missing; the task requires Comments',
    ],
    [
      'an open task that all have done',
      { assignees: [{ ...jane, resolution: 'completed' }] },
      'status: expected Completed: its rule, all, is met',
    ],
    [
      'an open task that one of any has done',
      { completionRule: 'any', assignees: [jane, { ...alice, resolution: 'completed' }] },
      'status: expected Completed: its rule, any, is met',
    ],
    [
      'a completed task that somebody has not done',
      { status: 'Completed', assignees: [{ ...jane, resolution: 'completed' }, alice] },
      'assignees[1].resolution: is missing; the task is Completed, and its rule is all',
    ],
    [
      'another decision than the assignees’',
      {
        status: 'Completed',
        requirements: approval,
        approvalStatus: 'Approved',
        assignees: [
          { ...jane, resolution: 'approved' },
          { ...alice, resolution: 'rejected' },
        ],
      },
      'approvalStatus: expected Rejected, as the assignees decided',
    ],
    ['output that is no object', { assignee: user, output: ['x'] }, 'output: expected an object'],
    [
      'output that cannot be kept',
      { assignee: user, output: { text: '\u0000' } },
      'output: expected text without NUL and broken characters',
    ],
    [
      'output that is too long',
      { assignee: user, output: { text: 'x'.repeat(1024 * 1024) } },
      'output: expected a megabyte of JSON or less',
    ],
  ];
  for (const [what, task, ...problems] of bad) {
    it(`names ${what}`, () => expect(problemsOf(task)).to.deep.equal(problems));
  }
});

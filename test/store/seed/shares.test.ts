import { expect } from 'chai';
import { loadFixture } from '../../../src/store/seed/load.ts';
import { rejectionOf } from '../../support/rejection.ts';
import { doneOf, useOffice, team, user, type SharesStage, type Who } from '../shares/office-shares.ts';

type Row = Record<string, unknown>;
type Call = (stage: SharesStage, taskId: number) => Promise<object>;

/** A task of John's that demands nothing, as the file has it before anything was done. */
const johns = { assignedBy: 'john.smith', supervisor: 'john.smith' };
const plain = { ...johns, assignee: 'jane.doe' };

const assign =
  (asks: readonly Who[], comment: string | null = null): Call =>
  async ({ operations, as }, id) =>
    doneOf(await operations.assignTask({ ...as('john', id), asks: asks.map(user), comment }));
const assignTeam: Call = async ({ operations, as }, id) =>
  doneOf(await operations.assignTask({ ...as('john', id), asks: [team], comment: 'Please.' }));
const inTiers =
  (tiers: readonly [Who, number][]): Call =>
  async ({ operations, as }, id) =>
    doneOf(
      await operations.assignTask({
        ...as('john', id),
        asks: tiers.map(([who, slaMinutes]) => ({ ...user(who), slaMinutes })),
        inTiers: true,
      }),
    );
const unassign: Call = async ({ operations, as }, id) => doneOf(await operations.unassignTask(as('john', id)));
const add =
  (who: Who): Call =>
  async ({ operations, as }, id) =>
    doneOf(await operations.addShare({ ...as('john', id), ask: user(who) }));
const addName: Call = async ({ operations, as }, id) =>
  doneOf(await operations.addShare({ ...as('john', id), ask: { name: { kind: 'anyone', text: 'Notary Ltd' } } }));
const claim =
  (who: Who): Call =>
  async ({ operations, as }, id) =>
    doneOf(await operations.claimTask({ ...as(who, id), overrides: true, opensToAll: true }));
const claimFor =
  (name: string): Call =>
  async ({ operations, as }, id) =>
    doneOf(
      await operations.claimTask({
        ...as('john', id),
        overrides: true,
        inNameOf: { name, namedAs: { userType: 'EXTERNAL_USER', user: name } },
      }),
    );
const resolve =
  (who: Who, resolution: 'completed' | 'approved' | 'rejected' = 'completed', message?: string): Call =>
  async ({ operations, as }, id) => {
    const decision = resolution === 'completed' ? {} : { decision: DECISIONS[resolution] };
    const said = { ...decision, ...(message === undefined ? {} : { message }) };
    return doneOf(await operations.resolveShare({ ...as(who, id), by: 'assignee', resolution, ...said }));
  };
const DECISIONS = { approved: 'Approved', rejected: 'Rejected' } as const;
const save =
  (output: Row): Call =>
  async ({ operations, as }, id) =>
    doneOf(await operations.resolveShare({ ...as('jane', id), by: 'claimant', output }));
const drop: Call = ({ operations, as }, id) =>
  operations.updateTaskStatus({ ...as('jane', id), taskStatus: -1, comments: 'Not needed.', finishedAt: null });

const user_ = (name: string, more: object = {}) => ({ user: name, ...more });
const jane = (more: object = {}) => user_('jane.doe', more);
const carol = (more: object = {}) => user_('carol.king', more);
const approval = [{ type: 'Approval' }];

/** What is called on John's task, and the entry that says the same. */
const rows: [string, readonly Call[], object][] = [
  ['nobody', [unassign], johns],
  [
    'somebody else, with words',
    [assign(['carol'], 'Please.')],
    { ...johns, assignees: [carol({ comment: 'Please.' })] },
  ],
  ['a team, with words', [assignTeam], { ...johns, assignees: [{ team: 'Legal', comment: 'Please.' }] }],
  [
    'several, any of whom will do',
    [assign(['jane', 'carol'])],
    { ...johns, assignees: [jane(), carol()], completionRule: 'any' },
  ],
  ['several, all of whom are wanted', [add('carol')], { ...johns, assignees: [jane(), carol()] }],
  [
    'several, one of whom is done',
    [add('carol'), resolve('jane', 'completed', 'Done.')],
    { ...johns, assignees: [jane({ resolution: 'completed', message: 'Done.' }), carol()] },
  ],
  ['a name from outside', [unassign, addName], { ...johns, assignees: [{ external: 'Notary Ltd' }] }],
  ['a claim of the one assignee', [claim('jane')], { ...plain, claimedBy: 'JANE.DOE' }],
  [
    'a claim of a member of the team',
    [assignTeam, claim('carol')],
    { ...johns, assignees: [{ team: 'Legal', comment: 'Please.' }], claimedBy: 'carol.king' },
  ],
  ['a claim of somebody else', [claimFor('carol.king')], { ...plain, claimedBy: 'carol.king' }],
  ['a claim of a name from outside', [claimFor('Notary Ltd')], { ...plain, claimedBy: 'Notary Ltd' }],
  ['a claim of what nobody is asked for', [unassign, claim('carol')], { ...johns, claimedBy: 'carol.king' }],
  [
    'tiers',
    [
      inTiers([
        ['jane', 20],
        ['carol', 30],
        ['jane', 0],
      ]),
    ],
    { ...johns, tiers: [jane({ slaMinutes: 20 }), carol({ slaMinutes: 30 }), jane()] },
  ],
  [
    'a tier that is claimed',
    [
      inTiers([
        ['jane', 20],
        ['carol', 0],
      ]),
      claim('jane'),
    ],
    { ...johns, tiers: [jane({ slaMinutes: 20 }), carol()], claimedBy: 'jane.doe' },
  ],
  ['output', [claim('jane'), save({ amount: 7 })], { ...plain, claimedBy: 'jane.doe', output: { amount: 7 } }],
  [
    'the end of one claimed',
    [claim('jane'), resolve('jane', 'completed', 'Done.')],
    { ...plain, status: 'Completed', claimedBy: 'jane.doe', comments: 'Done.' },
  ],
  [
    'the end of all, one of whom rejects',
    [add('carol'), resolve('jane', 'rejected', 'No.'), resolve('carol', 'approved', 'Yes.')],
    {
      ...johns,
      status: 'Completed',
      requirements: approval,
      assignees: [jane({ resolution: 'rejected', message: 'No.' }), carol({ resolution: 'approved', message: 'Yes.' })],
    },
  ],
  [
    'the end of any',
    [assign(['jane', 'carol']), resolve('carol')],
    {
      ...johns,
      status: 'Completed',
      completionRule: 'any',
      assignees: [jane(), carol({ resolution: 'completed' })],
    },
  ],
  [
    'the end of a team’s task that a member has claimed',
    [assignTeam, claim('carol'), resolve('carol')],
    {
      ...johns,
      status: 'Completed',
      assignees: [{ team: 'Legal', comment: 'Please.', resolution: 'completed' }],
      claimedBy: 'carol.king',
    },
  ],
  [
    'the end by giving up',
    [add('carol'), drop],
    { ...johns, status: 'Dropped', assignees: [jane({ message: 'Not needed.' }), carol()] },
  ],
];

describe('loading who is asked', () => {
  const openOffice = useOffice('seed-shares');
  let stage: SharesStage;
  before(async () => {
    stage = await openOffice();
    // She is at hand here, so that nobody is asked in her place.
    await stage.knex('redirections').del();
  });
  after(() => stage.end());

  const load = (...tasks: object[]) => loadFixture(stage.knex, JSON.stringify({ tasks }), 'some.json', new Date());

  async function newest(): Promise<number> {
    const { rows } = await stage.knex.raw<{ rows: { id: number }[] }>('select max(id) as id from tasks');
    return rows[0]?.id ?? 0;
  }

  async function loaded(task: object): Promise<number> {
    await load(task);
    return newest();
  }

  for (const [what, calls, entry] of rows) {
    it(`writes what calls write: ${what}`, async () => {
      const requirements = 'requirements' in entry ? { requirements: entry.requirements } : {};
      const called = await loaded({ ...plain, ...requirements });
      for (const call of calls) await call(stage, called);
      const told = await loaded(entry);
      expect(await written(stage, told)).to.deep.equal(await written(stage, called));
    });
  }

  it('keeps no row of one assignee, however the file says it', async () => {
    const done = { ...johns, status: 'Completed', requirements: approval, finishedAt: '-P1D' };
    const plainly = await loaded({ ...done, assignee: 'jane.doe', approvalStatus: 'Approved', comments: 'Fine.' });
    const inList = await loaded({ ...done, assignees: [jane({ resolution: 'approved', message: 'Fine.' })] });
    const asked = await loaded({
      ...johns,
      assignees: [jane()],
      approvalStatus: 'Approved',
      redirectedFrom: 'bob.jones',
    });
    for (const id of [plainly, inList, asked]) {
      expect(await stage.shares(id)).to.deep.equal([]);
      expect(await stage.knex('task_sharing').where({ task_id: id })).to.deep.equal([]);
      expect(await stage.task(id)).to.include({ sharing: 0, assignee_id: 12, approval_status: 'Approved' });
    }
    expect((await written(stage, inList)).task).to.deep.equal((await written(stage, plainly)).task);
    expect(await stage.task(asked)).to.include({ redirected_from_id: 9 });
  });

  it('counts the minutes of the first tier from where the file says', async () => {
    const now = new Date('2026-03-10T12:00:00Z');
    const tiers = [jane({ slaMinutes: 20 }), carol()];
    const tasks = [
      { ...johns, tiers, afterTiers: 'terminate' },
      { ...johns, tiers, tierStartedAt: '-PT5M' },
    ];
    await loadFixture(stage.knex, JSON.stringify({ tasks }), 'some.json', now);
    const id = await newest();
    expect((await stage.shares(id - 1))[0]).to.deep.include({ ends_at: new Date('2026-03-10T12:20:00Z') });
    expect((await stage.shares(id))[0]).to.deep.include({ ends_at: new Date('2026-03-10T12:15:00Z') });
    const rules = await stage
      .knex('task_sharing')
      .whereIn('task_id', [id - 1, id])
      .orderBy('task_id');
    expect(rules.map((row: Row) => row.after_tiers)).to.deep.equal(['terminate', 'open']);
  });

  it('gives every share a number of its own, above those of tasks', async () => {
    await load({ ...johns, assignees: [jane(), carol()] }, { ...johns, tiers: [jane()] });
    const id = await newest();
    const numbers = [...(await stage.shares(id - 1)), ...(await stage.shares(id))].map((share) => Number(share.id));
    expect(new Set(numbers).size).to.equal(3);
    expect(Math.min(...numbers)).to.be.greaterThan(2_147_483_647);
  });

  it('names who is not known, and who is no outsider', async () => {
    const before = await newest();
    const problems = await rejectionOf(
      load(
        { ...johns, assignees: [user_('nobody'), { team: 'Nobodies' }, { external: 'Jane.Doe' }] },
        { ...johns, tiers: [{ external: 'legal', slaMinutes: 5 }, { external: 'CAROL.KING@example.com' }] },
        { ...johns, claimedBy: 'alice.jones@example.com' },
      ),
    );
    expect(problems.message.split('\n  ').slice(1)).to.deep.equal([
      'tasks[0].assignees[0].user: no user with login "nobody"',
      'tasks[0].assignees[1].team: no team with name "Nobodies"',
      'tasks[0].assignees[2].external: "Jane.Doe" is a user',
      'tasks[1].tiers[0].external: "legal" is a team',
      'tasks[1].tiers[1].external: "CAROL.KING@example.com" is the address of an account; expected its login',
      'tasks[2].claimedBy: "alice.jones@example.com" is the address of an account; expected its login',
    ]);
    expect(await newest()).to.equal(before);
  });

  it('finds the team of a claimant in the file', async () => {
    const users = [{ login: 'new.member' }];
    const teams = [{ name: 'New team', members: ['new.member'] }];
    const tasks = [{ ...johns, assignees: [jane(), { team: 'New team' }], claimedBy: 'new.member' }];
    await loadFixture(stage.knex, JSON.stringify({ users, teams, tasks }), 'some.json', new Date());
    const { sharing, shares } = await written(stage, await newest());
    expect(sharing).to.include({ claimed: 1 });
    expect(shares.map(({ state }) => state)).to.deep.equal(['asked', 'asked']);
  });
});

const TASK = ['status', 'assignee_id', 'team_id', 'redirected_from_id', 'approval_status', 'comments', 'sharing'];
const MOMENTS = ['assigned_at', 'resolved_at', 'ends_at'];

/** What is kept of a task, with places for numbers and whether for when. */
async function written(stage: SharesStage, id: number) {
  const task = await stage.task(id);
  const shares = await stage.shares(id);
  const [sharing] = (await stage.knex('task_sharing').where({ task_id: id })) as Row[];
  return {
    task: Object.fromEntries(TASK.map((column) => [column, task[column]])),
    shares: shares.map(({ id: _id, task_id: _task, ...share }): Row => ({
      ...share,
      ...Object.fromEntries(MOMENTS.map((moment) => [moment, share[moment] !== null])),
      named_as: null,
    })),
    sharing: sharing && {
      ...sharing,
      task_id: 0,
      claimed_at: sharing.claimed_at !== null,
      claimant_as: null,
      claimed_share_id: null,
      claimed: shares.findIndex((share) => share.id === sharing.claimed_share_id),
    },
  };
}

import { expect } from 'chai';
import fc from 'fast-check';
import { escalate } from '../../src/operations/sharing/escalation.ts';
import { createEscalationStore } from '../../src/store/shares/due-tiers.ts';
import { LOGINS, openOffice, type Office } from '../support/five-apis/office.ts';
import {
  expectChangesInHistory,
  expectSoundShares,
  readHistorySince,
  readState,
  type SharedState,
} from './shared-state.ts';
import { anyVendorCall, TASKS, type Seen, type VendorCall } from './vendor-calls.ts';

const RUNS = Number(process.env.PROPERTY_RUNS ?? 15);
const SEED = Number(process.env.PROPERTY_SEED ?? 4812);

const jane = { assignee: LOGINS.jane };
/** One task of each kind; a run begins with all of them as they were. */
const KINDS: readonly object[] = [
  jane,
  { ...jane, requirements: [{ type: 'Approval' }] },
  { assignees: [{ user: LOGINS.jane }, { user: LOGINS.alice }] },
  { assignees: [{ user: LOGINS.jane }, { team: 'Legal' }, { external: 'Notary Ltd' }], completionRule: 'any' },
  { team: 'Legal' },
  {
    tiers: [
      { user: LOGINS.jane, slaMinutes: 60 },
      { user: LOGINS.carol, slaMinutes: 0 },
    ],
  },
  { tiers: [{ user: LOGINS.jane, slaMinutes: 60 }], afterTiers: 'terminate' },
  { ...jane, claimedBy: LOGINS.jane },
  {},
];

const CREDENTIAL: Readonly<Record<VendorCall['api'], string>> = {
  asmx: 'ticket',
  maxsight: 'api-key',
  worldserver: 'ticket',
  orkes: 'orkes-token',
  box: 'box-access',
};

/** Now and then a look of the clock, which finds that all tiers have run out. */
type Step = VendorCall | 'escalation';
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 9, arbitrary: anyVendorCall },
  { weight: 1, arbitrary: fc.constant<Step>('escalation') },
);

describe('any sequence of calls of five APIs', function () {
  this.timeout(3_600_000);
  let office: Office;
  const done = new Set<string>();

  before(async () => {
    office = await openOffice(
      'property-five',
      TASKS.map((id, index) => ({
        id,
        name: `Task ${id}`,
        assignedBy: LOGINS.john,
        supervisor: LOGINS.john,
        document: '/Corporate/Legal/Contract.pdf',
        ...KINDS[index],
      })),
    );
    for (const table of TABLES) await office.knex.raw(`create table kept_${table} as table ${table}`);
  });
  after(() => office.close());

  const TABLES = ['tasks', 'task_shares', 'task_sharing'];
  /** The tasks as they were loaded, under versions that are new. */
  async function reload(): Promise<void> {
    for (const table of [...TABLES].reverse()) await office.knex.raw(`delete from ${table}`);
    for (const table of TABLES) await office.knex.raw(`insert into ${table} select * from kept_${table}`);
  }

  const seenOf = (state: SharedState, taskId: number): Seen => {
    const task = state.tasks.get(taskId);
    const shareIds = task?.shares.map(({ id }) => id) ?? [];
    return { shareIds: shareIds.length > 0 ? shareIds : [String(taskId)], updatedAt: task?.moment ?? '' };
  };

  async function escalateAll(): Promise<void> {
    await office
      .knex('task_shares')
      .whereNotNull('ends_at')
      .update({ ends_at: office.knex.raw("now() - interval '1 s'") });
    const fail = (error: unknown): never => {
      throw error;
    };
    await escalate(createEscalationStore(office.knex, fail), { api: 'system', requestId: 'clock' });
  }

  async function take(each: Step, state: SharedState): Promise<void> {
    if (each === 'escalation') return escalateAll();
    const told = await each.run(office, seenOf(state, each.taskId));
    const about = `${each.api} ${each.name} by ${each.who} on ${each.taskId}: ${told.status} ${told.text}`;
    expect(told.status, about).to.be.within(200, 499);
    if (told.status < 300 && !told.text.includes('success="false"')) done.add(each.api);
  }

  async function expectInOrder(before: SharedState, steps: readonly Step[]): Promise<SharedState> {
    const after = await readState(office.knex);
    const added = await readHistorySince(office.knex, before.lastHistoryId);
    expectChangesInHistory(before, after, added);
    expectSoundShares(after);
    const made = new Set(
      steps.map((each) => (each === 'escalation' ? 'system system' : `${each.api} ${CREDENTIAL[each.api]}`)),
    );
    for (const { api, credential } of added) expect([...made]).to.include(`${api} ${credential}`);
    expect(await office.knex('task_shares').where({ user_id: 31, state: 'asked' }).pluck('task_id')).to.deep.equal([]);
    return after;
  }

  /** ETag, updated_at and updatedOn name one instant. */
  async function expectOneInstant({ tasks }: SharedState): Promise<void> {
    for (const { id, moment } of tasks.values()) {
      const [maxsight, orkes] = await Promise.all([
        office.maxsight('ada', 'GET', `/tasks/${id}`),
        office.orkes('ada', 'GET', `/${id}`),
      ]);
      expect(maxsight.json.updated_at, maxsight.text).to.equal(moment);
      expect(orkes.json.updatedOn, orkes.text).to.equal(new Date(moment).getTime());
    }
  }

  it('keeps tasks, shares, versions and history in order, one call after the other', () =>
    fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 20 }), async (steps) => {
        await reload();
        let state = await readState(office.knex);
        for (const each of steps) {
          await take(each, state);
          state = await expectInOrder(state, [each]);
        }
        await expectOneInstant(state);
      }),
      { numRuns: RUNS, seed: SEED },
    ));

  it('keeps them in order when the calls come at the same moment', () =>
    fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 16 }), async (steps) => {
        await reload();
        const before = await readState(office.knex);
        await Promise.all(steps.map((each) => take(each, before)));
        await expectInOrder(before, steps);
      }),
      { numRuns: RUNS * 2, seed: SEED },
    ));

  it('has really changed things by every API', () => {
    expect([...done]).to.have.members(Object.keys(CREDENTIAL));
  });
});

import { expect } from 'chai';
import type { Knex } from 'knex';
import { decideAccess } from '../../../src/core/access/access.ts';
import { decideShareAddition } from '../../../src/core/assignment/add-share.ts';
import { decideAssignment } from '../../../src/core/assignment/assign-task.ts';
import { decideClaim } from '../../../src/core/assignment/claim-task.ts';
import { decideUnassignment } from '../../../src/core/assignment/unassign-task.ts';
import type { Plan } from '../../../src/operations/sharing/task-changing.ts';
import { isRefused, type Refusal, type Refused } from '../../../src/core/refusal.ts';
import { isUnchanged } from '../../../src/core/assignment/sharing-change.ts';
import type { SharingFacts } from '../../../src/core/assignment/sharing-facts.ts';
import { keptLevel } from '../../../src/core/shares/holder.ts';
import type { RememberedChange } from '../../../src/operations/sharing/sharing-store.ts';
import { isAssignment } from '../../../src/store/shares/assignment-write.ts';
import { readTaskShares } from '../../../src/store/shares/task-shares-read.ts';
import { writeTaskChanges } from '../../../src/store/tasks/task-change.ts';
import { updatesOfTasks } from '../heap-only.ts';
import { useOffice, tier, user, type AskedBy, type SharesStage } from './office-shares.ts';

const NOW = new Date('2030-01-02T03:04:05Z');

type Rows = readonly Record<string, unknown>[];

/** Every table that a change of who has a task writes, without moments and numbers of rows. */
const TABLES: Readonly<Record<string, string>> = {
  tasks: `select to_jsonb(t) - 'updated_at' as row from tasks t where id = 4812`,
  shares: `select to_jsonb(s) as row from task_shares s where task_id = 4812 order by position`,
  sharing: `select to_jsonb(s) as row from task_sharing s where task_id = 4812`,
  notices: `select to_jsonb(n) - 'created_at' - 'send_at' as row from notices n order by topic, recipient_id`,
  history: `select to_jsonb(h) - 'id' - 'at' as row from history h where task_id = 4812 order by id`,
};

describe('changes of who has a task on a real database', () => {
  const openOffice = useOffice('assignment_write');
  let stage: SharesStage;

  before(async () => {
    stage = await openOffice();
    await stage.plain();
  });
  after(() => stage.end());

  type Step = (asked: AskedBy, facts: SharingFacts) => Plan | Refused<Refusal>;

  const changeBy = async (knex: Knex, step: Step): Promise<RememberedChange> => {
    const asked = stage.as('john');
    const names = [user('carol').name, user('alice').name];
    const [snapshot] = await readTaskShares(knex, [{ ...asked, names, repeat: undefined }]);
    if (!snapshot?.shown) throw new Error('the task is not there');
    const plan = step(asked, { ...snapshot, now: NOW, caller: decideAccess(asked, snapshot.access) });
    if (isRefused(plan) || isUnchanged(plan)) throw new Error(`no change: ${JSON.stringify(plan)}`);
    return { ...plan, isShown: true, before: { shown: snapshot.shown, level: keptLevel(snapshot.shown.sharing) } };
  };

  /** Makes the changes one after the other, and gives what they leave, moments to the second; nothing of it stays. */
  const leftBy = async (steps: readonly Step[], make: (knex: Knex, change: RememberedChange) => Promise<object>) => {
    const trx = await stage.knex.transaction();
    try {
      await trx.raw('alter sequence task_shares_id_seq restart with 3000000000');
      const told: object[] = [];
      for (const step of steps) {
        // Whatever was to be told before was dropped: it is to be told again, as anew.
        await trx.raw(`update notices set given_up_at = '2030-01-01', dropped_by = 'maria', attempts = 3`);
        told.push(await make(trx, await changeBy(trx, step)));
      }
      const rows: Record<string, Rows> = {};
      for (const [table, text] of Object.entries(TABLES)) {
        rows[table] = (await trx.raw<{ rows: Rows }>(text)).rows;
      }
      return JSON.parse(JSON.stringify({ rows, told }).replaceAll(/(?:\.\d+)?(?:Z|\+00:00)"/g, '"')) as object;
    } finally {
      await trx.rollback();
    }
  };

  const write = async (knex: Knex, change: RememberedChange): Promise<object> => {
    const [written] = await writeTaskChanges(knex, [change]);
    return { ...written, updatedAt: null };
  };

  const asks = [user('carol'), user('alice')];
  const SCENES: Readonly<Record<string, readonly Step[]>> = {
    'asks one, and then another': [
      (asked, facts) => decideAssignment({ ...asked, asks: [user('carol')], comment: '“Bitte”' }, facts),
      (asked, { found: [, alice], ...facts }) =>
        decideAssignment({ ...asked, asks: [user('alice')] }, { ...facts, found: alice ? [alice] : [] }),
    ],
    'asks two, and then the same again': [
      (asked, facts) => decideAssignment({ ...asked, asks }, facts),
      (asked, facts) => decideAssignment({ ...asked, asks }, facts),
    ],
    'asks in tiers': [
      (asked, facts) =>
        decideAssignment({ ...asked, asks: [tier(user('carol'), 5), tier(user('alice'), 0)], inTiers: true }, facts),
    ],
    'adds one to whoever is asked': [(asked, facts) => decideShareAddition({ ...asked, ask: user('carol') }, facts)],
    'takes the task from all': [
      (asked, facts) => decideAssignment({ ...asked, asks }, facts),
      (asked, facts) => decideUnassignment(asked, facts),
    ],
    'lets somebody claim what nobody is asked to do': [
      (asked, facts) => decideUnassignment(asked, facts),
      (asked, facts) => decideClaim({ ...asked, opensToAll: true }, facts),
    ],
  };

  for (const [scene, steps] of Object.entries(SCENES)) {
    it(`leaves what a change of anything leaves: ${scene}`, async () => {
      const quick = await leftBy(steps, (knex, change) => {
        expect(isAssignment(change)).to.equal(true);
        return write(knex, change);
      });
      const general = await leftBy(steps, (knex, { before: _before, ...change }) => write(knex, change));
      expect(quick).to.deep.equal(general);
    });

    it(`writes no index of tasks: ${scene}`, async () => {
      const trx = await stage.knex.transaction();
      try {
        const updates = await updatesOfTasks(trx, async () => {
          for (const step of steps) await write(trx, await changeBy(trx, step));
        });
        expect(updates).to.deep.equal({ updated: steps.length, heapOnly: steps.length });
      } finally {
        await trx.rollback();
      }
    });
  }
});

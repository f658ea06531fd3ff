import { expect } from 'chai';
import { ROWS, type Row } from './changes.ts';
import { LOGINS, openOffice, type Json, type Office, type Told } from '../../support/five-apis/office.ts';
import { APIS, noteUuids, READERS, type Api } from '../../support/five-apis/readers.ts';

/** The first row's task; the others follow. */
const FIRST_TASK = 1001;

const taskOf = ({ task = {} }: Row, index: number): object => ({
  id: FIRST_TASK + index,
  name: `Row ${index}`,
  document: '/Corporate/Legal/Contract.pdf',
  assignedBy: LOGINS.john,
  supervisor: LOGINS.john,
  ...('assignees' in task || 'tiers' in task || 'team' in task ? {} : { assignee: LOGINS.jane }),
  ...task,
});

const isDone = ({ status, text }: Told): boolean =>
  status < 300 && !text.includes('success="false"') && !text.includes('"ERROR"');

describe('one task seen through five APIs', function () {
  this.timeout(60_000);
  let office: Office;
  const table: string[][] = [];

  before(async () => {
    office = await openOffice('matrix', ROWS.map(taskOf));
    await noteUuids(office);
  });

  after(async () => {
    await office.close();
    if (process.env.SHOW_MATRIX === '1') process.stdout.write(`\n${rendered(table)}\n`);
  });

  for (const [index, row] of ROWS.entries()) {
    it(`after ${row.call}`, async () => {
      const taskId = FIRST_TASK + index;
      await row.prepare?.(office, taskId);
      const before = await versionOf(taskId);
      const told = await row.change(office, taskId);
      expect(isDone(told), told.text).to.equal(true);
      // A call that makes a task of its own tells its number.
      const seenId = row.call === 'B POST task' ? Number(told.json.id) : taskId;
      const seen = Object.fromEntries(
        await Promise.all(APIS.map(async (api) => [api, await READERS[api](office, seenId)] as const)),
      );
      table.push([row.call, ...APIS.map((api) => seen[api] ?? '')]);
      expect(seen).to.deep.equal(row.sees);
      if (seenId === taskId) expectNewer(before, await versionOf(taskId));
    });
  }

  /** The version in the two APIs that show one; null where the task is gone. */
  async function versionOf(taskId: number): Promise<{ readonly updatedAt: string; readonly updatedOn: number } | null> {
    const maxsight = await office.maxsight('carol', 'GET', `/tasks/${taskId}`);
    if (maxsight.status === 404) return null;
    const orkes: Json = (await office.orkes('carol', 'GET', `/${taskId}`)).json;
    return { updatedAt: String(maxsight.json.updated_at), updatedOn: Number(orkes.updatedOn) };
  }

  function expectNewer(
    before: Awaited<ReturnType<typeof versionOf>>,
    after: Awaited<ReturnType<typeof versionOf>>,
  ): void {
    if (!before || !after) return;
    expect(after.updatedAt > before.updatedAt, 'a version that is newer').to.equal(true);
    expect(new Date(after.updatedAt).getTime(), 'one version').to.equal(after.updatedOn);
  }
});

const NAMES: Readonly<Record<Api, string>> = { L: 'legacy', M: 'Maxsight', W: 'WorldServer', O: 'Orkes', B: 'Box' };

/** The table as Markdown. */
const rendered = (rows: readonly (readonly string[])[]): string =>
  [['call', ...APIS.map((api) => NAMES[api])], ['---', ...APIS.map(() => '---')], ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');

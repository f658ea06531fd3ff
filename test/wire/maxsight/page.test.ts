import { expect } from 'chai';
import { readProject } from '../../docs/tables.ts';
import { runPrinted } from '../../support/printed-commands.ts';
import { openWorld, type World } from '../../support/samples/world.ts';

/** The blocks of commands on a page, without their indentation. */
const commandsOn = (page: string): string[] =>
  [...page.matchAll(/(?:^ {4}.*\n)+/gm)].map(([block]) => block.replace(/^ {4}/gm, '').trimEnd());

/** What this test reads of a task. */
interface Read {
  readonly data_version: number;
  readonly assignment: { readonly assignment_comment: string | null } | null;
}

describe('the commands on the page of Maxsight', () => {
  let world: World;

  before(async () => {
    world = await openWorld(new URL('../../../fixtures/demo.json', import.meta.url));
  });
  after(() => world.close());

  it('read, assign and unassign a task of the demo data', async () => {
    const { port } = await world.serverFor({}, 'listener');
    const commands = commandsOn(readProject('docs/vendors/maxsight.md'));
    const answers = await runPrinted(
      commands.map((command) => command.replaceAll('http://127.0.0.1:8080', `http://127.0.0.1:${port}`)),
    );
    const [read, assigned, unassigned, ...more] = answers.map((answer) => JSON.parse(answer) as Read);
    expect(more).to.deep.equal([]);
    expect(read?.data_version).to.equal(1);
    expect(assigned?.assignment?.assignment_comment).to.equal('Please take over.');
    expect(unassigned).to.include({ data_version: 3, assignment: null });
  });
});

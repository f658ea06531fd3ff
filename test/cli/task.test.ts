import { expect } from 'chai';
import { loadOffice, reassignment, ticketOf } from '../store/office.ts';
import { useStage } from '../store/stage.ts';
import { runHere } from './run-here.ts';

describe('handover task', () => {
  const stage = useStage('task_story', { load: (knex) => loadOffice(knex) });

  const run = (...args: string[]) => runHere(['task', ...args], { DATABASE_URL: stage.url, SERVER_TIME_ZONE: 'UTC' });

  /** Jane to Bob, which Alice gets; Alice to Carol. */
  beforeEach(async () => {
    await stage.operations.reassignTask(
      reassignment(await ticketOf(stage.knex, 'jane.doe'), { reassignTo: 'bob.jones' }),
    );
    const alice = await ticketOf(stage.knex, 'alice.jones');
    await stage.operations.reassignTask(
      reassignment(alice, { taskId: 4813, reassignTo: 'carol.king', sendTaskNotice: false }),
    );
    await stage.knex.raw(`update notices set sent_at = '2024-04-01T12:00:00Z' where topic = 'TaskAssigned'`);
    await stage.knex.raw(`
      update notices set given_up_at = now(), attempts = 1, last_error = 'no address'
       where topic = 'TaskReassigned' and recipient_id = (select id from users where login = 'john.smith')`);
  });

  it('tells the whole chain in words, by any number of it', async () => {
    const { exitCode, output } = await run('4813');
    expect(exitCode).to.equal(0);
    const moment = /\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/g;
    const lines = output
      .replace(moment, 'MOMENT')
      .replaceAll(`\n${' '.repeat(21)}`, '\n  ')
      .split('\n');
    expect(lines).to.include('  due MOMENT (was MOMENT)');
    // The second due date may be the first one's, to the second.
    expect(lines.filter((line) => !line.startsWith('  due '))).to.deep.equal([
      'Task 4812, then 4813, then 4814: "LegalReview"',
      'document /Corporate/Legal/ContractDraft.pdf',
      'workflow "ContractApproval", step "Review"',
      'supervised by John Smith (john.smith)',
      '',
      'MOMENT  Task 4812 was loaded, assigned by John Smith (john.smith).',
      'MOMENT  Jane Doe (jane.doe) reassigned task 4812, their own, to Alice Jones (alice.jones); it became task 4813.',
      '  redirected: Bob Jones (bob.jones), then Alice Jones (alice.jones)',
      '  instructions "Please review and approve by end of month."',
      '  by ReassignTask of srv.asmx, with a ticket, request request-1',
      '  mail TaskAssigned to Alice Jones (alice.jones), sent MOMENT',
      '  mail TaskReassigned to John Smith (john.smith), given up MOMENT, tried once: no address',
      '  mail TaskReassigned to Jane Doe (jane.doe), not sent yet',
      'MOMENT  Alice Jones (alice.jones) reassigned task 4813, their own, to Carol King (carol.king); it became task 4814.',
      '  by ReassignTask of srv.asmx, with a ticket, request request-1',
      '  mail TaskReassigned to Jane Doe (jane.doe), not sent yet',
      '  mail TaskReassigned to Alice Jones (alice.jones), not sent yet',
      '',
      'Now: task 4814 is InProgress, with Carol King (carol.king), due MOMENT.',
      '',
    ]);
    expect((await run('4812')).output).to.equal(output);
  });

  it('says that a mail was sent to a file where there is no mail server', async () => {
    const words = 'SMTP_URL is not set here: without it a mail that is sent is a file in ';
    expect((await run('4813')).told).to.include(words);
    const env = { DATABASE_URL: stage.url, SMTP_URL: 'smtp://mail.example.com' };
    expect((await runHere(['task', '4813'], env)).told).not.to.include(words);
    expect((await runHere(['notices', 'list'], { DATABASE_URL: stage.url })).told).to.include(words);
    expect((await runHere(['notices', 'list', '--task', '4814'], env)).told).not.to.include(words);
  });

  it('gives it to programs', async () => {
    const { output } = await run('4814', '--json');
    expect(JSON.parse(output)).to.have.nested.property('steps[0].successorId', 4813);
  });

  it('refuses what is no task', async () => {
    expect(await run('99'))
      .to.include({ exitCode: 1, output: '' })
      .and.have.property('told')
      .that.includes('There is no task 99.');
    expect(await run('x')).to.include({ exitCode: 2 });
  });

  describe('and handover notices', () => {
    const notices = async (...args: string[]) => {
      const { exitCode, output, told } = await runHere(['notices', ...args], { DATABASE_URL: stage.url });
      return { exitCode, output, told: told.replace(/^Database: .*\n/, '') };
    };
    const mails = async (...args: string[]): Promise<{ notice: string; state: string }[]> =>
      JSON.parse((await notices('list', '--json', ...args)).output) as { notice: string; state: string }[];

    it('list what waits, and what has ended', async () => {
      const all = await mails();
      expect(all.map(({ state }) => state)).to.have.members(['pending', 'pending', 'pending', 'given-up', 'sent']);
      const { output } = await notices('list', '--to', 'JANE.doe', '--task', '4814');
      expect(output).to.match(/^NOTICE .*\n4814-TaskReassigned-12 +pending +jane\.doe@\S+ +\S+Z +\S+Z +0\n$/);
      expect(await notices('list', '--state', 'dropped')).to.include({
        output: '',
        told: 'There are no such mails.\n',
      });
      expect((await notices('list', '--limit', '2')).told).to.match(/^There are more; /);
    });

    it('are dropped and sent again, by name and by conditions', async () => {
      expect(await notices('drop', '4814-TaskReassigned-12')).to.include({ output: 'Dropped 1 mail.\n' });
      expect((await mails('--state', 'dropped')).map(({ notice }) => notice)).to.deep.equal(['4814-TaskReassigned-12']);
      expect((await notices('drop', '--all')).output).to.equal('Dropped 3 mails.\n');
      expect((await notices('retry', '--state', 'dropped')).output).to.equal('4 mails will be sent.\n');
      expect((await notices('retry', '--all')).output).to.equal('0 mails will be sent.\n');
      expect(await mails('--state', 'dropped')).to.deep.equal([]);
    });

    it('change nothing when it is not said what', async () => {
      for (const args of [[], ['4814-TaskReassigned-12', '--all'], ['--all', '--task', '1'], ['x']]) {
        expect((await notices('drop', ...args)).exitCode, args.join(' ')).to.equal(2);
      }
      expect((await notices('drop', '--to', 'nobody')).told).to.equal('There is no user with login "nobody".\n');
      expect(await mails('--state', 'dropped')).to.deep.equal([]);
    });
  });
});

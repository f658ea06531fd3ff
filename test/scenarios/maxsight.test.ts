import { expect } from 'chai';
import { LOGINS, PEOPLE, type Json, type Who } from '../support/five-apis/office.ts';
import { openScene, type Scene } from './scene.ts';

const { jane, alice, carol, tom } = LOGINS;

describe('an assignment through Maxsight', () => {
  let scene: Scene;

  before(async () => {
    scene = await openScene('maxsight');
  });

  after(() => scene.close());

  const redirectedFrom = async (task: number): Promise<string> => scene.element(task, 'RedirectedFrom_UserID');
  const mailTo = async (who: Who): Promise<readonly string[]> => {
    const name = who[0]?.toUpperCase() + who.slice(1);
    return (await scene.mail()).filter(({ to }) => to.startsWith(name)).map(({ text }) => text);
  };

  it('33: to Jane, who has the task, is a new one, with mail, and the old one is gone', async () => {
    const { as, given, sees, assignments, box, told } = scene;
    const task = await given();
    const before = await assignments(task);
    expect(await as.john.update(task, 'jane')).to.equal('done');
    const after = await assignments(task);
    expect(after.jane).to.not.equal(before.jane);
    expect((await box('jane', 'GET', `/task_assignments/${before.jane ?? ''}`)).status).to.equal(404);
    expect(await told(task, 'TaskAssigned')).to.deep.equal(['jane']);
    expect(await told(task, 'TaskWithdrawn')).to.deep.equal([]);
    expect(await sees('M', task)).to.equal('INCOMPLETE jane');
  });

  it('34: to somebody who has the task and is away goes to the substitute', async () => {
    const { as, given, sees } = scene;
    const task = await given({ assignee: tom });
    expect(await as.john.update(task, 'tom')).to.equal('done');
    expect(await sees('M', task)).to.equal('INCOMPLETE alice');
    expect(await redirectedFrom(task)).to.equal(String(PEOPLE.tom));
  });

  it('35: to Rita, whose substitute Jane has the task, is a new one of Jane’s', async () => {
    const { as, given, sees, assignments, told } = scene;
    const task = await given();
    expect(await as.john.update(task, 'rita')).to.equal('done');
    expect(await sees('M', task)).to.equal('INCOMPLETE jane');
    expect((await assignments(task)).jane).to.not.equal(String(task));
    expect(await told(task, 'TaskAssigned')).to.deep.equal(['jane']);
    expect(await redirectedFrom(task)).to.equal(String(PEOPLE.rita));
  });

  it('36: in the name of another person is told as that person’s and the key’s, and gives the person no right', async () => {
    const { as, given, maxsight, history } = scene;
    const task = await given();
    await scene.mail();
    const words = { assigned_by_id: String(PEOPLE.carol), assignment_comment: 'From the chief.' };
    expect(await as.jane.update(task, 'alice', words)).to.equal('done');
    const { json } = await maxsight('jane', 'GET', `/tasks/${task}`);
    const [chief] = (await scene.knex('users').where({ login: carol }).pluck('uuid')) as string[];
    expect((json.assignment as Json).assigned_by_id).to.equal(chief);

    const [letter = ''] = await mailTo('alice');
    for (const words of ['Carol King', 'Jane Doe', `key of ${jane}`, 'From the chief.'])
      expect(letter).to.include(words);
    const [row] = await history(task);
    expect(row).to.include({ user_id: PEOPLE.jane, reason: 'From the chief.' });
    expect(JSON.stringify(row?.details)).to.include(`key of ${jane}`);
    expect(await as.carol.update(task, 'bob')).to.equal('403');
  });

  it('37: is not for the colleague of whoever has claimed the task', async () => {
    const { as, given } = scene;
    const task = await given({ assignees: [{ user: jane }, { user: alice }] });
    expect(await as.alice.claim(task)).to.equal('done');
    expect(await as.jane.update(task, 'bob')).to.equal('403');
    expect(await as.alice.update(task, 'bob')).to.equal('done');
  });

  it('38: ended, with three who were asked and one done, leaves nobody, and history the one who was done', async () => {
    const { as, given, sees, history } = scene;
    const task = await given({
      assignees: [{ user: jane, resolution: 'completed', message: 'Mine is done.' }, { user: alice }, { user: carol }],
    });
    expect(await as.john.unassign(task)).to.equal('done');
    expect(await sees('M', task)).to.equal('INCOMPLETE nobody');
    expect(await sees('B', task)).to.equal('open []');
    const [row] = await history(task);
    expect(JSON.stringify(row?.details)).to.include('Mine is done.');
  });

  it('93: made to Jane twice within a day is told in two mails', async () => {
    const { as, given } = scene;
    const task = await given({ assignee: alice });
    await scene.mail();
    expect(await as.john.update(task, 'jane')).to.equal('done');
    expect(await mailTo('jane')).to.have.length(1);
    expect(await as.john.update(task, 'jane')).to.equal('done');
    expect(await mailTo('jane')).to.have.length(1);
    expect(await mailTo('jane')).to.have.length(0);
  });
});

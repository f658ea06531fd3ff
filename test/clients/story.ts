import { expect } from 'chai';
import type { Client, ParameterValue, Reply } from './client.ts';
import { AWAY, CALLER, TARGET, TASK } from './fixture.ts';
import type { Scene } from './fixture.ts';
import { at } from './xml.ts';
import type { XmlNode } from './xml.ts';

export type Step = (name: string, check: () => Promise<void>) => Promise<void>;

/** The zone the server is started in, so that a due date with and one without an offset can be compared. */
export const SERVER_TIME_ZONE = 'Europe/Berlin';

const DUE_LOCAL = '2031-04-15T17:00:00';
const DUE_UTC = '2031-04-15T15:00:00Z';
/** The same instant, as GetTask writes dates (docs/legacy/operations.md#types-and-dates). */
const DUE_READ = '2031-04-15 17:00:00';

/** Everything that an escaping or a charset gets wrong: umlauts, CJK, a character of two code units, markup. */
export const INSTRUCTIONS = `Größe prüfen: 日本語 🦊 €, 100% + 1 = "2" & <b>'drei'</b> ]]> %41 &#65; a;b\nZweite Zeile`;

const NO_TICKET = '00000000-0000-0000-0000-000000000000';

/**
 * One client, from an empty hand to a task handed on twice; the words and shapes are those of
 * docs/legacy/operations.md#tickets.
 */
export async function tellStory(client: Client, scene: Scene, step: Step): Promise<void> {
  let ticket = '';
  let newTaskId = 0;

  const answer = async (operation: string, parameters: Record<string, ParameterValue>): Promise<XmlNode> =>
    documentOf(await client.call(operation, parameters));
  const readTask = async (taskId: number): Promise<XmlNode> => {
    const root = await answer('GetTask', { authenticationTicket: ticket, taskId });
    expectSuccess(root, 'root');
    return at(root, 'Task');
  };
  const reassign = (changes: Record<string, ParameterValue>): Promise<XmlNode> =>
    answer('ReassignTask', {
      authenticationTicket: ticket,
      taskId: scene.taskId,
      reassignTo: TARGET.login,
      newDueDate: DUE_LOCAL,
      newInstructions: INSTRUCTIONS,
      sendTaskNotice: true,
      ...changes,
    });

  await step('builds itself from the WSDL', async () => {
    expect(client.operations).to.include.members(['AuthenticateUser', 'GetTask', 'ReassignTask']);
    await Promise.resolve();
  });

  await step('learns that a password is wrong', async () => {
    const root = await answer('AuthenticateUser', { UID: CALLER.login, PWD: 'wrong' });
    expectRefusal(root, 'root', '[900] Authentication failed');
  });

  await step('logs in', async () => {
    const root = await answer('AuthenticateUser', { UID: CALLER.login, PWD: CALLER.password });
    expectSuccess(root, 'root');
    expect(root.attributes.username).to.equal(CALLER.login);
    expect(root.attributes.isAuthenticated).to.equal('True');
    ticket = root.attributes.ticket ?? '';
    expect(ticket).to.match(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  });

  await step('reads a task', async () => {
    const task = await readTask(scene.taskId);
    expect(textsOf(task, ['TaskID', 'TaskName', 'TaskStatus', 'AssigneeName', 'extendedInstruction'])).to.deep.equal([
      String(scene.taskId),
      TASK.name,
      'InProgress',
      CALLER.login,
      TASK.instructions,
    ]);
    expect(at(task, 'StartDtae').text)
      .to.match(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)
      .and.equal(at(task, 'StartDate').text);
    expectBelongings(task);
  });

  await step('learns why a reassignment is refused', async () => {
    expectRefusal(await reassign({ authenticationTicket: NO_TICKET }), 'response', BAD_TICKET);
    expectRefusal(await reassign({ taskId: 2_000_000_000 }), 'response', 'Task not found');
    expectRefusal(await reassign({ reassignTo: 'nobody.here' }), 'response', 'User not found');
    expectRefusal(await reassign({ newDueDate: '2001-01-01T00:00:00' }), 'response', 'Past due date');
  });

  await step('understands that a task number is not a number', async () => {
    const reply = await client.call('GetTask', { authenticationTicket: ticket, taskId: 'abc' });
    if (reply.kind !== 'fault') throw new Error(`expected a fault, got <${reply.root.name}>`);
    expect(reply.text).to.contain('Input string was not in a correct format.');
    expect(reply.code).to.match(/^([\w-]+:|\{[^}]*\})?(Client|Sender|500)$/);
  });

  await step('reassigns the task', async () => {
    const root = await reassign({});
    expectSuccess(root, 'response');
    const value = at(root, 'Value');
    newTaskId = Number(at(value, 'TaskId').text);
    expect(newTaskId).to.be.above(0).and.not.equal(scene.taskId);
    expect(value.children.map(({ name, text }) => [name, text])).to.deep.equal([
      ['TaskId', String(newTaskId)],
      ['AssigneeId', String(TARGET.id)],
      ['AssigneeFullName', TARGET.fullName],
      ['RedirectedfromUserId', '0'],
      ['RedirectedfromUserFullName', ''],
    ]);
  });

  await step('finds the new task as it was told', async () => {
    const task = await readTask(newTaskId);
    expect(textsOf(task, ['TaskStatus', 'AssigneeName', 'DueDate', 'LinkedTaskID'])).to.deep.equal([
      'InProgress',
      TARGET.login,
      DUE_READ,
      String(scene.taskId),
    ]);
    expect(at(task, 'extendedInstruction').text).to.equal(INSTRUCTIONS);
    expectBelongings(task);
  });

  await step('finds the old task closed', async () => {
    expect(at(await readTask(scene.taskId), 'TaskStatus').text).to.equal('Reassigned');
  });

  await step('is refused a second time', async () => {
    expectRefusal(await reassign({}), 'response', 'Invalid status');
  });

  await step('is told of a redirection', async () => {
    const parameters = { taskId: scene.redirectedTaskId, reassignTo: AWAY.login, newDueDate: DUE_UTC };
    const root = await reassign({ ...parameters, newInstructions: '', sendTaskNotice: false });
    expectSuccess(root, 'response');
    const value = at(root, 'Value');
    expect(value.children.slice(1).map(({ text }) => text)).to.deep.equal([
      String(TARGET.id),
      TARGET.fullName,
      String(AWAY.id),
      AWAY.fullName,
    ]);
    const task = await readTask(Number(at(value, 'TaskId').text));
    expect(textsOf(task, ['DueDate', 'RedirectedFrom_UserName'])).to.deep.equal([DUE_READ, AWAY.login]);
  });

  await step('learns that a ticket is not good', async () => {
    const root = await answer('GetTask', { authenticationTicket: NO_TICKET, taskId: scene.taskId });
    expectRefusal(root, 'root', BAD_TICKET);
  });
}

const BAD_TICKET = '[901] Session expired or Invalid ticket';

function documentOf(reply: Reply): XmlNode {
  if (reply.kind === 'fault') throw new Error(`fault ${reply.code}: ${reply.text}`);
  return reply.root;
}

function expectSuccess(root: XmlNode, name: string): void {
  expect(root.attributes.error, 'error').to.equal(undefined);
  expect([root.name, root.namespace, root.attributes.success]).to.deep.equal([name, '', 'true']);
}

function expectRefusal(root: XmlNode, name: string, error: string): void {
  expect([root.name, root.namespace, root.attributes]).to.deep.equal([name, '', { success: 'false', error }]);
  expect(root.children).to.deep.equal([]);
}

function expectBelongings(task: XmlNode): void {
  expect(at(task, 'RequirementDetails', 'Requirement', 'Name').text).to.equal(TASK.requirement);
  expect(at(task, 'Attachments', 'Attachment', 'DocumentName').text).to.equal(TASK.attachment);
}

const textsOf = (node: XmlNode, names: readonly string[]): readonly string[] =>
  names.map((name) => at(node, name).text);

import { expect } from 'chai';
import type { Operation } from '../../src/wire/asmx/contract/operation.ts';
import { srv } from '../../src/wire/asmx/contract/srv.ts';
import { OPERATIONS_INDEX } from '../contract/operations-index.ts';
import type { Client, ParameterType, ParameterValue, Signatures } from './client.ts';
import { CLERK, DOCUMENT, LEAVER, TARGET } from './fixture.ts';
import type { Scene } from './fixture.ts';
import type { Step } from './story.ts';
import type { XmlNode } from './xml.ts';

/** Operations after which others fail, in an order in which each still succeeds. */
const LAST = ['CompleteTask', 'UpdateTaskFinishDate', 'ReassignTask', 'DeleteTask', 'TransferUserTasks', 'LogOut'];

/** The operations that work on the task that is handed on, where the others work on the one that is completed. */
const ON_HANDED_ON_TASK = ['ReassignTask', 'DeleteTask'];

/** All others succeed. The server need not know a secret for trusted applications, and nobody has to review for ISO. */
const REFUSALS: Readonly<Record<string, string>> = {
  CreateTicketforUser: '[900] Authentication failed',
  AddISOComment: 'There is no ISO Review Task assigned to you',
};

const ROOTS = new Map(OPERATIONS_INDEX.map(({ name, root }) => [name, root]));

const MODELS: Readonly<Record<string, string>> = { CreateTask: 'TaskCreation', CreateRelatedTask: 'RelatedTask' };
const modelFor = (operation: string): string => {
  const name = `${MODELS[operation]}RequestModel`;
  return `<${name}><RequestedAssigneeName>${TARGET.login}</RequestedAssigneeName><Instructions>Größe &amp; Maß</Instructions></${name}>`;
};

/** Calls every operation that the client has read in the WSDL, with arguments of the types it has read there. */
export async function callEveryOperation(
  { call, operations, signatures }: Client & { readonly signatures: Signatures },
  scene: Scene,
  step: Step,
): Promise<void> {
  let ticket = '';

  const valueOf = (operation: string, name: string): ParameterValue | undefined => {
    if (name.toLowerCase() === 'authenticationticket' || name === 'OldTicket') return ticket;
    if (name === 'taskId') return ON_HANDED_ON_TASK.includes(operation) ? scene.handedOnTaskId : scene.completedTaskId;
    if (name === 'xmlParameters') return modelFor(operation);
    return VALUES[name];
  };

  const callBySignature = async (operation: string): Promise<XmlNode> => {
    const signature = Object.entries(signatures[operation] ?? {});
    const reply = await call(
      operation,
      Object.fromEntries(
        signature.map(([name, type]) => [name, ofType(type, valueOf(operation, name) ?? ANY[type], name)]),
      ),
    );
    if (reply.kind === 'fault') throw new Error(`${operation}: fault ${reply.code}: ${reply.text}`);
    return reply.root;
  };

  const calls = [...operations.filter((name) => !LAST.includes(name)), ...LAST];

  await step('finds every operation of the contract and what it takes', async () => {
    expect(calls).to.have.members(Object.keys(srv));
    for (const { name, parameters } of Object.values<Operation>(srv)) {
      const taken = Object.entries(signatures[name] ?? {});
      expect(taken, name).to.deep.equal(parameters.map((each) => [each.name, each.type]));
    }
    await Promise.resolve();
  });

  await step('calls every operation', async () => {
    ticket = (await callBySignature('AuthenticateUser')).attributes.ticket ?? '';
    for (const operation of calls) {
      const { name, namespace, attributes } = await callBySignature(operation);
      const error = REFUSALS[operation];
      const expected = [ROOTS.get(operation), '', String(error === undefined), error];
      expect([name, namespace, attributes.success, attributes.error], operation).to.deep.equal(expected);
    }
  });
}

/** The value of a parameter whose name is not among those below. */
const ANY: Readonly<Record<ParameterType, ParameterValue>> = {
  string: 'Größe & Maß',
  int: 0,
  boolean: false,
  dateTime: '2031-04-15T17:00:00',
};

/** What the scene has, and what an operation takes no other value of. */
const VALUES: Readonly<Record<string, ParameterValue>> = {
  UID: CLERK.login,
  PWD: CLERK.password,
  Lang: 'de',
  TrustedUserPwd: 'not the secret',
  UserName: TARGET.login,
  reassignTo: TARGET.login,
  xmlcriteria: '<criteria />',
  rowCount: 10,
  SortBy: 'DueDate',
  AscendingOrder: true,
  documentPath: DOCUMENT,
  DocumentPath: DOCUMENT,
  filter: 'current_tasks',
  exceptTaskComments: true,
  taskStatus: 10,
  finishDate: '2021-04-15T17:00:00',
  taskPriority: 11,
  approvalDecision: 6,
  fromUserName: LEAVER.login,
  toUserName: TARGET.login,
  userName: CLERK.login,
  redirectTasksToUser: TARGET.login,
  endOn: '2031-05-15T17:00:00',
};

const TYPES: Readonly<Record<ParameterType, 'string' | 'number' | 'boolean'>> = {
  string: 'string',
  int: 'number',
  boolean: 'boolean',
  dateTime: 'string',
};

function ofType(type: ParameterType, value: ParameterValue, name: string): ParameterValue {
  if (typeof value !== TYPES[type]) throw new Error(`${name} is ${JSON.stringify(value)} here and no ${type}`);
  return value;
}

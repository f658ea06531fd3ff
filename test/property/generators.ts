import fc from 'fast-check';
import type { OperationName } from '../../src/wire/asmx/contract/parameters.ts';
import { srv } from '../../src/wire/asmx/contract/srv.ts';

export type Binding = 'get' | 'post' | 'soap11' | 'soap12';

/** What the client sends as If-Match: nothing, the version of the task before the call, or one before that. */
export type Knows = 'nothing' | 'fresh' | 'stale';

/** One call by somebody: who, what, over which binding, with which values, on what knowledge of the task. */
export interface Call {
  readonly login: string;
  readonly operation: OperationName;
  readonly binding: Binding;
  readonly values: Readonly<Record<string, string>>;
  readonly knows: Knows;
}

export const LOGINS = ['john.smith', 'jane.doe', 'alice.jones', 'bob.jones', 'carol.king', 'dave.hall', 'adam.root'];

const DOCUMENT = '/Corporate/Legal/ContractDraft.pdf';
const HOUR_MS = 3_600_000;

const login = fc.constantFrom(...LOGINS, ...LOGINS, 'gone.user', 'nobody');
/** The fixture's tasks, those that reassignments make after them, and one that never exists. */
const taskId = fc.oneof(fc.integer({ min: 4801, max: 4840 }), fc.constant(1));
const date = fc
  .integer({ min: -24, max: 24 * 30 })
  .map((hours) => new Date(Date.now() + hours * HOUR_MS).toISOString().slice(0, 19));
const text = fc.constantFrom('', ' ', 'Größe & <Maß>', 'Please review.');
const criteria = fc.constantFrom(
  '<c/>',
  '<c><param NAME="ASSIGNEEID" VALUE="12"/></c>',
  '<c><param NAME="X" VALUE=""/></c>',
);
const model = (root: string) =>
  login.map(
    (name) => `<${root}><RequestedAssigneeName>${name}</RequestedAssigneeName><Instructions>x</Instructions></${root}>`,
  );

/** The values of each parameter, by its name. */
const VALUES: Readonly<Record<string, fc.Arbitrary<string>>> = {
  taskId: taskId.map(String),
  reassignTo: login,
  redirectTasksToUser: login,
  userName: login,
  UserName: login,
  UID: login,
  PWD: fc.constant('wrong'),
  fromUserName: login,
  toUserName: login,
  newDueDate: date,
  finishDate: date,
  startOn: date,
  endOn: date,
  newInstructions: text,
  comments: text,
  sendTaskNotice: fc.constantFrom('true', 'false'),
  exceptTaskComments: fc.constantFrom('true', 'false'),
  AscendingOrder: fc.constantFrom('true', 'false'),
  allowedStartTimeSpan: fc.integer({ min: 0, max: 48 }).map(String),
  taskStatus: fc.constantFrom('-2', '-1', '0', '10', '20', '30', '7'),
  taskPriority: fc.constantFrom('0', '1', '5', '10', '11', '3'),
  approvalDecision: fc.constantFrom('0', '5', '6', '1'),
  versionNumber: fc.constantFrom('0', '1', '1000000', '99'),
  documentPath: fc.constantFrom(DOCUMENT, '/Corporate/Archive/OldContract.pdf', '/No/Such.pdf'),
  DocumentPath: fc.constantFrom(DOCUMENT, '/Corporate/Archive/OldContract.pdf', '/No/Such.pdf'),
  CommentText: text,
  filter: fc.constantFrom('current_tasks', 'task_history', ''),
  xmlcriteria: criteria,
  startingRow: fc.constantFrom('0', '5', '-1'),
  rowCount: fc.constantFrom('0', '3'),
  SortBy: fc.constantFrom('DueDate', 'DefaultSort', 'Nonsense'),
  Lang: fc.constantFrom('en', ''),
  TrustedUserPwd: fc.constant('wrong'),
};

/** A ticket is filled in by who sends the call; LogOut must not take the tickets of the other calls away. */
const isTicket = (name: string): boolean => /ticket$/i.test(name);
const TAKES_NO_TICKET: ReadonlySet<string> = new Set(['LogOut', 'RenewTicket']);

function callOf(operation: OperationName): fc.Arbitrary<Call> {
  const values: Record<string, fc.Arbitrary<string>> = {};
  for (const { name } of srv[operation].parameters) {
    if (isTicket(name)) values[name] = fc.constant(TAKES_NO_TICKET.has(operation) ? '' : '{ticket}');
    else if (name === 'xmlParameters') {
      values[name] = model(operation === 'CreateTask' ? 'TaskCreationRequestModel' : 'RelatedTaskRequestModel');
    } else {
      const generator = VALUES[name];
      if (!generator) throw new Error(`the property test has no values for ${operation}.${name}`);
      values[name] = generator;
    }
  }
  return fc.record({
    login: fc.constantFrom(...LOGINS, 'john.smith', 'john.smith', 'jane.doe', 'jane.doe'),
    operation: fc.constant(operation),
    binding: fc.constantFrom<Binding>('get', 'post', 'soap11', 'soap12'),
    values: fc.record(values),
    knows: fc.constantFrom<Knows>('nothing', 'nothing', 'fresh', 'stale'),
  });
}

const operations = Object.keys(srv) as OperationName[];

/** Operations that change tasks come up more often than those that only read. */
const WEIGHTS: Partial<Record<OperationName, number>> = {
  ReassignTask: 8,
  CompleteTask: 4,
  UpdateTaskStatus: 3,
  ChangeTaskDueDate: 3,
  CreateTask: 2,
  CreateRelatedTask: 2,
  TransferUserTasks: 2,
  DeleteTask: 2,
  SetUserTaskRedirection: 3,
};

/** Any operation of the WSDL by anybody over any binding. */
export const anyCall: fc.Arbitrary<Call> = fc.oneof(
  ...operations.map((operation) => ({ weight: WEIGHTS[operation] ?? 1, arbitrary: callOf(operation) })),
);

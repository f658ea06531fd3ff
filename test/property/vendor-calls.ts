import fc from 'fast-check';
import { DOCUMENT, LEGAL, LOGINS, PEOPLE, type Office, type Told, type Who } from '../support/five-apis/office.ts';

/** The tasks that calls are about. */
export const TASKS = Array.from({ length: 9 }, (_, index) => 5001 + index);

/** Numbers that the caller finds out: which share of the task, and the version that it is sent under. */
export interface Seen {
  readonly shareIds: readonly string[];
  readonly updatedAt: string;
}

/** One call of one API by somebody on a task. */
export interface VendorCall {
  readonly api: 'asmx' | 'maxsight' | 'worldserver' | 'orkes' | 'box';
  readonly name: string;
  readonly who: Who;
  readonly taskId: number;
  readonly run: (office: Office, seen: Seen) => Promise<Told>;
}

const EVERYBODY = Object.keys(PEOPLE) as Who[];
const DISABLED = 31;
const somebody = fc.constantFrom(...EVERYBODY);
const personId = fc.oneof({ weight: 9, arbitrary: somebody.map((who) => PEOPLE[who]) }, fc.constantFrom(DISABLED, 999));
const words = fc.constantFrom('', 'Done.', 'Größe & <Maß>');
const isSo = fc.boolean();
const soon = (): string => new Date(Date.now() + 9 * 86_400_000).toISOString().slice(0, 19);

type Making = Pick<VendorCall, 'api' | 'name' | 'run'>;

/** Puts together a call from what is drawn for it; the task and the caller are drawn for every call. */
const made = <Drawn>(
  api: VendorCall['api'],
  name: string,
  drawn: fc.Arbitrary<Drawn>,
  run: (office: Office, who: Who, taskId: number, drawn: Drawn, seen: Seen) => Promise<Told>,
): fc.Arbitrary<VendorCall> =>
  fc
    .record({
      who: fc.constantFrom<Who>('john', 'john', ...EVERYBODY),
      taskId: fc.constantFrom(...TASKS),
      values: drawn,
    })
    .map(({ who, taskId, values }): VendorCall => {
      const making: Making = { api, name, run: (office, seen) => run(office, who, taskId, values, seen) };
      return { ...making, who, taskId };
    });

const shareOf = ({ shareIds }: Seen, index: number, taskId: number): string =>
  shareIds[index % Math.max(shareIds.length, 1)] ?? String(taskId);

const tiers = fc.array(
  fc.record({
    assignee: fc.oneof(
      somebody.map((who) => ({ user: LOGINS[who], userType: 'CONDUCTOR_USER' })),
      fc.constantFrom(
        { user: 'Legal', userType: 'CONDUCTOR_GROUP' },
        { user: 'Notary Ltd', userType: 'EXTERNAL_USER' },
      ),
    ),
    slaMinutes: fc.constantFrom(0, 5, 60),
  }),
  { minLength: 1, maxLength: 3 },
);

const versionOf = (knows: 'fresh' | 'stale', { updatedAt }: Seen): string =>
  knows === 'fresh' ? updatedAt : new Date(new Date(updatedAt).getTime() - 1).toISOString();
const knows = fc.constantFrom<'fresh' | 'stale'>('fresh', 'fresh', 'fresh', 'stale');
const none = fc.constant(null);

/** Any change of a task by any of the five APIs. */
export const anyVendorCall: fc.Arbitrary<VendorCall> = fc.oneof(
  made('asmx', 'ReassignTask', somebody, (office, who, taskId, to) =>
    office.legacy(who, 'ReassignTask', {
      taskId,
      reassignTo: LOGINS[to],
      newDueDate: soon(),
      newInstructions: 'Please.',
      sendTaskNotice: 'false',
    }),
  ),
  made('asmx', 'CompleteTask', words, (office, who, taskId, comments) =>
    office.legacy(who, 'CompleteTask', { taskId, comments }),
  ),
  made('asmx', 'SetTaskApprovalStatus', fc.constantFrom('0', '5', '6'), (office, who, taskId, approvalDecision) =>
    office.legacy(who, 'SetTaskApprovalStatus', { taskId, approvalDecision }),
  ),
  made('asmx', 'SetTaskComment', words, (office, who, taskId, comments) =>
    office.legacy(who, 'SetTaskComment', { taskId, comments }),
  ),
  made('asmx', 'SetTaskPriority', fc.constantFrom('1', '10'), (office, who, taskId, taskPriority) =>
    office.legacy(who, 'SetTaskPriority', { taskId, taskPriority }),
  ),
  made('maxsight', 'update', fc.record({ knows, to: personId, isTeam: isSo }), (office, who, taskId, drawn, seen) => {
    const update = {
      assigned_by_id: String(PEOPLE[who]),
      assigned_to_id: String(drawn.isTeam ? LEGAL : drawn.to),
      assigned_to_type: drawn.isTeam ? 'TEAM' : 'USER',
    };
    const path = `/tasks/${taskId}/update-assignment`;
    return office.maxsight(who, 'PUT', path, { update }, versionOf(drawn.knows, seen));
  }),
  made('maxsight', 'unassign', knows, (office, who, taskId, known, seen) => {
    const unassign = { assigned_by_id: String(PEOPLE[who]) };
    return office.maxsight(who, 'PUT', `/tasks/${taskId}/update-assignment`, { unassign }, versionOf(known, seen));
  }),
  made(
    'worldserver',
    'changeAssignees',
    fc.record({ users: fc.array(personId, { minLength: 1, maxLength: 3 }), isTeam: isSo }),
    (office, who, id, { users, isTeam }) =>
      office.worldServer(who, 'POST', '/tasks/changeAssignees', [
        { id, assignedUserIds: users, ...(isTeam ? { assignedRoleIds: [LEGAL] } : {}) },
      ]),
  ),
  ...(['claim', 'unclaim'] as const).map((name) =>
    made('worldserver', name, none, (office, who, id) => office.worldServer(who, 'POST', `/tasks/${name}`, [{ id }])),
  ),
  made('worldserver', 'complete', fc.constantFrom(1, 2, 3), (office, who, id, transitionId) =>
    office.worldServer(who, 'POST', '/tasks/complete', [{ id, transitionId }]),
  ),
  made('worldserver', 'PATCH', fc.constantFrom(1, 10), (office, who, id, priority) =>
    office.worldServer(who, 'PATCH', '/tasks', [{ id, priority }]),
  ),
  made('orkes', 'reassign', tiers, (office, who, id, drawn) => office.orkes(who, 'POST', `/${id}/reassign`, drawn)),
  ...(['release', 'skip'] as const).map((name) =>
    made('orkes', name, none, (office, who, id) => office.orkes(who, 'POST', `/${id}/${name}`)),
  ),
  made('orkes', 'claim', isSo, (office, who, id, override) =>
    office.orkes(who, 'POST', `/${id}/claim?overrideAssignment=${override}`),
  ),
  made('orkes', 'externalUser', isSo, (office, who, id, override) =>
    office.orkes(who, 'POST', `/${id}/externalUser/Notary%20Ltd?overrideAssignment=${override}`),
  ),
  made('orkes', 'update', isSo, (office, who, id, complete) =>
    office.orkes(who, 'POST', `/${id}/update?complete=${complete}`, { answer: 42 }),
  ),
  made('orkes', 'delete', fc.constantFrom(0, 0, 0, 1), (office, who, id, really) =>
    really === 1 ? office.orkes(who, 'DELETE', `/delete/${id}`) : office.orkes(who, 'GET', `/${id}`),
  ),
  made('box', 'POST assignment', personId, (office, who, id, to) =>
    office.box(who, 'POST', '/task_assignments', { task: { id, type: 'task' }, assign_to: { id: String(to) } }),
  ),
  made(
    'box',
    'PUT assignment',
    fc.record({
      at: fc.nat(5),
      message: words,
      state: fc.constantFrom(undefined, 'completed', 'approved', 'rejected'),
    }),
    (office, who, id, { at, message, state }, seen) =>
      office.box(who, 'PUT', `/task_assignments/${shareOf(seen, at, id)}`, { message, resolution_state: state }),
  ),
  made('box', 'DELETE assignment', fc.nat(5), (office, who, id, at, seen) =>
    office.box(who, 'DELETE', `/task_assignments/${shareOf(seen, at, id)}`),
  ),
  made('box', 'POST task', words, (office, who, _, message) =>
    office.box(who, 'POST', '/tasks', { item: { id: String(DOCUMENT), type: 'file' }, action: 'review', message }),
  ),
  made('box', 'PUT task', fc.constantFrom('all_assignees', 'any_assignee'), (office, who, id, completion_rule) =>
    office.box(who, 'PUT', `/tasks/${id}`, { completion_rule }),
  ),
  made('box', 'DELETE task', fc.constantFrom(0, 0, 0, 0, 0, 1), (office, who, id, really) =>
    office.box(who, really === 1 ? 'DELETE' : 'GET', `/tasks/${id}`),
  ),
);

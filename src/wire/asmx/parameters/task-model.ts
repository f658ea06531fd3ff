import type { ScalarType, Value } from '../contract/operation.ts';
import type { Requirement } from '../../../core/tasks/get-task.ts';
import type { TaskModel } from '../../../core/creation/new-task.ts';
import type { Refused } from '../../../core/refusal.ts';
import { REQUIREMENT_NUMBERS, RIGHT_TYPES, type TaskPermission } from '../../../core/vocabulary.ts';
import { UnreadableCall } from '../../unreadable-call.ts';
import { isNoDate } from '../values/no-date.ts';
import { PRIORITY_NUMBERS } from '../values/vocabulary.ts';
import { readXmlParameter, type ReadElement } from './xml-parameter.ts';
import { readXsd } from '../soap/xsd-scalars.ts';

/** Why a model cannot be read, in words for its sender. */
export interface UnreadableModel extends Refused<'model-invalid'> {
  readonly text: string;
}

/**
 * Reads CreateTask's xmlParameters (docs/legacy/operations.md#createtask): elements in any order, those that are missing
 * take their default (docs/legacy/operations.md#defaults-of-createtask), those the contract does not name are ignored
 * as the original's serialiser did. `now` is the day of times without a date.
 */
export const readTaskCreationModel = (xml: string, now: Date): TaskModel | UnreadableModel =>
  readModel(xml, 'TaskCreationRequestModel', now, (fields) => ({
    ...sharedOf(fields),
    rightType: nameIn(fields, 'RightType', RIGHTS) ?? READ,
    permissions: PERMISSION_FLAGS.flatMap(([flag, permission]) => (boolean(fields, flag) ? [permission] : [])),
    sendTaskNotice: boolean(fields, 'SendTaskNotice'),
    notifyOnCompletion: boolean(fields, 'OnCompleteNotification'),
  }));

/**
 * Reads CreateRelatedTask's xmlParameters, which differ from CreateTask's in more than their root: whether to mail goes
 * by another name, and rights and permissions cannot be given (docs/legacy/operations.md#createrelatedtask).
 */
export const readRelatedTaskModel = (xml: string, now: Date): TaskModel | UnreadableModel =>
  readModel(xml, 'RelatedTaskRequestModel', now, (fields) => ({
    ...sharedOf(fields),
    rightType: READ,
    permissions: [],
    sendTaskNotice: boolean(fields, 'SendToNotice'),
    notifyOnCompletion: false,
  }));

/** The elements that a model may have, by their names. */
interface Fields {
  readonly elements: ReadonlyMap<string, ReadElement>;
  /** The prefix of element names in errors. */
  readonly where: string;
  readonly now: Date;
}

function readModel(
  xml: string,
  rootName: string,
  now: Date,
  read: (fields: Fields) => TaskModel,
): TaskModel | UnreadableModel {
  try {
    const root = readXmlParameter(xml);
    if (root.name !== rootName) throw new UnreadableCall(`The root element is ${root.name}, expected ${rootName}.`);
    return read(fieldsOf(root, '', now));
  } catch (error) {
    if (!(error instanceof UnreadableCall)) throw error;
    return { refused: 'model-invalid', text: `xmlParameters parsing error:${error.message}` };
  }
}

function fieldsOf({ children }: ReadElement, where: string, now: Date): Fields {
  const elements = new Map<string, ReadElement>();
  for (const child of children) {
    if (elements.has(child.name)) throw new UnreadableCall(`${where}${child.name}: The element is there twice.`);
    if (!child.nil) elements.set(child.name, child);
  }
  return { elements, where, now };
}

const sharedOf = (fields: Fields) => ({
  requestedAssignee: text(fields, 'RequestedAssigneeName') ?? '',
  instructions: text(fields, 'Instructions') ?? '',
  dueAt: dueDateOf(fields),
  priority: nameIn(fields, 'Priority', PRIORITY_NUMBERS) ?? NORMAL,
  requirements: requirementsOf(fields),
  allowedStartHours: scalar(fields, 'AllowedStartTimeSpan', 'int', 0),
  reminderHours: scalar(fields, 'ReminderTimeSpan', 'int', 0),
});

function dueDateOf(fields: Fields): Date | null {
  const dueAt = scalar<Date | null>(fields, 'DueDate', 'dateTime', null);
  return dueAt && isNoDate(dueAt) ? null : dueAt;
}

function requirementsOf({ elements, now }: Fields): readonly Requirement[] {
  const list = elements.get('TaskRequirements')?.children ?? [];
  return list.map((item, index) => {
    const where = `TaskRequirement ${index + 1}, `;
    if (item.name !== 'TaskRequirement') {
      throw new UnreadableCall(`TaskRequirements: The element ${item.name} is not expected, only TaskRequirement.`);
    }
    const fields = fieldsOf(item, where, now);
    const type = nameIn(fields, 'RequirementType', REQUIREMENTS);
    if (type === undefined) throw new UnreadableCall(`${where}RequirementType: The element is missing.`);
    return { type, objectId: scalar(fields, 'ObjectId', 'int', 0), definition: text(fields, 'Definition') ?? '' };
  });
}

/** Undefined where the element is missing. */
function text({ elements, where }: Fields, name: string): string | undefined {
  const element = elements.get(name);
  const [child] = element?.children ?? [];
  if (child) throw new UnreadableCall(`${where}${name}: The element ${child.name} is not expected, only text.`);
  return element?.text;
}

/** Anything longer is no value of these types, and too long to be repeated in an error. */
const LONGEST_VALUE = 100;

function valueText(fields: Fields, name: string): string | undefined {
  const value = text(fields, name);
  if (value !== undefined && value.length > LONGEST_VALUE) {
    throw new UnreadableCall(`${fields.where}${name}: The value is too long.`);
  }
  return value;
}

/** Reads as SOAP parameters are read, since it is XML too; the type of the value is the type's. */
function scalar<Read extends Value>(fields: Fields, name: string, type: ScalarType, missing: Read): Read {
  const value = valueText(fields, name);
  if (value === undefined) return missing;
  try {
    return readXsd(type, value, fields.now) as Read;
  } catch (error) {
    if (!(error instanceof UnreadableCall)) throw error;
    throw new UnreadableCall(`${fields.where}${name}: ${error.message}`);
  }
}

const boolean = (fields: Fields, name: string): boolean => scalar<boolean>(fields, name, 'boolean', false);

/** The value of a name; names are matched with their case, as the original's enumerations were. */
function nameIn<Meaning>(fields: Fields, name: string, meanings: ReadonlyMap<string, Meaning>): Meaning | undefined {
  const value = valueText(fields, name)?.trim();
  if (value === undefined) return undefined;
  const meaning = meanings.get(value);
  if (meaning !== undefined) return meaning;
  const known = [...meanings.keys()].join(', ');
  throw new UnreadableCall(`${fields.where}${name}: Requested value '${value}' was not found. Valid values: ${known}`);
}

const NORMAL = 5;

const RIGHTS = new Map<string, number>(RIGHT_TYPES.map((name, number) => [name, number]));
const READ = 2;

/** NoRequirement belongs into workflow definitions only (docs/legacy/operations.md#requirement-types). */
const REQUIREMENTS = new Map(
  Object.keys(REQUIREMENT_NUMBERS)
    .filter((name) => name !== 'NoRequirement')
    .map((name) => [name, name]),
);

/** In the order of docs/legacy/operations.md#other-enumerations. */
const PERMISSION_FLAGS: readonly (readonly [flag: string, permission: TaskPermission])[] = [
  ['PermissionEnableEdit', 'EditDocument'],
  ['PermissionChangeFinishDate', 'ChangeFinishdate'],
  ['PermissionChangeDueDate', 'Postpone'],
  ['PermissionChangePriority', 'ChangePriority'],
];

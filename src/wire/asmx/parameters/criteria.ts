import type { Value } from '../contract/operation.ts';
import type { Completion, SortKey, TaskFilter, TaskSelection } from '../../../core/lists/get-tasks.ts';
import type { Refused } from '../../../core/refusal.ts';
import { UnreadableCall } from '../../unreadable-call.ts';
import { readClr } from '../form/clr-scalars.ts';
import { SKIPPED, parseStrictly, type ElementReader } from '../../xml/strict-reader.ts';
import { PRIORITY_NUMBERS } from '../values/vocabulary.ts';
import { nextDay, saysTime } from '../values/whole-day.ts';

/** The selection of getTasks and GetTasks1 as it arrives. */
export interface CriteriaTexts {
  readonly xmlcriteria: string | null;
  readonly SortBy: string | null;
  readonly AscendingOrder: boolean;
}

/** Why a selection cannot be read, in the contract's words (docs/legacy/operations.md#exact-texts). */
export interface UnreadableSelection extends Refused<'criteria-invalid'> {
  readonly text: string;
}

/** Dozens of criteria of any length a client has use for. */
const MAX_LENGTH = 65_536;

/**
 * Reads which tasks are wanted in what order: first the name of the order, then the XML, then the names of its
 * criteria, then their values (docs/legacy/operations.md#gettasks). `now` is the day of times without a date.
 */
export function readSelection(texts: CriteriaTexts, now: Date): TaskSelection | UnreadableSelection {
  try {
    const key = nameIn(SORT_KEYS, 'SortBy', texts.SortBy ?? '');
    const filter = readFilter(readCriteria(texts.xmlcriteria ?? ''), now);
    return { filter, order: { key, ascending: texts.AscendingOrder } };
  } catch (error) {
    if (error instanceof UnreadableCriteria) return { refused: 'criteria-invalid', text: error.message };
    throw error;
  }
}

class UnreadableCriteria extends Error {}

interface Criterion {
  /** In upper case, as the contract matches it and as errors name it. */
  readonly name: string;
  readonly value: string;
}

/**
 * In their order; of several that set the same condition, the last one
 * (docs/legacy/operations.md#repeated-criteria-and-0).
 */
function readCriteria(xml: string): readonly Criterion[] {
  if (xml.length > MAX_LENGTH) throw new UnreadableCriteria('xmlcriteria parsing error:The document is too long.');
  const criteria: Criterion[] = [];
  const root: ElementReader = {
    ...SKIPPED,
    open({ attributes: { NAME, VALUE } }) {
      if (!NAME) throw new UnreadableCriteria('xmlcriteria parsing error:A criterion has no attribute NAME.');
      criteria.push({ name: NAME.value.toUpperCase(), value: VALUE?.value ?? '' });
      return SKIPPED;
    },
  };
  try {
    parseStrictly(xml, { ...SKIPPED, open: () => root });
  } catch (error) {
    if (!(error instanceof UnreadableCall)) throw error;
    throw new UnreadableCriteria(`xmlcriteria parsing error:${error.message}`);
  }
  return criteria;
}

/** Every name is looked at before any value is (docs/legacy/operations.md#gettasks). */
function readFilter(criteria: readonly Criterion[], now: Date): TaskFilter {
  const unknown = criteria.find(({ name }) => !Object.hasOwn(CRITERIA, name));
  if (unknown) throw new UnreadableCriteria(`[${unknown.name}] Parameter not found`);
  return criteria.reduce<TaskFilter>((filter, each) => ({ ...filter, ...CRITERIA[each.name]?.read(each, now) }), {});
}

/** Gives the condition a criterion sets, undefined where its value means none. */
type ReadCriterion = (criterion: Criterion, now: Date) => TaskFilter;

/** A criterion that there is. */
export interface CriterionRule {
  /** For a person, after the word "tasks". */
  readonly selects: string;
  /** The names a value may be; in one word what it is where there are too many. */
  readonly values: readonly string[] | 'date' | 'ID' | 'text';
  readonly read: ReadCriterion;
}

/** Ids start at 1, and 0 means none everywhere (docs/legacy/operations.md#repeated-criteria-and-0). */
const id = (field: keyof TaskFilter, selects: string): CriterionRule => ({
  selects,
  values: 'ID',
  read: (criterion, now) => ({ [field]: scalar('int', criterion, now) || undefined }),
});

const COMPLETIONS = new Map<string, Completion | undefined>([
  ['NoCompletionStatus', undefined],
  ...named<Completion>('Due', 'OverDue', 'Completed', 'NotStarted', 'Reassigned', 'Dropped', 'Archived'),
]);

/** The criteria in the order of the contract (docs/legacy/operations.md#gettasks). The help pages show them. */
export const CRITERIA: Readonly<Record<string, CriterionRule>> = {
  TASKCOMPLETIONSTATUS: {
    selects: 'in this state; Due: open and in time; Archived: open no more',
    values: [...COMPLETIONS.keys()],
    read: ({ name, value }) => ({ completion: nameIn(COMPLETIONS, name, value) }),
  },
  PRIORITY: {
    selects: 'of this priority',
    values: [...PRIORITY_NUMBERS.keys()],
    read: ({ name, value }) => ({ priority: nameIn(PRIORITY_NUMBERS, name, value) || undefined }),
  },
  STARTDATE: {
    selects: 'that started then or later',
    values: 'date',
    read: (criterion, now) => ({ startedFrom: date(criterion, now) }),
  },
  ENDDATE: {
    selects: 'that started then or earlier; a date without a time is all of that day',
    values: 'date',
    read: (criterion, now) => ({ startedBefore: endOf(criterion.value, date(criterion, now)) }),
  },
  DOMAINID: id('libraryId', 'with a document of this library'),
  LIBRARYID: id('libraryId', 'with a document of this library'),
  ASSIGNEEID: id('assigneeId', 'assigned to this user'),
  ASSIGNEDBYID: id('assignedById', 'assigned by this user'),
  SUPERVISORID: id('supervisorId', 'supervised by this user'),
  WORKFLOWDEFID: id('workflowDefinitionId', 'of workflows with this definition'),
  DOCUMENTID: id('documentId', 'with this document'),
  FLOWID: id('workflowId', 'of this workflow'),
  DOCUMENTTYPE: {
    selects: 'with a document of the type with this name',
    values: 'text',
    read: ({ value }) => ({ documentType: value || undefined }),
  },
};

function scalar(type: 'int' | 'dateTime', { name, value }: Criterion, now: Date): Value {
  try {
    return readClr(type, value, now);
  } catch (error) {
    if (!(error instanceof UnreadableCall)) throw error;
    throw new UnreadableCriteria(
      `[${name}] error:${error.cause instanceof Error ? error.cause.message : error.message}`,
    );
  }
}

const date = (criterion: Criterion, now: Date): Date => scalar('dateTime', criterion, now) as Date;

/**
 * The bound is inclusive, and to the second, which is all that answers show of a start date; a day without a time is
 * all of that day (docs/legacy/operations.md#enddate).
 */
const endOf = (text: string, value: Date): Date => (saysTime(text) ? new Date(value.getTime() + 1000) : nextDay(value));

/** The value a name stands for; names are matched with their case, as the original's enumerations were. */
function nameIn<Meaning>(names: ReadonlyMap<string, Meaning>, criterion: string, name: string): Meaning {
  if (names.has(name)) return names.get(name) as Meaning;
  const known = [...names.keys()].join(', ');
  throw new UnreadableCriteria(`[${criterion}] error:Requested value '${name}' was not found. Valid values: ${known}`);
}

const SORT_KEYS = new Map(
  named<SortKey>(
    'DefaultSort',
    'DocumentID',
    'Instruction',
    'DateAssigned',
    'RecurringEndBy',
    'DueDate',
    'ReminderDate',
    'Priority',
    'TaskStatus',
    'FinishDate',
    'Assignee',
    'AssignedBy',
    'WorkflowName',
    'DocTypeName',
    'DocumentLibrary',
    'DocumentName',
    'SuperVisor',
  ),
);

/** The names of the orders, the default first. */
export const SORT_NAMES: readonly string[] = [...SORT_KEYS.keys()];

/** Names that stand for themselves. */
function named<Name extends string>(...names: readonly Name[]): (readonly [string, Name])[] {
  return names.map((name) => [name, name]);
}

import type { Value } from '../contract/operation.ts';
import type { Completion, SortKey, TaskFilter, TaskSelection } from '../../../core/lists/get-tasks.ts';
import type { Refused } from '../../../core/refusal.ts';
import { UnreadableCall } from '../../unreadable-call.ts';
import { readClr } from '../form/clr-scalars.ts';
import { SKIPPED, parseStrictly, type Place } from '../../xml/strict-reader.ts';
import { PRIORITY_NAMES } from '../values/vocabulary.ts';

/** What getTasks and GetTasks1 are asked for, as it arrives. */
export interface CriteriaTexts {
  readonly xmlcriteria: string | null;
  readonly SortBy: string | null;
  readonly AscendingOrder: boolean;
}

/** Why a selection cannot be read, in the contract's words (operations.md 2.1). */
export interface UnreadableSelection extends Refused {
  readonly text: string;
}

/** Dozens of criteria of any length a client has use for. */
const MAX_LENGTH = 65_536;

/**
 * Reads which tasks are wanted in what order: first the name of the order, then the XML, then the names of its
 * criteria, then their values (operations.md 6 getTasks). `now` is the day of times without a date.
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

/** In their order; of several that set the same condition, the last one (operations.md Q46). */
function readCriteria(xml: string): readonly Criterion[] {
  if (xml.length > MAX_LENGTH) throw new UnreadableCriteria('xmlcriteria parsing error:The document is too long.');
  const criteria: Criterion[] = [];
  const root: Place = {
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

/** Every name is looked at before any value is (operations.md 6 getTasks). */
function readFilter(criteria: readonly Criterion[], now: Date): TaskFilter {
  const unknown = criteria.find(({ name }) => !Object.hasOwn(READERS, name));
  if (unknown) throw new UnreadableCriteria(`[${unknown.name}] Parameter not found`);
  return criteria.reduce<TaskFilter>((filter, each) => ({ ...filter, ...READERS[each.name]?.(each, now) }), {});
}

/** Gives the condition a criterion sets, undefined where its value means none. */
type ReadCriterion = (criterion: Criterion, now: Date) => TaskFilter;

/** operations.md Q46: ids start at 1, and 0 means none everywhere. */
const id =
  (field: keyof TaskFilter): ReadCriterion =>
  (criterion, now) => ({ [field]: scalar('int', criterion, now) || undefined });

/** operations.md 6 getTasks, in the order of its table. */
const READERS: Readonly<Record<string, ReadCriterion>> = {
  TASKCOMPLETIONSTATUS: ({ name, value }) => ({ completion: nameIn(COMPLETIONS, name, value) }),
  PRIORITY: ({ name, value }) => ({ priority: nameIn(PRIORITIES, name, value) || undefined }),
  STARTDATE: (criterion, now) => ({ startedFrom: date(criterion, now) }),
  ENDDATE: (criterion, now) => ({ startedBefore: endOf(criterion.value, date(criterion, now)) }),
  DOMAINID: id('libraryId'),
  LIBRARYID: id('libraryId'),
  ASSIGNEEID: id('assigneeId'),
  ASSIGNEDBYID: id('assignedById'),
  SUPERVISORID: id('supervisorId'),
  WORKFLOWDEFID: id('workflowDefinitionId'),
  DOCUMENTID: id('documentId'),
  FLOWID: id('workflowId'),
  DOCUMENTTYPE: ({ value }) => ({ documentType: value || undefined }),
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

/** A time of day is written with a colon, which an offset has as well, or with the mark of its half of the day. */
const SAYS_TIME = /(?<![+-]\d\d?):|\d\s*[ap]m/i;

/**
 * The bound is inclusive, and to the second, which is all that answers show of a start date; a day without a time
 * is all of that day (operations.md Q27).
 */
function endOf(text: string, value: Date): Date {
  if (SAYS_TIME.test(text)) return new Date(value.getTime() + 1000);
  const nextDay = new Date(value);
  nextDay.setDate(nextDay.getDate() + 1);
  return nextDay;
}

/** The value a name stands for; names are matched with their case, as the original's enumerations were. */
function nameIn<Meaning>(names: ReadonlyMap<string, Meaning>, criterion: string, name: string): Meaning {
  if (names.has(name)) return names.get(name) as Meaning;
  const known = [...names.keys()].join(', ');
  throw new UnreadableCriteria(`[${criterion}] error:Requested value '${name}' was not found. Valid values: ${known}`);
}

const PRIORITIES = new Map(Object.entries(PRIORITY_NAMES).map(([number, name]) => [name, Number(number)]));

const COMPLETIONS = new Map<string, Completion | undefined>([
  ['NoCompletionStatus', undefined],
  ...named<Completion>('Due', 'OverDue', 'Completed', 'NotStarted', 'Reassigned', 'Dropped', 'Archived'),
]);

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

/** Names that stand for themselves. */
function named<Name extends string>(...names: readonly Name[]): (readonly [string, Name])[] {
  return names.map((name) => [name, name]);
}

import { inLanguages } from '../frame/language.ts';
import type { WorkSort } from '../../../core/desk/work-order.ts';
import type { DueWindow, WorkState } from './work-address.ts';

interface WorkWords {
  readonly title: string;
  readonly states: Readonly<Record<WorkState, string>>;
  readonly windows: Readonly<Record<DueWindow, string>>;
  readonly columns: Readonly<Record<WorkSort, string>>;
  readonly of: (name: string) => string;
  readonly team: (name: string) => string;
  readonly workflow: (name: string) => string;
  readonly only: (name: string) => string;
  readonly containing: (text: string) => string;
  readonly tasks: (count: string, isOne: boolean) => string;
  readonly moreThan: (count: string) => string;
  readonly state: string;
  readonly who: string;
  readonly whoHint: string;
  readonly dueField: string;
  readonly anyTime: string;
  readonly priority: string;
  readonly anyPriority: string;
  readonly text: string;
  readonly show: string;
  readonly clear: string;
  readonly round: string;
  readonly nobodyCalled: (login: string) => string;
  readonly tick: (name: string) => string;
  readonly tickAll: string;
  readonly all: (count: string) => string;
  readonly chosen: string;
  readonly reassign: string;
}

export const workWordsIn = inLanguages<WorkWords>(
  {
    title: 'Work',
    states: {
      open: 'Open',
      overdue: 'Overdue',
      due: 'In time',
      notStarted: 'Not started',
      completed: 'Completed',
      reassigned: 'Reassigned',
      dropped: 'Dropped',
    },
    windows: {
      today: 'due today',
      week: 'due this week',
      'next-week': 'due next week',
      later: 'due after this week',
      'no-date': 'without a due date',
    },
    columns: { due: 'Due', task: 'Task', priority: 'Priority', assignee: 'Assignee', workflow: 'Workflow' },
    of: (name) => `of ${name}`,
    team: (name) => `of the team ${name}`,
    workflow: (name) => `of the workflow ${name}`,
    only: (name) => `Only those of ${name}`,
    containing: (text) => `with “${text}”`,
    tasks: (count, isOne) => (isOne ? '1 task' : `${count} tasks`),
    moreThan: (count) => `more than ${count}`,
    state: 'State',
    who: 'Assignee',
    whoHint: 'Login',
    dueField: 'Due',
    anyTime: 'At any time',
    priority: 'Priority',
    anyPriority: 'Any',
    text: 'Words',
    show: 'Show',
    clear: 'Clear',
    round: 'Tasks that go round',
    nobodyCalled: (login) => `No account has the login “${login}”.`,
    tick: (name) => `Tick ${name}`,
    tickAll: 'Tick this page',
    all: (count) => `All that match (${count})`,
    chosen: '# ticked',
    reassign: 'Reassign …',
  },
  {
    title: 'Alle Aufgaben',
    states: {
      open: 'Offen',
      overdue: 'Überfällig',
      due: 'Im Plan',
      notStarted: 'Nicht begonnen',
      completed: 'Erledigt',
      reassigned: 'Weitergegeben',
      dropped: 'Entfallen',
    },
    windows: {
      today: 'heute fällig',
      week: 'diese Woche fällig',
      'next-week': 'nächste Woche fällig',
      later: 'nach dieser Woche fällig',
      'no-date': 'ohne Termin',
    },
    columns: { due: 'Fällig', task: 'Aufgabe', priority: 'Priorität', assignee: 'Zuständig', workflow: 'Workflow' },
    of: (name) => `bei ${name}`,
    team: (name) => `beim Team ${name}`,
    workflow: (name) => `aus dem Workflow ${name}`,
    only: (name) => `Nur die bei ${name}`,
    containing: (text) => `mit „${text}“`,
    tasks: (count, isOne) => (isOne ? '1 Aufgabe' : `${count} Aufgaben`),
    moreThan: (count) => `mehr als ${count}`,
    state: 'Status',
    who: 'Zuständig',
    whoHint: 'Anmeldename',
    dueField: 'Fällig',
    anyTime: 'Beliebig',
    priority: 'Priorität',
    anyPriority: 'Alle',
    text: 'Wörter',
    show: 'Anzeigen',
    clear: 'Zurücksetzen',
    round: 'Aufgaben, die im Kreis gehen',
    nobodyCalled: (login) => `Kein Konto hat den Anmeldenamen „${login}“.`,
    tick: (name) => `${name} ankreuzen`,
    tickAll: 'Diese Seite ankreuzen',
    all: (count) => `Alle Treffer (${count})`,
    chosen: '# angekreuzt',
    reassign: 'Weitergeben …',
  },
);

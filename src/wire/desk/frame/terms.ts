import type { DueGroup } from '../../../core/desk/desk-task.ts';
import type { TaskStatus } from '../../../core/tasks/task-status.ts';
import { inLanguages } from './language.ts';

interface Terms {
  readonly dueGroups: Readonly<Record<DueGroup, string>>;
  readonly statuses: Readonly<Record<TaskStatus, string>>;
  /** By the legacy numbers. */
  readonly priorities: Readonly<Record<number, string>>;
  readonly nobody: string;
  readonly noDate: string;
  readonly sentOnFrom: (name: string) => string;
}

/** What tasks have on all pages. */
export const termsIn = inLanguages<Terms>(
  {
    dueGroups: {
      overdue: 'Overdue',
      today: 'Today',
      'this-week': 'This week',
      later: 'Later',
      'no-date': 'No date',
    },
    statuses: {
      NotStarted: 'Not started',
      InProgress: 'Open',
      DueDateChanged: 'Open, put off',
      Completed: 'Completed',
      Dropped: 'Dropped',
      Reassigned: 'Reassigned',
    },
    priorities: { 0: '', 1: 'Low', 5: 'Normal', 10: 'High', 11: 'Urgent' },
    nobody: 'Nobody',
    noDate: 'No date',
    sentOnFrom: (name) => `sent on from ${name}`,
  },
  {
    dueGroups: {
      overdue: 'Überfällig',
      today: 'Heute',
      'this-week': 'Diese Woche',
      later: 'Später',
      'no-date': 'Ohne Termin',
    },
    statuses: {
      NotStarted: 'Nicht begonnen',
      InProgress: 'Offen',
      DueDateChanged: 'Offen, verschoben',
      Completed: 'Erledigt',
      Dropped: 'Entfallen',
      Reassigned: 'Weitergegeben',
    },
    priorities: { 0: '', 1: 'Niedrig', 5: 'Normal', 10: 'Hoch', 11: 'Dringend' },
    nobody: 'Niemand',
    noDate: 'Ohne Termin',
    sentOnFrom: (name) => `weitergeleitet von ${name}`,
  },
);

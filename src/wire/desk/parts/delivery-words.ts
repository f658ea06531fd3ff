import type { DeliveryState } from '../../../core/supervision/delivery.ts';
import { inLanguages } from '../frame/language.ts';

interface DeliveryWords {
  readonly title: string;
  readonly none: string;
  readonly caption: string;
  readonly task: string;
  readonly who: string;
  readonly whoHint: string;
  readonly state: string;
  readonly anyState: string;
  readonly when: string;
  readonly nextTry: string;
  readonly error: string;
  readonly show: string;
  readonly clear: string;
  readonly states: Readonly<Record<DeliveryState, string>>;
  readonly sentToday: string;
  /** By topic; others are shown as they are stored. */
  readonly topics: Readonly<Record<string, string>>;
  readonly attempts: (count: number) => string;
  readonly droppedBy: (login: string) => string;
  readonly tick: (subject: string, person: string) => string;
  readonly tickAll: string;
  readonly chosen: string;
  readonly all: string;
  readonly resend: string;
  readonly drop: string;
  readonly resent: (count: string, isOne: boolean) => string;
  readonly dropped: (count: string, isOne: boolean) => string;
  readonly more: string;
  readonly nothingChosen: string;
  readonly nobodyCalled: (who: string) => string;
}

export const deliveryWordsIn = inLanguages<DeliveryWords>(
  {
    title: 'Mail',
    none: 'There is no such mail. What has ended is kept for 30 days.',
    caption: 'Mail about tasks: what waits first, then what has ended',
    task: 'Task',
    who: 'For',
    whoHint: 'Login or number',
    state: 'State',
    anyState: 'Any',
    when: 'When',
    nextTry: 'next try',
    error: 'Last error',
    show: 'Show',
    clear: 'Clear',
    states: { pending: 'Waiting', retrying: 'Retrying', 'given-up': 'Given up', dropped: 'Dropped', sent: 'Sent' },
    sentToday: 'Sent in 24 hours',
    topics: {
      TaskAssigned: 'New task',
      TaskReassigned: 'Task reassigned',
      TaskCompleted: 'Task completed',
      TaskDropped: 'Task dropped',
      TaskWithdrawn: 'No longer yours',
      TaskReminder: 'Reminder',
      SupervisorReminder: 'Reminder to supervisors',
      TaskOverdue: 'Overdue',
      TaskTimedOut: 'Nobody did it in time',
      StepHeld: 'Workflow waits',
      WorkflowStopped: 'Workflow stopped',
      AssigneeDisabled: 'Assignee disabled',
    },
    attempts: (count) => `${count} attempt${count === 1 ? '' : 's'}`,
    droppedBy: (login) => `by ${login}`,
    tick: (subject, person) => `Tick ${subject} for ${person}`,
    tickAll: 'Tick all on the page',
    chosen: '# ticked',
    all: 'All of this filter, up to 1,000',
    resend: 'Send again',
    drop: 'Drop',
    resent: (count, isOne) => (isOne ? 'One mail goes out again.' : `${count} mails go out again.`),
    dropped: (count, isOne) => (isOne ? 'One mail was dropped.' : `${count} mails were dropped.`),
    more: 'More are left: do it once more.',
    nothingChosen: 'Tick the mails first, or all of this filter.',
    nobodyCalled: (who) => `Nobody has the login or number ${who}.`,
  },
  {
    title: 'Mails',
    none: 'Es gibt keine solche Mail. Abgeschlossene werden 30 Tage aufbewahrt.',
    caption: 'Mails zu Aufgaben: zuerst die wartenden, dann die abgeschlossenen',
    task: 'Aufgabe',
    who: 'An',
    whoHint: 'Anmeldename oder Nummer',
    state: 'Status',
    anyState: 'Alle',
    when: 'Wann',
    nextTry: 'nächster Versuch',
    error: 'Letzter Fehler',
    show: 'Anzeigen',
    clear: 'Zurücksetzen',
    states: {
      pending: 'Wartet',
      retrying: 'Wird wiederholt',
      'given-up': 'Aufgegeben',
      dropped: 'Verworfen',
      sent: 'Gesendet',
    },
    sentToday: 'In 24 Stunden gesendet',
    topics: {
      TaskAssigned: 'Neue Aufgabe',
      TaskReassigned: 'Aufgabe weitergegeben',
      TaskCompleted: 'Aufgabe erledigt',
      TaskDropped: 'Aufgabe entfallen',
      TaskWithdrawn: 'Nicht mehr bei Ihnen',
      TaskReminder: 'Erinnerung',
      SupervisorReminder: 'Erinnerung an die Aufsicht',
      TaskOverdue: 'Überfällig',
      TaskTimedOut: 'Nicht rechtzeitig erledigt',
      StepHeld: 'Workflow wartet',
      WorkflowStopped: 'Workflow beendet',
      AssigneeDisabled: 'Konto gesperrt',
    },
    attempts: (count) => `${count} Versuch${count === 1 ? '' : 'e'}`,
    droppedBy: (login) => `von ${login}`,
    tick: (subject, person) => `${subject} an ${person} ankreuzen`,
    tickAll: 'Alle auf der Seite ankreuzen',
    chosen: '# angekreuzt',
    all: 'Alle Treffer, bis zu 1.000',
    resend: 'Erneut senden',
    drop: 'Verwerfen',
    resent: (count, isOne) => (isOne ? 'Eine Mail wird erneut gesendet.' : `${count} Mails werden erneut gesendet.`),
    dropped: (count, isOne) => (isOne ? 'Eine Mail wurde verworfen.' : `${count} Mails wurden verworfen.`),
    more: 'Es sind noch welche übrig: Tun Sie es noch einmal.',
    nothingChosen: 'Kreuzen Sie zuerst Mails oder alle Treffer an.',
    nobodyCalled: (who) => `Niemand hat den Anmeldenamen oder die Nummer ${who}.`,
  },
);

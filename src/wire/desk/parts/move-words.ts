import { inLanguages } from '../frame/language.ts';
import type { FieldFault, MoveField } from './move-form.ts';

interface MoveWords {
  readonly title: string;
  readonly nothing: string;
  readonly toList: string;
  readonly count: (count: string, isOne: boolean) => string;
  readonly allOf: string;
  readonly more: (count: string) => string;
  readonly to: string;
  readonly toHint: string;
  readonly due: string;
  readonly keepDue: string;
  readonly setDue: string;
  readonly shiftDue: string;
  readonly days: string;
  readonly instructions: string;
  readonly keepText: string;
  readonly clearText: string;
  readonly replaceText: string;
  readonly newText: string;
  readonly reason: string;
  readonly reasonHint: string;
  readonly mail: string;
  readonly mailHint: string;
  readonly preview: string;
  readonly faultsTitle: string;
  readonly fields: Readonly<Record<MoveField, string>>;
  readonly faults: Readonly<Record<FieldFault, string>>;
  readonly previewTitle: string;
  readonly previewLead: string;
  readonly wouldMove: (count: string, isOne: boolean) => string;
  readonly wouldStay: (count: string, isOne: boolean) => string;
  readonly mails: (count: string, isOne: boolean) => string;
  readonly truncated: (shown: string, all: string) => string;
  readonly task: string;
  readonly outcome: string;
  readonly goesTo: (name: string) => string;
  readonly sentOn: (names: string) => string;
  readonly stays: string;
  readonly loads: string;
  readonly person: string;
  readonly open: string;
  readonly overdue: string;
  readonly thisWeek: string;
  readonly apply: (count: string, isOne: boolean) => string;
  readonly change: string;
  readonly cancel: string;
}

export const moveWordsIn = inLanguages<MoveWords>(
  {
    title: 'Reassign',
    nothing: 'No task is ticked.',
    toList: 'Back to the list',
    count: (count, isOne) => (isOne ? '1 task' : `${count} tasks`),
    allOf: 'All tasks of the list, as they are when you see the preview',
    more: (count) => `and ${count} more`,
    to: 'To whom',
    toHint: 'The login of an account. If it is absent, its substitute gets the tasks.',
    due: 'Due date',
    keepDue: 'Keep',
    setDue: 'New',
    shiftDue: 'Put off by',
    days: 'days',
    instructions: 'Instructions',
    keepText: 'Keep',
    clearText: 'Clear',
    replaceText: 'Replace by',
    newText: 'New instructions',
    reason: 'Reason',
    reasonHint: 'Kept in history; nobody gets it by mail.',
    mail: 'Send a mail to the new assignee',
    mailHint: 'The former assignee and the assigner get one in any case.',
    preview: 'Preview',
    faultsTitle: 'Something is missing or wrong:',
    fields: {
      to: 'To whom',
      dueAt: 'New due date',
      shiftDays: 'Days to put off',
      text: 'New instructions',
      reason: 'Reason',
    },
    faults: {
      missing: 'name somebody',
      'no-moment': 'give a date and a time',
      past: 'the date has passed: give a later one',
      'no-days': 'give a whole number of days, up to ten years',
      'too-long': 'the text is too long',
      'no-text': 'write something, or choose another answer',
    },
    previewTitle: 'Preview',
    previewLead: 'Nothing has been changed yet.',
    wouldMove: (count, isOne) => (isOne ? '1 task would be reassigned' : `${count} tasks would be reassigned`),
    wouldStay: (count) => `${count} would stay`,
    mails: (count, isOne) => (isOne ? '1 mail would be sent' : `${count} mails would be sent`),
    truncated: (shown, all) => `These are the first ${shown} of ${all}: no more are moved at once.`,
    task: 'Task',
    outcome: 'What would happen',
    goesTo: (name) => `goes to ${name}`,
    sentOn: (names) => `sent on from ${names}`,
    stays: 'stays',
    loads: 'Load before and after',
    person: 'Person',
    open: 'Open',
    overdue: 'Overdue',
    thisWeek: 'Due within 7 days',
    apply: (count, isOne) => (isOne ? 'Reassign 1 task' : `Reassign ${count} tasks`),
    change: 'Change something',
    cancel: 'Cancel',
  },
  {
    title: 'Weitergeben',
    nothing: 'Keine Aufgabe ist angekreuzt.',
    toList: 'Zurück zur Liste',
    count: (count, isOne) => (isOne ? '1 Aufgabe' : `${count} Aufgaben`),
    allOf: 'Alle Aufgaben der Liste, nach dem Stand bei der Vorschau',
    more: (count) => `und ${count} weitere`,
    to: 'An wen',
    toHint: 'Der Anmeldename. Ist die Person abwesend, bekommt die Vertretung die Aufgaben.',
    due: 'Termin',
    keepDue: 'Behalten',
    setDue: 'Neu',
    shiftDue: 'Verschieben um',
    days: 'Tage',
    instructions: 'Anweisungen',
    keepText: 'Behalten',
    clearText: 'Leeren',
    replaceText: 'Ersetzen durch',
    newText: 'Neue Anweisungen',
    reason: 'Grund',
    reasonHint: 'Steht im Verlauf; niemand bekommt ihn als Mail.',
    mail: 'Mail an die neue zuständige Person senden',
    mailHint: 'Wer bisher zuständig war und wer die Aufgabe zugewiesen hat, bekommt in jedem Fall eine.',
    preview: 'Vorschau',
    faultsTitle: 'Etwas fehlt oder ist falsch:',
    fields: {
      to: 'An wen',
      dueAt: 'Neuer Termin',
      shiftDays: 'Tage',
      text: 'Neue Anweisungen',
      reason: 'Grund',
    },
    faults: {
      missing: 'nennen Sie jemanden',
      'no-moment': 'geben Sie Tag und Uhrzeit an',
      past: 'der Termin ist vorbei: geben Sie einen späteren an',
      'no-days': 'geben Sie eine ganze Zahl von Tagen an, bis zu zehn Jahren',
      'too-long': 'der Text ist zu lang',
      'no-text': 'schreiben Sie etwas oder wählen Sie eine andere Antwort',
    },
    previewTitle: 'Vorschau',
    previewLead: 'Noch ist nichts geändert.',
    wouldMove: (count, isOne) => (isOne ? '1 Aufgabe würde weitergegeben' : `${count} Aufgaben würden weitergegeben`),
    wouldStay: (count, isOne) => (isOne ? '1 bliebe' : `${count} blieben`),
    mails: (count, isOne) => (isOne ? '1 Mail würde gesendet' : `${count} Mails würden gesendet`),
    truncated: (shown, all) => `Das sind die ersten ${shown} von ${all}: Mehr auf einmal ist nicht möglich.`,
    task: 'Aufgabe',
    outcome: 'Voraussichtlich',
    goesTo: (name) => `geht an ${name}`,
    sentOn: (names) => `weitergeleitet von ${names}`,
    stays: 'bleibt',
    loads: 'Last vorher und nachher',
    person: 'Person',
    open: 'Offen',
    overdue: 'Überfällig',
    thisWeek: 'In 7 Tagen fällig',
    apply: (count, isOne) => (isOne ? '1 Aufgabe weitergeben' : `${count} Aufgaben weitergeben`),
    change: 'Angaben ändern',
    cancel: 'Abbrechen',
  },
);

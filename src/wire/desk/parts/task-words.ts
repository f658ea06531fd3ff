import { inLanguages } from '../frame/language.ts';

interface TaskWords {
  readonly number: string;
  readonly status: string;
  readonly assignee: string;
  readonly due: string;
  readonly assignedBy: string;
  readonly supervisor: string;
  readonly document: string;
  readonly workflow: string;
  readonly since: string;
  readonly finished: string;
  readonly instructions: string;
  readonly comments: string;
  readonly reassign: string;
  readonly giveBack: (name: string) => string;
  readonly returned: string;
  readonly undo: string;
  readonly undoHint: string;
  readonly putOff: string;
  readonly newDue: string;
  readonly save: string;
  readonly dueChanged: string;
  readonly noMoment: string;
  readonly chain: string;
  readonly reassignedSince: (earlier: string, present: string) => string;
  readonly whatHappenedTo: (task: string) => string;
  readonly reminders: string;
  readonly onBehalf: string;
  readonly notWhole: string;
  readonly nothingHappened: string;
  readonly server: string;
  /** What somebody did, by the name of the call in its API. */
  readonly did: (operation: string) => string;
  readonly credentials: Readonly<Record<string, string>>;
  readonly byKey: (key: string) => string;
  readonly path: string;
  readonly notFollowed: string;
  readonly none: string;
  readonly reason: string;
  /** Reasons that are kept where nobody gave one. */
  readonly reasons: Readonly<Record<string, string>>;
  readonly successor: string;
  readonly mail: string;
  readonly sent: (name: string) => string;
  readonly waiting: string;
  readonly givenUp: string;
  readonly request: string;
}

/** What people know a call by; every other is shown by its name. */
const DEEDS: Readonly<Record<string, { readonly en: string; readonly de: string }>> = {
  ReassignTask: { en: 'reassigned', de: 'hat weitergegeben:' },
  reassign: { en: 'reassigned', de: 'hat weitergegeben:' },
  reassignTasks: { en: 'reassigned', de: 'hat weitergegeben:' },
  TransferUserTasks: { en: 'transferred', de: 'hat übertragen:' },
  undo: { en: 'took back', de: 'hat zurückgenommen:' },
  undoReassignments: { en: 'took back', de: 'hat zurückgenommen:' },
  returnTasks: { en: 'gave back', de: 'hat zurückgegeben:' },
  CompleteTask: { en: 'completed', de: 'hat erledigt:' },
  ChangeTaskDueDate: { en: 'changed the due date of', de: 'hat den Termin geändert:' },
  SetTaskComment: { en: 'commented on', de: 'hat kommentiert:' },
  SetTaskPriority: { en: 'changed the priority of', de: 'hat die Priorität geändert:' },
  CreateTask: { en: 'created', de: 'hat angelegt:' },
  CreateRelatedTask: { en: 'created', de: 'hat angelegt:' },
};

export const taskWordsIn = inLanguages<TaskWords>(
  {
    number: 'Number',
    status: 'State',
    assignee: 'Assignee',
    due: 'Due',
    assignedBy: 'Assigned by',
    supervisor: 'Supervisor',
    document: 'Document',
    workflow: 'Workflow',
    since: 'Since',
    finished: 'Closed',
    instructions: 'Instructions',
    comments: 'Comments',
    reassign: 'Reassign …',
    giveBack: (name) => `Give back to ${name} …`,
    returned: 'Returned',
    undo: 'Undo',
    undoHint: 'It goes back to the very person who had it, also if that person is absent now.',
    putOff: 'Change the due date',
    newDue: 'New due date',
    save: 'Save',
    dueChanged: 'The due date has been changed.',
    noMoment: 'New due date: give a date and a time.',
    chain: 'What happened',
    reassignedSince: (earlier, present) => `${earlier} has been reassigned: it is ${present} now.`,
    whatHappenedTo: (task) => `What happened to ${task}`,
    reminders: 'Reminders',
    onBehalf: 'on behalf of the account',
    notWhole: 'A task of this chain has been removed: not everything is known any more.',
    nothingHappened: 'Nothing is written of it: it was brought in as it is.',
    server: 'The server',
    did: (operation) => DEEDS[operation]?.en ?? operation,
    credentials: {
      ticket: 'by ticket',
      session: 'at the desk',
      'api-key': 'by API key',
      'orkes-token': 'by token',
      'box-access': 'by token',
      anonymous: 'anonymous',
      system: 'by the clock',
    },
    byKey: (key) => `key ${key}`,
    path: 'Redirected',
    notFollowed: 'Not followed',
    none: 'none',
    reason: 'Reason',
    reasons: {},
    successor: 'New task',
    mail: 'Mail',
    sent: (name) => `sent to ${name}`,
    waiting: 'waiting',
    givenUp: 'given up',
    request: 'Request',
  },
  {
    number: 'Nummer',
    status: 'Status',
    assignee: 'Zuständig',
    due: 'Fällig',
    assignedBy: 'Zugewiesen von',
    supervisor: 'Aufsicht',
    document: 'Dokument',
    workflow: 'Workflow',
    since: 'Seit',
    finished: 'Abgeschlossen',
    instructions: 'Anweisungen',
    comments: 'Kommentare',
    reassign: 'Weitergeben …',
    giveBack: (name) => `Zurückgeben an ${name} …`,
    returned: 'Zurückgegeben',
    undo: 'Zurücknehmen',
    undoHint: 'Sie geht an genau die Person zurück, die sie hatte, auch wenn sie jetzt abwesend ist.',
    putOff: 'Termin ändern',
    newDue: 'Neuer Termin',
    save: 'Speichern',
    dueChanged: 'Der Termin ist geändert.',
    noMoment: 'Neuer Termin: Geben Sie Tag und Uhrzeit an.',
    chain: 'Verlauf',
    reassignedSince: (earlier, present) => `${earlier} wurde weitergegeben: Es ist jetzt ${present}.`,
    whatHappenedTo: (task) => `Verlauf von ${task}`,
    reminders: 'Erinnerungen',
    onBehalf: 'im Auftrag des Kontos',
    notWhole: 'Eine Aufgabe dieser Kette wurde entfernt: Der Verlauf ist nicht mehr vollständig.',
    nothingHappened: 'Es ist nichts verzeichnet: Die Aufgabe wurde so übernommen, wie sie ist.',
    server: 'Der Server',
    did: (operation) => DEEDS[operation]?.de ?? operation,
    credentials: {
      ticket: 'mit Ticket',
      session: 'am Desk',
      'api-key': 'mit API-Schlüssel',
      'orkes-token': 'mit Token',
      'box-access': 'mit Token',
      anonymous: 'anonym',
      system: 'zeitgesteuert',
    },
    byKey: (key) => `Schlüssel ${key}`,
    path: 'Weitergeleitet',
    notFollowed: 'Vertretung nicht beachtet',
    none: 'keine',
    reason: 'Grund',
    reasons: { Undone: 'Zurückgenommen', Returned: 'Zurückgegeben' },
    successor: 'Neue Aufgabe',
    mail: 'Mail',
    sent: (name) => `gesendet an ${name}`,
    waiting: 'wartet',
    givenUp: 'aufgegeben',
    request: 'Anfrage',
  },
);

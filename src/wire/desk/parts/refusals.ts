import type { MoveRefusal } from '../../../core/supervision/move.ts';
import type { RefusalsOf } from '../../../operations/index.ts';
import type { DeskNeeds } from '../desk-operations.ts';
import { inLanguages } from '../frame/language.ts';
import type { DeskCall, PageReply } from '../frame/screen.ts';

/** Every reason that a page can give: for what was asked as a whole, or for one task of it. */
export type DeskRefusal =
  | RefusalsOf<
      Pick<
        DeskNeeds,
        | 'previewMove'
        | 'moveUnnamed'
        | 'readTaskChain'
        | 'changeTaskDueDate'
        | 'listDeskTasks'
        | 'listLoads'
        | 'listUsage'
        | 'listDeliveries'
      >
    >
  | MoveRefusal
  | 'conflict';

/** What is in the way, and what to do. */
export const refusalsIn = inLanguages<Readonly<Record<DeskRefusal, string>>>(
  {
    anonymous: 'Sign in first.',
    'ticket-invalid': 'Your session has ended. Sign in again.',
    'access-denied': 'You may not do this.',
    'task-not-found': 'There is no such task.',
    'not-of-person': 'It is not a task of the person whose place is taken.',
    'user-not-found': 'No enabled account has this login.',
    'user-disabled': 'The account of the former assignee is disabled: name somebody else.',
    'version-mismatch': 'It has changed since you looked: look at it again.',
    'status-not-eligible': 'It is closed, or not started yet.',
    'due-date-past': 'The due date has passed: give a later one.',
    'document-offline': 'Its document is offline.',
    'never-reassigned': 'No reassignment made it: there is nobody to give it back to.',
    'no-former-assignee': 'It did not come from a person: reassign it to somebody.',
    'task-touched': 'Something was done with it since it came: give it back instead.',
    'too-many-reassignments': 'It has been reassigned as often as is allowed.',
    'key-reused': 'This form was sent for something else already: start again.',
    conflict: 'Others kept changing it: try again.',
    'server-busy': 'Too many searches run at the moment: try again in a few seconds.',
  },
  {
    anonymous: 'Melden Sie sich zuerst an.',
    'ticket-invalid': 'Ihre Sitzung ist beendet. Melden Sie sich neu an.',
    'access-denied': 'Das dürfen Sie nicht.',
    'task-not-found': 'Diese Aufgabe gibt es nicht.',
    'not-of-person': 'Sie ist keine Aufgabe der Person, die ersetzt wird.',
    'user-not-found': 'Kein aktives Konto hat diesen Anmeldenamen.',
    'user-disabled': 'Das Konto der bisher zuständigen Person ist gesperrt: Nennen Sie jemand anderen.',
    'version-mismatch': 'Sie wurde geändert, seit Sie sie angesehen haben: Sehen Sie sie noch einmal an.',
    'status-not-eligible': 'Sie ist abgeschlossen oder noch nicht begonnen.',
    'due-date-past': 'Der Termin ist vorbei: Nennen Sie einen späteren.',
    'document-offline': 'Ihr Dokument ist offline.',
    'never-reassigned': 'Sie wurde nie weitergegeben: Es gibt niemanden, an den sie zurückgehen könnte.',
    'no-former-assignee': 'Sie kam nicht von einer Person: Geben Sie sie an jemanden weiter.',
    'task-touched': 'Sie wurde inzwischen geändert: Geben Sie sie stattdessen zurück.',
    'too-many-reassignments': 'Sie wurde so oft weitergegeben, wie es erlaubt ist.',
    'key-reused': 'Dieses Formular wurde schon für etwas anderes gesendet: Beginnen Sie neu.',
    conflict: 'Andere haben sie gleichzeitig geändert: Versuchen Sie es noch einmal.',
    'server-busy': 'Gerade laufen zu viele Suchen: Versuchen Sie es in einigen Sekunden noch einmal.',
  },
);

/** A page with nothing on it but why there is nothing. */
export const refusedPage = ({ language }: DeskCall, title: string, refusal: DeskRefusal): PageReply => ({
  kind: 'page',
  title,
  status: refusal === 'server-busy' ? 503 : 403,
  notice: { kind: 'wrong', text: refusalsIn(language)[refusal] },
  content: { html: '' },
  outcome: refusal,
});

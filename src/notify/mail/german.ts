import type { english } from './english.ts';
import type { Language } from './language.ts';

const numbers = (id: number, originalId: number | null) =>
  originalId === null ? `${id}` : `${id}, zuvor ${originalId}`;

const origin = (account: string | null, key: string | null): string | null => {
  if (account === null) return key && `Der Aufruf kam mit dem API-Schlüssel ${key}.`;
  return key === null
    ? `Der Aufruf kam über das Konto von ${account}.`
    : `Der Aufruf kam über das Konto von ${account}, mit dem API-Schlüssel ${key}.`;
};

export const german = {
  locale: 'de-DE',
  topics: {
    TaskAssigned: {
      subject: ({ title }) => `Neue Aufgabe: ${title}`,
      paragraphs: ({ actor, assigner, key, recipientTeam, previousAssignee, redirectedFrom }) => {
        const to = recipientTeam === null ? 'Ihnen' : `Ihrem Team ${recipientTeam}`;
        return [
          actor === null
            ? `${capitalized(to)} wurde eine Aufgabe zugewiesen.`
            : `${assigner ?? actor} hat ${to} eine Aufgabe zugewiesen.`,
          origin(assigner === null ? null : actor, key),
          previousAssignee && `Bisher war sie ${previousAssignee} zugewiesen.`,
          redirectedFrom && `Sie war für ${redirectedFrom} bestimmt; diese Aufgaben werden zurzeit an Sie umgeleitet.`,
        ];
      },
    },
    TaskReassigned: {
      subject: ({ title, assignee }) => `Aufgabe weitergegeben${assignee === null ? '' : ` an ${assignee}`}: ${title}`,
      paragraphs: (story) => {
        const { title, actor, actorIsRecipient, assignee, previousAssignee, recipientWasAssignee, redirectedFrom } =
          story;
        const by = actorIsRecipient ? ' von Ihnen' : actor === null ? '' : ` von ${actor}`;
        const to = assignee === null ? '' : ` an ${assignee}`;
        return [
          `${title} wurde${by}${to} weitergegeben.`,
          previousAssignee && `Bisher war die Aufgabe ${previousAssignee} zugewiesen.`,
          redirectedFrom && `Sie war für ${redirectedFrom} bestimmt; diese Aufgaben werden zurzeit${to} umgeleitet.`,
          recipientWasAssignee ? 'Sie steht nicht mehr auf Ihrer Liste; für Sie bleibt nichts zu tun.' : null,
        ];
      },
    },
    TaskCompleted: {
      subject: ({ title }) => `Aufgabe erledigt: ${title}`,
      paragraphs: ({ title, actor, actorIsRecipient }) => [
        `${title} wurde${actorIsRecipient ? ' von Ihnen' : actor === null ? '' : ` von ${actor}`} erledigt.`,
      ],
    },
    AssigneeDisabled: {
      subject: ({ title, redirectedFrom }) =>
        redirectedFrom === null ? `Niemand bearbeitet eine neue Aufgabe: ${title}` : `Neue Aufgabe: ${title}`,
      paragraphs: ({ title, assignee, assigneeIsTeam, redirectedFrom }) =>
        redirectedFrom === null
          ? [
              assigneeIsTeam
                ? `${title} beginnt jetzt, und niemand im Team ${assignee} hat ein aktives Konto.`
                : `${title} beginnt jetzt, und ${assignee === null ? 'das zugewiesene Konto' : `das Konto von ${assignee}`} ist gesperrt.`,
              'Bitte geben Sie die Aufgabe jemand anderem.',
            ]
          : [
              `Jetzt beginnt eine Aufgabe für ${redirectedFrom}. Dieses Konto ist gesperrt, deshalb kommt sie zu Ihnen.`,
            ],
    },
    TaskDropped: {
      subject: ({ title }) => `Aufgabe entfallen: ${title}`,
      paragraphs: ({ title, actor }) => [
        `${title} ist entfallen, weil ${actor ?? 'jemand'} eine andere Aufgabe des Workflows erledigt hat.`,
        'Für Sie bleibt nichts zu tun.',
      ],
    },
    TaskWithdrawn: {
      subject: ({ title }) => `Nicht mehr bei Ihnen: ${title}`,
      paragraphs: ({ title, actor }) => [
        `${title} wurde${actor === null ? '' : ` von ${actor}`} zurückgenommen.`,
        'Für Sie bleibt nichts zu tun.',
      ],
    },
    WorkflowStopped: {
      subject: ({ title }) => `Abgelehnt, Workflow beendet: ${title}`,
      paragraphs: ({ title, actor, actorIsRecipient }) => [
        `${title} wurde${actorIsRecipient ? ' von Ihnen' : actor === null ? '' : ` von ${actor}`} abgelehnt.`,
        'Der Workflow ist damit beendet: Offene Aufgaben entfallen, weitere beginnen nicht.',
      ],
    },
    StepHeld: {
      subject: ({ title }) => `Der Workflow wartet: ${title} wurde aufgegeben`,
      paragraphs: ({ title, actor, actorIsRecipient }) => [
        `${title}, von Ihnen beaufsichtigt, wurde${actorIsRecipient ? ' von Ihnen' : actor === null ? '' : ` von ${actor}`} aufgegeben, ohne zu erfüllen, was die Aufgabe verlangt.`,
        'Der Schritt des Workflows bleibt offen, bis die Aufgabe entfernt wird.',
      ],
    },
    TaskTimedOut: {
      subject: ({ title }) => `Entfallen, niemand hat sie rechtzeitig erledigt: ${title}`,
      paragraphs: ({ title, actor, actorIsRecipient }) => [
        actor === null || actorIsRecipient
          ? `${title}, von Ihnen beaufsichtigt, ist entfallen: Die Frist der zuletzt Gefragten ist abgelaufen.`
          : `${title}, von Ihnen beaufsichtigt, ist entfallen: ${actor} hat die zuletzt Gefragten übergangen.`,
        'Wartet ein Schritt eines Workflows darauf, bleibt er offen, bis die Aufgabe entfernt wird.',
      ],
    },
    TaskReminder: {
      subject: ({ title }) => `Erinnerung: ${title}`,
      paragraphs: ({ title, recipientTeam }) => [
        recipientTeam === null
          ? `${title} steht auf Ihrer Liste und ist noch nicht erledigt.`
          : `${title} ist Ihrem Team ${recipientTeam} zugewiesen und noch nicht erledigt.`,
      ],
    },
    SupervisorReminder: {
      subject: ({ title }) => `Noch nicht erledigt: ${title}`,
      paragraphs: ({ title, assignee }) => [
        `${title}, von Ihnen beaufsichtigt, ist noch nicht erledigt.`,
        assignee === null ? null : `Die Aufgabe ist ${assignee} zugewiesen.`,
      ],
    },
    TaskOverdue: {
      subject: ({ title }) => `Überfällig: ${title}`,
      paragraphs: ({ title, assignee }) => [
        `${title} ist überfällig.`,
        assignee === null ? null : `Die Aufgabe ist ${assignee} zugewiesen.`,
      ],
    },
  },
  labels: {
    task: 'Aufgabe',
    document: 'Dokument',
    workflow: 'Workflow',
    assignee: 'Zugewiesen an',
    due: 'Fällig',
    priority: 'Priorität',
    comment: 'Kommentar',
    instructions: 'Anweisungen',
    link: 'Aufgabe öffnen',
  },
  priorities: { 1: 'Niedrig', 10: 'Hoch', 11: 'Dringend' },
  taskNumber: (id) => `Aufgabe ${id}`,
  taskNamed: (name, id, originalId) => (name === '' ? numbers(id, originalId) : `${name} (${numbers(id, originalId)})`),
  gathered: {
    subject: (notices, tasks) => `${notices} Nachrichten zu ${tasks === 1 ? 'einer Aufgabe' : `${tasks} Aufgaben`}`,
    opening: (notices) =>
      `Für Sie sind in kurzer Zeit ${notices} Nachrichten zusammengekommen. Diese E-Mail enthält sie alle.`,
    rest: (notices, taskIds) =>
      `Und ${notices} weitere, ${taskIds.length === 1 ? 'zur Aufgabe' : 'zu den Aufgaben'} ${taskIds.join(', ')}.`,
  },
  closing: 'Diese Nachricht wurde automatisch versandt.',
} as const satisfies Language<keyof typeof english.topics>;

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { EVERY_LOOK, LOOKS_OF_WORDS, type Looks } from './look.ts';

/** Who signs in. */
export interface Person {
  readonly login: string;
  readonly password: string;
}

/** An administrator of the demo data, who sees every page. */
export const ADMINISTRATOR: Person = { login: 'maria.keller', password: 'maria-demo' };

/** Somebody who is absent, the overdue work, and who moves it. */
export interface Absence {
  readonly scripts: boolean;
  readonly absent: string;
  readonly taskIds: readonly [changed: number, undone: number, moved: number];
  readonly supervisor: Person;
}

export const ABSENCES: readonly Absence[] = [
  {
    scripts: true,
    absent: 'bob.jones',
    taskIds: [4810, 4812, 4800],
    supervisor: { login: 'john.smith', password: 'john-demo' },
  },
  { scripts: false, absent: 'carol.white', taskIds: [4797, 4804, 4805], supervisor: ADMINISTRATOR },
];

/** Somebody who goes through all pages in one language, and what is there for that. */
export interface Visitor {
  readonly language: 'en' | 'de';
  /** What the browser asks for before somebody signs in. */
  readonly locale: string;
  readonly looks: Looks;
  readonly person: Person & { readonly id: number };
  readonly leaver: { readonly id: number; readonly login: string };
  readonly taskIds: readonly [moved: number, changed: number, touched: number, own: number, left: number];
  readonly keyName: string;
}

const visitor = (language: Visitor['language'], locale: string, looks: Looks, first: number): Visitor => ({
  language,
  locale,
  looks,
  person: { id: first, login: `visitor.${language}`, password: `visitor-${language}` },
  leaver: { id: first + 1, login: `leaver.${language}` },
  taskIds: [first + 4001, first + 4002, first + 4003, first + 4004, first + 4005],
  keyName: `leaver-${language}`,
});

export const VISITORS: readonly Visitor[] = [
  visitor('en', 'en-GB', LOOKS_OF_WORDS, 901),
  visitor('de', 'de-DE', EVERY_LOOK, 911),
];

/** Who gets tasks from both visitors. */
export const SUBSTITUTE = 'priya.nair';

const Fixture = z.looseObject({
  users: z.array(z.unknown()),
  tasks: z.array(z.looseObject({ id: z.int() })),
  teams: z.array(z.looseObject({ members: z.array(z.string()) })),
  redirections: z.array(z.unknown()),
  apiKeys: z.array(z.unknown()),
});

/** The demo data, with overdue work of those who are absent, and with what the visitors need. */
export function deskFixture(): unknown {
  const data = Fixture.parse(JSON.parse(readFileSync(new URL('../../../fixtures/demo.json', import.meta.url), 'utf8')));
  const tasks = data.tasks.map((task) => {
    const absence = ABSENCES.find(({ taskIds }) => taskIds.some((id) => id === task.id));
    return absence ? { ...task, assignee: absence.absent, startedAt: '-P9D', dueAt: '-P2D' } : task;
  });
  const [team, ...teams] = data.teams;
  return {
    ...data,
    users: [...data.users, ...VISITORS.flatMap(usersOf)],
    tasks: [...tasks, ...VISITORS.flatMap(tasksOf)],
    teams: [{ ...team, members: [...(team?.members ?? []), ...VISITORS.map(({ leaver }) => leaver.login)] }, ...teams],
    redirections: [...data.redirections, ...VISITORS.map(standIn)],
    apiKeys: [
      ...data.apiKeys,
      ...VISITORS.map(({ keyName, leaver }) => ({ name: keyName, key: `${keyName}-key`, actsAs: leaver.login })),
    ],
  };
}

/** Long names show what has no room. */
const usersOf = ({ person, leaver, language }: Visitor): readonly unknown[] => [
  {
    ...person,
    firstName: language === 'de' ? 'Friederike' : 'Wilhelmina',
    lastName: language === 'de' ? 'Oberstaatsanwaltschaft-Leutheusser' : 'Featherstonehaugh-Cholmondeley',
    email: `${person.login}@example.com`,
    roles: ['administrator'],
    language,
  },
  {
    ...leaver,
    password: `${leaver.login}-secret`,
    firstName: 'Maximiliane',
    lastName: 'Schwarzenberger-Donaudampfschiffer',
    email: `${leaver.login}@example.com`,
    language,
  },
  { id: leaver.id + 1, login: `covered.${language}`, firstName: 'Otto', lastName: 'Maier', language },
];

const standIn = ({ leaver, language }: Visitor): unknown => ({
  user: `covered.${language}`,
  to: leaver.login,
  from: '+P3D',
  until: '+P20D',
});

const tasksOf = ({ taskIds: [moved, changed, touched, own, left], person, leaver }: Visitor): readonly unknown[] => {
  const task = (id: number, name: string, assignee: string, dueAt = '-P1D'): unknown => ({
    id,
    name,
    status: 'InProgress',
    assignee,
    assignedBy: person.login,
    supervisor: leaver.login,
    document: '/Corporate/Legal/ContractDraft.pdf',
    startedAt: '-P9D',
    dueAt,
    instructions: 'Please review the contract carefully.',
    permissions: ['ChangeFinishdate', 'Postpone', 'ChangePriority'],
  });
  return [
    task(moved, 'Datenschutzfolgenabschätzungsfreigabe', 'jane.doe'),
    task(changed, 'Lieferantenselbstauskunft prüfen', 'jane.doe'),
    task(touched, 'Rahmenvereinbarung', 'jane.doe'),
    task(own, 'Reisekostenabrechnung', person.login, '+P5D'),
    task(left, 'Übergabeprotokoll', leaver.login),
  ];
};

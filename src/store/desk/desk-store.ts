import type { Knex } from 'knex';
import type { DeskListStore } from '../../operations/desk/desk-lists.ts';
import type { DeskResultStore } from '../../operations/desk/desk-results.ts';
import type { DeskSessionStore } from '../../operations/desk/desk-sessions.ts';
import type { SignInStore } from '../../operations/access/sign-in-guard.ts';
import { keepDeskResult, readDeskResult } from './desk-results.ts';
import {
  endDeskSession,
  listDeskSessions,
  openDeskSession,
  readDeskUser,
  readListUser,
  setDeskShortcuts,
} from './desk-sessions.ts';
import { findAccountOfIdentity, setAdministrator } from './identities.ts';
import { findDeskPerson, readCandidates, readDeskPeople, readRecipients } from './people.ts';
import { readDeskTasks, readMyTasks } from './desk-tasks.ts';

/** What the desk alone needs of PostgreSQL. */
export const createDeskStore = (
  knex: Knex,
): Pick<
  DeskListStore,
  'readMyTasks' | 'readDeskTasks' | 'readCandidates' | 'readRecipients' | 'findDeskPerson' | 'readDeskPeople'
> &
  DeskResultStore &
  Omit<DeskSessionStore, 'readAccount' | 'passwordMatches' | keyof SignInStore> => ({
  openDeskSession: (account, session) => openDeskSession(knex, account, session),
  findAccountOfIdentity: (identity) => findAccountOfIdentity(knex, identity),
  setAdministrator: (userId, isAdministrator) => setAdministrator(knex, userId, isAdministrator),
  readDeskUser: (session) => readDeskUser(knex, session),
  readListUser: (session, who) => readListUser(knex, session, who),
  listDeskSessions: (userId) => listDeskSessions(knex, userId),
  endDeskSession: (userId, sessionId) => endDeskSession(knex, userId, sessionId),
  setDeskShortcuts: (userId, shortcuts) => setDeskShortcuts(knex, userId, shortcuts),
  readMyTasks: (userId, order, page) => readMyTasks(knex, userId, order, page),
  readDeskTasks: (ids) => readDeskTasks(knex, ids),
  findDeskPerson: (text) => findDeskPerson(knex, text),
  readDeskPeople: (ids) => readDeskPeople(knex, ids),
  readCandidates: (most) => readCandidates(knex, most),
  readRecipients: (most, mostOpen) => readRecipients(knex, most, mostOpen),
  keepDeskResult: (id, userId, result) => keepDeskResult(knex, id, userId, result),
  readDeskResult: (id, userId) => readDeskResult(knex, id, userId),
});

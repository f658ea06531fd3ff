import type { Operations } from '../../operations/index.ts';

/** The part of the operations that the desk shows. */
export type DeskNeeds = Pick<
  Operations,
  | 'signInToDesk'
  | 'signInByProvider'
  | 'deskUser'
  | 'logOut'
  | 'ownDeskSessions'
  | 'endOwnDeskSession'
  | 'setOwnShortcuts'
  | 'myTasks'
  | 'listDeskTasks'
  | 'deskTasks'
  | 'candidates'
  | 'findDeskPerson'
  | 'keepResult'
  | 'readResult'
  | 'previewMove'
  | 'moveTasks'
  | 'readTaskChain'
  | 'changeTaskDueDate'
>;

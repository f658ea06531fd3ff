import { EXAMPLE } from './example.ts';
import type { Operations } from '../../operations/index.ts';
import type { JsonDialect } from '../json/json-dialect.ts';
import { credentialOf } from './caller.ts';
import { listFileTasks } from './calls/files.ts';
import { getMe } from './calls/get-me.ts';
import { createToken, revokeToken } from './calls/oauth.ts';
import {
  createTaskAssignment,
  deleteTaskAssignment,
  getTaskAssignment,
  updateTaskAssignment,
} from './calls/task-assignments.ts';
import { createTask, deleteTask, getTask, listTaskAssignments, updateTask } from './calls/tasks.ts';
import { oauthTrouble } from './oauth-replies.ts';
import { troubleBody } from './replies.ts';

/** The operations that calls with a token ask for. */
export type BoxTaskOperations = Pick<
  Operations,
  | 'readSharedTask'
  | 'addShare'
  | 'resolveShare'
  | 'removeShare'
  | 'addTask'
  | 'editTask'
  | 'removeTask'
  | 'listTasksOfDocument'
  | 'readOwnAccount'
  | 'loginOf'
>;

/** Those that give and end tokens. */
export type BoxTokenOperations = Pick<Operations, 'issueBoxTokens' | 'refreshBoxTokens' | 'revokeBoxTokens'>;

const ADDRESSES = /^\/(?:2\.0|oauth2)(?=\/|$)/;
const OF_TOKENS = /^\/oauth2(?=\/|$)/;

/** Box tasks and task assignments (docs/vendors/box.md). */
export const createBoxDialect = (operations: BoxTaskOperations & BoxTokenOperations): JsonDialect => ({
  name: 'box',
  title: 'Box tasks and task assignments',
  claims: (path) => ADDRESSES.test(path),
  routes: [
    createTaskAssignment(operations),
    getTaskAssignment(operations),
    updateTaskAssignment(operations),
    deleteTaskAssignment(operations),
    createTask(operations),
    getTask(operations),
    updateTask(operations),
    deleteTask(operations),
    listTaskAssignments(operations),
    listFileTasks(operations),
    getMe(operations),
    createToken(operations),
    revokeToken(operations),
  ],
  example: EXAMPLE,
  security: {
    BoxBearer: { type: 'http', scheme: 'bearer', description: 'A token of `POST /oauth2/token`, or an API key.' },
  },
  errorOf: (trouble, message) => (OF_TOKENS.test(message.path) ? oauthTrouble(trouble) : troubleBody(trouble, message)),
  credentialOf,
});

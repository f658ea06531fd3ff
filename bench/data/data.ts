/** The callers: each supervises every eighth workflow. Their ids are 1 to 8. */
export const CHIEFS = 8;

export const PASSWORD = 'bench-password';
export const TASKS_PER_WORKFLOW = 10;

/** The user id of the task's chief: in turn, so that anybody's tasks are spread over the whole table. */
export const chiefOf = (taskId: number): number => 1 + (Math.floor((taskId - 1) / TASKS_PER_WORKFLOW) % CHIEFS);

/** Users up to this one have a ticket: the chiefs, and some who have tasks to do. */
export const WITH_TICKET = 72;

export const ticketOfUser = (userId: number): string => `${TICKET_PREFIX}${String(userId).padStart(6, '0')}`;
/** API keys of the chiefs, and tokens that were given for these keys. */
export const keyOfUser = (userId: number): string => `${KEY_PREFIX}${userId}`;
export const orkesTokenOfUser = (userId: number): string => `${TOKEN_PREFIX}${userId}`;
export const KEY_PREFIX = 'bench-key-';
export const TOKEN_PREFIX = 'bench-token-';

export const TICKET_PREFIX = '00000000-0000-4000-8000-000000';

export interface Sizes {
  readonly tasks: number;
  readonly users: number;
  readonly documents: number;
  readonly workflows: number;
}

/** People grow slower than what they work on. */
export const sizesFor = (tasks: number): Sizes => ({
  tasks,
  users: Math.min(20_000, Math.max(200, Math.ceil(tasks / 100))),
  documents: Math.max(10, Math.ceil(tasks / 4)),
  workflows: Math.ceil(tasks / TASKS_PER_WORKFLOW),
});

/** Somebody a task can be given to, in turn: never a chief. */
export const assigneeLogin = (turn: number, sizes: Sizes): string =>
  `user.${assigneeId(turn, sizes)}`;
/** The user id of the same. */
export const assigneeId = (turn: number, { users }: Sizes): number => CHIEFS + 1 + (turn % (users - CHIEFS));
/** The user id of the one who sees every task. */
export const administratorOf = ({ users }: Sizes): number => users;
export const chiefLogin = (userId: number): string => `user.${userId}`;

/** The user id of somebody with a ticket who is not a chief. */
export const workerOf = (turn: number): number => CHIEFS + 1 + (turn % (WITH_TICKET - CHIEFS));

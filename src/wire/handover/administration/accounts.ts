import { z } from 'zod';
import { ROLES } from '../../../core/access/account-edit.ts';
import type { Account as FoundAccount } from '../../../operations/administration/administration-store.ts';
import type { JsonRoute } from '../../json/json-dialect.ts';
import { Moment, moment, momentOrNull } from '../objects.ts';
import type { HandoverOperations } from '../problem.ts';
import { PAGE } from '../page.ts';
import { bodilessRoute, bodyRoute, queryRoute } from './route.ts';
import { email, language, name, password, personName, roles } from './texts.ts';

const Account = z
  .object({
    id: z.int(),
    login: z.string(),
    firstName: z.string(),
    lastName: z.string(),
    fullName: z.string(),
    email: z.string(),
    language: z.string(),
    roles: z.array(z.enum(ROLES)),
    enabled: z.boolean(),
    ticketsAllowed: z.boolean().describe('False: AuthenticateUser gives it no ticket.'),
    hasPassword: z.boolean().describe('False: nobody can sign in by a password.'),
    createdAt: Moment,
    lastLogonAt: Moment.nullable(),
    teams: z.array(z.string()),
    keys: z.array(z.string()).describe('Names of the API keys that act as it.'),
    openTasks: z.int().describe('Tasks to be done that are its own.'),
  })
  .meta({ id: 'HandoverAccount', description: 'An account with what belongs to it.' });

const Accounts = z
  .object({ total: z.int(), accounts: z.array(Account) })
  .meta({ id: 'HandoverAccounts', description: 'Accounts by login.' });

const NewAccount = z
  .strictObject({
    login: name.describe('What the person signs in with.'),
    firstName: personName.default(''),
    lastName: personName.default(''),
    email: email.default('').describe('Where mail goes; "" for none.'),
    language: language.default('en'),
    roles: roles.default([]),
    ticketsAllowed: z.boolean().default(true),
    password: password.nullable().default(null).describe('Left out: nobody can sign in until it has one.'),
  })
  .meta({ id: 'HandoverNewAccount', description: 'An account to be added.' });

const AccountEdit = z
  .strictObject({
    login: name.optional(),
    firstName: personName.optional(),
    lastName: personName.optional(),
    email: email.optional(),
    language: language.optional(),
    roles: roles.optional().describe('All that the account is to have.'),
    ticketsAllowed: z.boolean().optional(),
    enabled: z.boolean().optional().describe('false refuses sign-in, and ends what is signed in.'),
  })
  .meta({ id: 'HandoverAccountEdit', description: 'What of an account is to be another; the rest stays.' });

const NewPassword = z
  .strictObject({ password: password.optional().describe('Left out: one is made up, and answered this once.') })
  .meta({ id: 'HandoverNewPassword', description: 'A new password for an account.' });

const PasswordSet = z
  .object({ password: z.string().nullable().describe('The one that was made up; null for one that was sent.') })
  .meta({
    id: 'HandoverPasswordSet',
    description: 'The account has a new password, and all it was signed in with has ended.',
  });

const params = z.object({ login: z.string().describe('The login of the account, in any case.') });
const PATH = '/handover/v1/accounts/:login';

const MOST_ON_A_PAGE = 1000;
const USUAL_LIMIT = 100;

const Query = z.strictObject({
  q: z.string().trim().max(255).default('').describe('A part of login, name or address.'),
  offset: PAGE.offset,
  limit: z.coerce
    .number<string>()
    .pipe(z.int().min(1).max(MOST_ON_A_PAGE))
    .default(USUAL_LIMIT)
    .describe('1 to 1000; 100 if left out.'),
});

const shown = ({ createdAt, lastLogonAt, ...account }: FoundAccount): z.infer<typeof Account> => ({
  ...account,
  roles: [...account.roles],
  teams: [...account.teams],
  keys: [...account.keys],
  createdAt: moment(createdAt),
  lastLogonAt: momentOrNull(lastLogonAt),
});

export const accountRoutes = (operations: HandoverOperations): readonly JsonRoute[] => [
  queryRoute(operations, Query, {
    method: 'get',
    path: '/handover/v1/accounts',
    operation: 'findAccounts',
    summary: 'Find accounts by a part of login, name or address',
    answer: { description: 'The accounts.', schema: Accounts },
    run: (request, { q, ...page }) => operations.findAccounts({ ...request, text: q, page }),
    shown: ({ total, accounts }) => ({ total, accounts: accounts.map(shown) }),
  }),
  bodyRoute(operations, NewAccount, {
    method: 'post',
    path: '/handover/v1/accounts',
    operation: 'addAccount',
    summary: 'Add an account',
    answer: { description: 'The account.', schema: Account },
    statuses: [409],
    run: (request, account) => operations.addAccount({ ...request, account }),
    shown,
  }),
  bodilessRoute(operations, {
    method: 'get',
    path: PATH,
    operation: 'readAccount',
    summary: 'See an account with what belongs to it',
    params,
    answer: { description: 'The account.', schema: Account },
    statuses: [404],
    run: (request, _, call) => operations.readAccount({ ...request, login: call.params.login ?? '' }),
    shown,
  }),
  bodyRoute(operations, AccountEdit, {
    method: 'patch',
    path: PATH,
    operation: 'editAccount',
    summary: 'Change an account: what it is called, what it may, whether it is open',
    params,
    answer: { description: 'The account as it is now.', schema: Account },
    statuses: [404, 409],
    run: (request, edit, call) => operations.editAccount({ ...request, login: call.params.login ?? '', edit }),
    shown,
  }),
  bodyRoute(operations, NewPassword, {
    method: 'put',
    path: `${PATH}/password`,
    operation: 'setAccountPassword',
    summary: 'Give an account a new password, and end what it is signed in with',
    params,
    answer: { description: 'The password is another one.', schema: PasswordSet },
    statuses: [404],
    run: (request, { password: sent = null }, call) =>
      operations.setAccountPassword({ ...request, login: call.params.login ?? '', password: sent }),
    shown: ({ madeUp }) => ({ password: madeUp }),
  }),
];

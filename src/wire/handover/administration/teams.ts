import { z } from 'zod';
import type { Team as FoundTeam } from '../../../operations/administration/administration-store.ts';
import type { JsonRoute } from '../../json/json-dialect.ts';
import type { HandoverOperations } from '../problem.ts';
import { bodilessRoute, bodyRoute } from './route.ts';
import { logins, name } from './texts.ts';

const Team = z
  .object({ id: z.int(), name: z.string(), members: z.array(z.string()).describe('Logins.') })
  .meta({ id: 'HandoverWholeTeam', description: 'A team with who is in it.' });

const Teams = z.object({ teams: z.array(Team) }).meta({ id: 'HandoverWholeTeams', description: 'All teams by name.' });

const NewTeam = z
  .strictObject({ name, members: logins.default([]).describe('Logins.') })
  .meta({ id: 'HandoverNewTeam', description: 'A team to be added.' });

const TeamEdit = z
  .strictObject({
    name: name.optional().describe('What it is called from now on.'),
    addMembers: logins.default([]).describe('Logins of who comes in.'),
    removeMembers: logins.default([]).describe('Logins of who leaves.'),
  })
  .meta({ id: 'HandoverTeamEdit', description: 'What of a team is to be another.' });

const shown = ({ id, name: called, members }: FoundTeam): z.infer<typeof Team> => ({
  id,
  name: called,
  members: [...members],
});

export const teamRoutes = (operations: HandoverOperations): readonly JsonRoute[] => [
  bodilessRoute(operations, {
    method: 'get',
    path: '/handover/v1/teams',
    operation: 'listWholeTeams',
    summary: 'List teams with who is in them',
    answer: { description: 'The teams.', schema: Teams },
    run: (request) => operations.listWholeTeams(request),
    shown: ({ teams }) => ({ teams: teams.map(shown) }),
  }),
  bodyRoute(operations, NewTeam, {
    method: 'post',
    path: '/handover/v1/teams',
    operation: 'addTeam',
    summary: 'Add a team',
    answer: { description: 'The team.', schema: Team },
    statuses: [409],
    run: (request, team) => operations.addTeam({ ...request, ...team }),
    shown,
  }),
  bodyRoute(operations, TeamEdit, {
    method: 'patch',
    path: '/handover/v1/teams/:name',
    operation: 'editTeam',
    summary: 'Rename a team, and change who is in it, all of it or nothing',
    params: z.object({ name: z.string().describe('The name of the team, in any case.') }),
    answer: { description: 'The team as it is now.', schema: Team },
    statuses: [404, 409],
    run: (request, { name: newName, addMembers, removeMembers }, call) =>
      operations.editTeam({
        ...request,
        name: call.params.name ?? '',
        edit: { name: newName, add: addMembers, remove: removeMembers },
      }),
    shown,
  }),
];

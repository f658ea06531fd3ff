import type { Command } from 'commander';
import { addTeam, changeMembers, listTeams, renameTeam, type ListedTeam } from '../../store/access/teams.ts';
import * as rules from '../../store/seed/reading/text-rules.ts';
import { collect, readText } from '../arguments.ts';
import { addCommand, addGroup, JSON_OUTPUT } from '../command.ts';
import { nameDatabase, type Context } from '../context.ts';
import { printList, type Column } from '../table.ts';

const COLUMNS: readonly Column<ListedTeam>[] = [
  ['ID', ({ id }) => id],
  ['NAME', ({ name }) => name],
  ['MEMBERS', ({ members }) => members.join(', ')],
];

/** Adds the commands about teams. None removes a team: tasks and their history refer to it. */
export function addTeamCommands(program: Command, context: Context): void {
  const group = addGroup(program, 'team', 'teams, to which tasks may be given');
  addList(group, context);
  addAdd(group, context);
  addRename(group, context);
  addMembers(group, context);
}

function addList(group: Command, context: Context): void {
  addCommand(group, 'list', { about: 'list all teams', examples: ['team list', 'team list --json'] })
    .option(...JSON_OUTPUT)
    .action(async ({ json }: { json?: boolean }) => {
      const database = await nameDatabase(context, {});
      const teams = await database.lend(listTeams);
      printList(context.console, teams, COLUMNS, { json, none: 'There are no teams.' });
    });
}

function addAdd(group: Command, context: Context): void {
  addCommand(group, 'add', {
    about: 'add a team',
    examples: ['team add Archive --member jane.doe --member john.smith'],
  })
    .argument('<name>', 'name of the team')
    .option('--member <login>', 'somebody in it (may be repeated)', collect)
    .action(async (given: string, { member = [] }: { member?: string[] }) => {
      const name = readText('NAME', given, rules.name);
      const database = await nameDatabase(context, {});
      const added = await database.lend((knex) =>
        knex.transaction(async (trx) => {
          await addTeam(trx, name);
          return changeMembers(trx, name, { add: member, remove: [] });
        }),
      );
      context.console.print(`Added the team ${name} with id ${added.id}.`);
      tellMembers(added, context);
    });
}

function addRename(group: Command, context: Context): void {
  addCommand(group, 'rename', { about: 'give a team another name', examples: ['team rename Legal "Legal and Risk"'] })
    .argument('<name>', 'its present name')
    .argument('<new-name>', 'the other')
    .action(async (name: string, given: string) => {
      const newName = readText('NEW-NAME', given, rules.name);
      const database = await nameDatabase(context, {});
      await database.lend((knex) => renameTeam(knex, name, newName));
      context.console.print(`Renamed the team ${name} to ${newName}.`);
    });
}

function addMembers(group: Command, context: Context): void {
  addCommand(group, 'members', {
    about: 'show who is in a team, after changes if there are any',
    examples: ['team members Legal', 'team members Legal --add jane.doe --remove alice.jones'],
  })
    .argument('<name>', 'name of the team')
    .option('--add <login>', 'take somebody in (may be repeated)', collect)
    .option('--remove <login>', 'let somebody go (may be repeated)', collect)
    .option(...JSON_OUTPUT)
    .action(async (name: string, options: { add?: string[]; remove?: string[]; json?: boolean }) => {
      const { add = [], remove = [], json } = options;
      const database = await nameDatabase(context, {});
      const team = await database.lend((knex) => changeMembers(knex, name, { add, remove }));
      if (json === true) return context.console.print(JSON.stringify(team.members));
      tellMembers(team, context);
    });
}

const tellMembers = ({ name, members }: ListedTeam, { console }: Context): void =>
  console.print(members.length === 0 ? `Nobody is in ${name}.` : `In ${name}: ${members.join(', ')}.`);

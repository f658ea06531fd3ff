import type { Command } from 'commander';
import type { Config } from '../../config.ts';
import { addCommand, JSON_OUTPUT } from '../command.ts';
import type { Context } from '../context.ts';
import { findDatabase } from '../database.ts';
import { explain } from '../failure.ts';
import { printFindings } from './print.ts';
import { checkClock, checkMigrations, checkServer } from './database.ts';
import { wrong, type Finding } from './finding.ts';
import { checkDisk, checkVersions } from './machine.ts';
import { checkMailServer, checkNotices } from './mail.ts';
import { checkPeople } from './people.ts';
import { checkSettings } from './settings.ts';

export function addDoctorCommand(program: Command, context: Context): void {
  addCommand(program, 'doctor', {
    about: 'look for what is wrong: settings, database, clock, mail server, demo accounts, disk, versions',
    examples: ['doctor', 'doctor --json'],
    notes: 'One line each; the exit code is 1 when something is wrong, and 0 with warnings only. It changes nothing.',
  })
    .option(...JSON_OUTPUT)
    .action(async ({ json }: { json?: boolean }) => {
      const findings = await examine(context);
      if (json === true) context.console.print(JSON.stringify(findings, null, 2));
      else printFindings(context.console, findings);
      context.endWith(findings.some(({ level }) => level === 'wrong') ? 1 : 0);
    });
}

async function examine(context: Context): Promise<Finding[]> {
  const { config, findings } = checkSettings(context.env);
  const known = [checkVersions(), ...findings];
  if (config === null) return known;
  return [
    ...known,
    ...(await examineDatabase(config, context)),
    await checkMailServer(config),
    await checkDisk(config.dataDir),
  ];
}

/** Each line needs what those before it found. */
async function examineDatabase(config: Config, { env, console }: Context): Promise<Finding[]> {
  const { command } = console;
  const findings: Finding[] = [];
  try {
    const database = await findDatabase(config, 'refuse');
    await database.show(async (knex) => {
      findings.push(await checkServer(knex, database.name));
      findings.push(await checkClock(knex));
      findings.push(await checkMigrations(knex, command));
      if (findings.some(({ level, about }) => level === 'wrong' && about !== 'clock')) return;
      findings.push(...(await checkPeople(knex, config, command)), await checkNotices(knex, command));
    });
  } catch (error) {
    findings.push(wrong('database', explain(error, env.LOG_LEVEL, '').text));
  }
  return findings;
}

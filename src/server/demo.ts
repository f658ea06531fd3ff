import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Knex } from 'knex';
import { readFixture } from '../store/seed/reading/fixture.ts';
import { findKeysThatWork, findThoseWhoCanLogOn } from '../store/access/known-secrets.ts';
import { loadFixture } from '../store/seed/load.ts';
import { collectProblems } from '../store/seed/problems.ts';

const FIXTURE = fileURLToPath(new URL('../../fixtures/demo.json', import.meta.url));

/** The demo accounts that the start message names: a workflow supervisor and an assignee. */
export const DEMO_LOGINS = [
  { login: 'john.smith', password: 'john-demo', role: 'supervisor' },
  { login: 'jane.doe', password: 'jane-demo', role: 'assignee' },
] as const;

/** Fills a database that holds nobody yet. */
export async function loadDemo(knex: Knex): Promise<void> {
  await loadFixture(knex, await readFile(FIXTURE), 'demo.json', new Date());
}

/** Finds the accounts to which everybody knows the password, since it is the demo data's: their logins. */
export async function findOpenDemoAccounts(knex: Knex): Promise<string[]> {
  const { users } = await readDemo();
  const known = users.flatMap(({ login, password }) => (password === undefined ? [] : [{ login, password }]));
  return findThoseWhoCanLogOn(knex, known);
}

/** Finds the API keys of the demo data that work: their names. */
export const findOpenDemoKeys = async (knex: Knex): Promise<string[]> => findKeysThatWork(knex, await demoApiKeys());

/** The API keys that everybody knows. */
export const demoApiKeys = async (): Promise<string[]> => (await readDemo()).apiKeys.flatMap(({ key }) => key ?? []);

const readDemo = async () => readFixture(await readFile(FIXTURE), new Date(), collectProblems('demo.json'));

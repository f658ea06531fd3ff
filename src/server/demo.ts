import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Knex } from 'knex';
import { z } from 'zod';
import { findKeysThatWork, findThoseWhoCanLogOn } from '../store/access/known-secrets.ts';

const FIXTURE = fileURLToPath(new URL('../../fixtures/demo.json', import.meta.url));

/** The demo accounts that the start message names: a workflow supervisor and an assignee. */
export const DEMO_LOGINS = [
  { login: 'john.smith', password: 'john-demo', role: 'supervisor' },
  { login: 'jane.doe', password: 'jane-demo', role: 'assignee' },
] as const;

/** Fills a database that holds nobody yet. */
export async function loadDemo(knex: Knex): Promise<void> {
  const { loadFixture } = await import('../store/seed/load.ts');
  await loadFixture(knex, await readFile(FIXTURE), 'demo.json', new Date());
}

/** Finds the accounts to which everybody knows the password, since it is the demo data's: their logins. */
export async function findOpenDemoAccounts(knex: Knex): Promise<string[]> {
  const { users } = await readSecrets();
  const known = users.flatMap(({ login, password }) => (password === undefined ? [] : [{ login, password }]));
  return findThoseWhoCanLogOn(knex, known);
}

/** Finds the API keys of the demo data that work: their names. */
export const findOpenDemoKeys = async (knex: Knex): Promise<string[]> => findKeysThatWork(knex, await demoApiKeys());

/** The API keys that everybody knows. */
export const demoApiKeys = async (): Promise<string[]> => (await readSecrets()).apiKeys.flatMap(({ key }) => key ?? []);

/** What everybody knows of the demo data. Every start looks at it: the rest is read when it is loaded. */
const secrets = z.object({
  users: z.array(z.object({ login: z.string(), password: z.string().optional() })),
  apiKeys: z.array(z.object({ key: z.string().optional() })),
});

const readSecrets = async () => secrets.parse(JSON.parse(await readFile(FIXTURE, 'utf8')));

import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { loadFixture } from '../store/seed/load.ts';
import type { Database } from '../store/schema/open.ts';

const FIXTURE = fileURLToPath(new URL('../../fixtures/demo.json', import.meta.url));

/** Somebody the demo data has, who supervises its workflows, and somebody to give tasks to. */
export const DEMO_LOGINS = [
  { login: 'john.smith', password: 'john-demo', role: 'supervisor' },
  { login: 'jane.doe', password: 'jane-demo', role: 'assignee' },
] as const;

/** Fills an embedded database that holds nobody yet; somebody else's database is theirs to fill. */
export async function loadDemoIfEmpty({ knex, embeddedIn }: Database): Promise<void> {
  if (embeddedIn === null || (await knex('users').first('id'))) return;
  await loadFixture(knex, await readFile(FIXTURE), 'demo.json', new Date());
}

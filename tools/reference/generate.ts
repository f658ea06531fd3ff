import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { renderReference } from './reference.ts';

const ROOT = new URL('../../', import.meta.url);
const FOLDER = new URL('docs/reference/', ROOT);

mkdirSync(FOLDER, { recursive: true });
for (const old of readdirSync(FOLDER)) rmSync(new URL(old, FOLDER));
for (const [path, text] of await renderReference()) writeFileSync(new URL(path, ROOT), text);

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { renderSite } from './site.ts';

const SITE = new URL('../../dist/docs/', import.meta.url);

rmSync(SITE, { recursive: true, force: true });
for (const [place, html] of renderSite()) {
  const file = new URL(place, SITE);
  mkdirSync(new URL('.', file), { recursive: true });
  writeFileSync(file, html);
}

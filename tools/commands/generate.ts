import { readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { renderPage } from './render-reference.ts';

const page = new URL('../../docs/command-line.md', import.meta.url);
const options = await resolveConfig(page);
writeFileSync(page, await format(renderPage(readFileSync(page, 'utf8')), { ...options, parser: 'markdown' }));

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Documents } from '../wire/documents/documents.ts';

/** Where a build leaves the pages of the documents, for the compiled server and for one that is not. */
const FOLDER = fileURLToPath(new URL('../../dist/docs', import.meta.url));

/** How to read the pages of the documents; null where they have not been made. */
export const documentsHere = (): (() => Documents) | null =>
  existsSync(join(FOLDER, 'index.html')) ? readDocuments : null;

const readDocuments = (): Documents =>
  new Map(
    readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.html'))
      .map((path) => [path.replaceAll('\\', '/'), readFileSync(join(FOLDER, path), 'utf8')]),
  );

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createAnchors } from '../../tools/docs/anchors.ts';
import { readProject } from './tables.ts';

/** Folders that are made here and hold no document of ours; those with a dot in front are none either. */
const NOT_OURS = new Set(['node_modules', 'dist', 'data', 'coverage']);

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface MarkdownFile {
  /** From the root of the project. */
  readonly path: string;
  /** Without blocks of code. */
  readonly prose: string;
  /** What a link behind # may name. */
  readonly anchors: ReadonlySet<string>;
}

/** Reads all Markdown files of the project. */
export const readMarkdownFiles = (): readonly MarkdownFile[] =>
  pathsIn('').map((path) => {
    const prose = readProject(path).replace(/^( *)(```+|~~~+).*?^\1\2$/gms, '');
    return { path, prose, anchors: anchorsOf(prose) };
  });

const pathsIn = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name.startsWith('.') || NOT_OURS.has(entry.name) ? [] : pathsIn(path);
    return entry.name.endsWith('.md') ? [path] : [];
  });

function anchorsOf(prose: string): Set<string> {
  const anchorOf = createAnchors();
  const anchors = new Set([...prose.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => anchorOf(heading)));
  for (const [, id = ''] of prose.matchAll(/<a (?:id|name)="([^"]+)"/g)) anchors.add(id);
  return anchors;
}

import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readMarkdownFiles, type MarkdownFile } from '../docs/markdown.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Where comments cite documents; links in the documents themselves have a test of their own. */
const CITING = ['src', 'bench', 'test', 'tools', 'migrations'];

const COMMENTED = new Set(['.ts', '.mjs', '.js', '.sql', '.http']);

/** A document, and the section of it behind `#`. */
const CITATION = /(?<![\w./-])((?:[\w-]+\/)+[\w-]+\.md)(?:#([\w-]+))?/g;

/** In src a name without a folder is a citation too: of what a reader does not find. */
const BARE_NAME = /(?<![\w./-])[\w-]+\.md\b/g;

const WEB_ADDRESS = /\bhttps?:\/\/\S+/g;

/** Citations of documents and sections that are not there, as "file: document#section". */
export function lostCitations(): string[] {
  const documents = new Map(readMarkdownFiles().map((file) => [file.path, file]));
  return CITING.flatMap(filesBelow).flatMap((file) => {
    const text = readFileSync(join(ROOT, file), 'utf8').replace(WEB_ADDRESS, '');
    const lost = [...text.matchAll(CITATION)].filter(([, path = '', section]) => !isThere(documents, path, section));
    const bare = file.startsWith('src/') ? [...text.matchAll(BARE_NAME)].filter(([name]) => !documents.has(name)) : [];
    return [...lost, ...bare].map(([cited]) => `${file}: ${cited}`);
  });
}

const isThere = (documents: ReadonlyMap<string, MarkdownFile>, path: string, section: string | undefined): boolean =>
  section === undefined ? documents.has(path) : documents.get(path)?.anchors.has(section) === true;

const filesBelow = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => COMMENTED.has(extname(path)))
    .map((path) => `${folder}/${path}`);

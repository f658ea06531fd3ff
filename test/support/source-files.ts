import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** One module another file names in an import, an export or an import(). */
export interface Import {
  /** "core/refusal.ts" below src for ours, otherwise the specifier: "knex", "node:fs". */
  readonly from: string;
  readonly ours: boolean;
  /** Names imported as values; '*' for a whole module. Empty for `import type`. */
  readonly values: readonly string[];
}

export interface SourceFile {
  /** "core/refusal.ts", below src. */
  readonly path: string;
  readonly text: string;
  readonly lineCount: number;
  readonly imports: readonly Import[];
  readonly syntax: ts.SourceFile;
}

const SRC = fileURLToPath(new URL('../../src', import.meta.url));

/** Reads and parses every module below src. */
export function readSourceFiles(): SourceFile[] {
  return readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .sort()
    .map((path) => {
      const text = readFileSync(join(SRC, path), 'utf8');
      const syntax = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
      return { path, text, lineCount: text.split('\n').length - 1, imports: importsOf(syntax), syntax };
    });
}

/** Calls a visitor for every node of a module. */
export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  node.forEachChild((child) => walk(child, visit));
}

function importsOf(syntax: ts.SourceFile): Import[] {
  const imports: Import[] = [];
  const add = (specifier: ts.Node | undefined, values: readonly string[]): void => {
    if (specifier && ts.isStringLiteral(specifier)) imports.push(importOf(syntax.fileName, specifier.text, values));
  };
  walk(syntax, (node) => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, valuesOf(node.importClause));
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly ? [] : ['*']);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node.arguments[0], ['*']);
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, []);
  });
  return imports;
}

function importOf(path: string, specifier: string, values: readonly string[]): Import {
  if (!specifier.startsWith('.')) return { from: specifier, ours: false, values };
  return { from: relative(SRC, resolve(SRC, dirname(path), specifier)), ours: true, values };
}

function valuesOf(clause: ts.ImportClause | undefined): string[] {
  // Without a clause a module is imported for what it does.
  if (!clause) return ['*'];
  if (clause.isTypeOnly) return [];
  const bindings = clause.namedBindings;
  if (bindings && ts.isNamespaceImport(bindings)) return ['*'];
  const named = bindings?.elements.filter((element) => !element.isTypeOnly) ?? [];
  return [...(clause.name ? ['default'] : []), ...named.map(({ propertyName, name }) => (propertyName ?? name).text)];
}

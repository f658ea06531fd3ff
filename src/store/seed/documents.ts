import { assignIds } from './bulk.ts';
import type { Row } from './bulk.ts';
import { planDocumentLog } from './document-log.ts';
import type { Loading } from './loading.ts';
import type { People } from './people.ts';
import { checkFree, createRegister, readNamed } from './register.ts';
import type { Register } from './register.ts';

export interface KnownDocument {
  readonly id: number;
  readonly version: number;
}

/** Plans documents, and the libraries, folders and document types they are the first to name. */
export async function planDocuments(loading: Loading, people: People): Promise<Register<KnownDocument>> {
  const { users } = people;
  const { trx, fixture, insert, now } = loading;
  const documents = await registerDocuments(loading);
  const ids = await assignIds(trx, 'documents', fixture.documents);
  fixture.documents.forEach(({ path, version }, index) => documents.add(path, { id: ids[index] ?? 0, version }));
  const owners = fixture.documents.map(({ owner, checkedOutBy }, index) => ({
    checked_out_by_id: users.find(`documents[${index}].checkedOutBy`, checkedOutBy),
    owner_id: users.find(`documents[${index}].owner`, owner),
  }));

  const places = fixture.documents.map(({ path }) => placeOf(path));
  const libraries = await createMissing(
    loading,
    'libraries',
    'name',
    places.map(({ library }) => library),
    () => ({}),
  );
  const folders = await createMissing(
    loading,
    'folders',
    'path',
    places.map(({ folder }) => folder),
    (folder) => ({
      library_id: libraries.get(placeOf(`${folder}/`).library.toLowerCase()),
    }),
  );
  const types = await createMissing(
    loading,
    'document_types',
    'name',
    fixture.documents.map(({ type }) => type),
    () => ({}),
  );

  insert(
    'documents',
    fixture.documents.map(({ path, type, version, publishedVersion, offline, shortcut }, index) => ({
      id: ids[index],
      folder_id: folders.get(placeOf(path).folder.toLowerCase()),
      name: placeOf(path).name,
      path,
      type_id: type === undefined ? null : types.get(type.toLowerCase()),
      version,
      published_version: publishedVersion ?? null,
      offline,
      shortcut,
      created_at: now,
      modified_at: now,
      ...owners[index],
    })),
  );
  planDocumentLog(loading, people, ids);
  return documents;
}

async function registerDocuments({ trx, fixture, problems }: Loading): Promise<Register<KnownDocument>> {
  const documents = createRegister<KnownDocument>('document with path', problems);
  const mentioned = [
    ...fixture.documents.map(({ path }) => path),
    ...fixture.workflows.map(({ document }) => document),
    ...fixture.tasks.map(({ document }) => document),
    ...fixture.tasks.flatMap(({ attachments }) => attachments.map(({ document }) => document)),
  ];
  const known = await readNamed<{ id: number; version: number }>(trx, 'documents', 'path', mentioned);
  for (const { wanted, id, version } of known) documents.add(wanted, { id, version });
  fixture.documents.forEach(({ path }, index) => {
    if (documents.peek(path)) problems.add(`documents[${index}].path`, `"${path}" is in the database already`);
  });
  await checkFree(
    trx,
    'documents',
    fixture.documents.map(({ id }) => ({ id })),
    problems,
  );
  return documents;
}

/** The first segment of a path is the library; a folder is known by its whole path, library included. */
function placeOf(path: string): { readonly library: string; readonly folder: string; readonly name: string } {
  const slash = path.lastIndexOf('/');
  const folder = path.slice(0, slash);
  return { library: folder.split('/')[1] ?? '', folder, name: path.slice(slash + 1) };
}

/** Gives the ids by name in lower case, after planning the names the table does not have yet. */
async function createMissing(
  { trx, insert }: Loading,
  table: 'libraries' | 'folders' | 'document_types',
  column: string,
  names: readonly (string | undefined)[],
  restOf: (name: string) => Row,
): Promise<Map<string, number>> {
  const ids = new Map<string, number>();
  for (const { wanted, id } of await readNamed<{ id: number }>(trx, table, column, names)) {
    ids.set(wanted.toLowerCase(), id);
  }
  const missing = new Map<string, string>();
  for (const name of names) {
    const key = name?.toLowerCase();
    if (name === undefined || key === undefined || ids.has(key) || missing.has(key)) continue;
    missing.set(key, name);
  }
  const created = await assignIds(
    trx,
    table,
    [...missing].map(() => ({})),
  );
  const rows = [...missing.values()].map((name, index) => ({ id: created[index], [column]: name, ...restOf(name) }));
  insert(table, rows);
  [...missing.keys()].forEach((key, index) => ids.set(key, created[index] ?? 0));
  return ids;
}

import type { Loading } from './loading.ts';
import type { People } from './people.ts';
import type { Problems } from './problems.ts';

/** Plans who wrote, read and reviewed the fixture's documents; `ids` stand in the order of the documents. */
export function planDocumentLog(
  { fixture, problems, insert }: Loading,
  { users }: People,
  ids: readonly number[],
): void {
  const entries = fixture.documents.map((document, index) => ({
    ...document,
    id: ids[index],
    where: `documents[${index}]`,
  }));
  for (const entry of entries) checkVersions(entry, problems);

  insert(
    'document_versions',
    entries.flatMap(({ id, where, versions }) =>
      versions.map(({ version, author, at }, index) => ({
        document_id: id,
        version,
        author_id: users.find(`${where}.versions[${index}].author`, author),
        created_at: at,
      })),
    ),
  );
  insert(
    'document_reads',
    entries.flatMap(({ id, where, version, reads }) =>
      reads.map((read, index) => ({
        document_id: id,
        user_id: users.find(`${where}.reads[${index}].user`, read.user),
        version: read.version ?? version,
        read_at: read.at,
      })),
    ),
  );
  insert(
    'document_reviews',
    entries.flatMap(({ id, where, reviews }) =>
      reviews.map(({ kind, user, at }, index) => ({
        document_id: id,
        kind,
        user_id: users.find(`${where}.reviews[${index}].user`, user),
        reviewed_at: at,
      })),
    ),
  );
}

type Entry = Loading['fixture']['documents'][number] & { readonly where: string };

/** Names versions the document does not have, and what is said of one twice. */
function checkVersions({ where, version: newest, publishedVersion, versions, reads }: Entry, problems: Problems): void {
  const check = (place: string, version: number): void => {
    if (version > newest)
      problems.add(`${where}.${place}`, `${version} is later than the document's version ${newest}`);
  };
  if (publishedVersion !== undefined) check('publishedVersion', publishedVersion);
  versions.forEach(({ version }, index) => check(`versions[${index}].version`, version));
  reads.forEach(({ version }, index) => check(`reads[${index}].version`, version ?? newest));

  const checkTwice = (list: string, keys: readonly string[]): void =>
    keys.forEach((key, index) => {
      const first = keys.indexOf(key);
      if (first < index) problems.add(`${where}.${list}[${index}]`, `the same version as ${list}[${first}]`);
    });
  checkTwice(
    'versions',
    versions.map(({ version }) => String(version)),
  );
  checkTwice(
    'reads',
    reads.map(({ user, version }) => `${version ?? newest} ${user.toLowerCase()}`),
  );
}

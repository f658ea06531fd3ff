import { existsSync, readdirSync, readFileSync } from 'node:fs';

const ROOT = new URL('../../', import.meta.url);

/** The documents at the root of the project, which are shown beside those of `docs`. */
const AT_ROOT = ['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md'];

/** Files that a page may show as they are. */
const SHOWN_AS_TEXT = /^(?:docs\/|deploy\/|wsdl\/|LICENSE$)/;

export const readSource = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');

/** A picture as an address that holds it, since pages load nothing. */
export const pictureAddress = (path: string): string =>
  `data:image/png;base64,${readFileSync(new URL(path, ROOT)).toString('base64')}`;

/** Paths of all Markdown documents, from the root of the project. */
export const listDocuments = (): readonly string[] => [
  ...AT_ROOT.filter((path) => existsSync(new URL(path, ROOT))),
  ...readdirSync(new URL('docs', ROOT), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .map((path) => `docs/${path.replaceAll('\\', '/')}`)
    .sort(),
];

/** Whether a file that a document links to gets a page with its text; a folder gets none. */
export const isShownAsText = (path: string): boolean =>
  SHOWN_AS_TEXT.test(path) && !path.endsWith('.png') && /[^/]\.?\w+$/.test(path) && existsSync(new URL(path, ROOT));

/** Where the page of a file is in the site: "docs/decisions/README.md" at "decisions/index.html". */
export function pageOf(path: string): string {
  const place = path.startsWith('docs/') ? path.slice('docs/'.length) : `project/${path}`;
  if (!place.endsWith('.md')) return `${place}.html`;
  return place.replace(/(?:^|(?<=\/))README\.md$/, 'index.md').replace(/\.md$/, '.html');
}

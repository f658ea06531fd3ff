import { markup, type Markup } from '../../html/markup.ts';
import type { Product } from '../../html/document.ts';
import type { DeskUser } from '../../../core/desk/desk-session.ts';
import { PAGE_SCRIPT, STYLE_SHEET } from './assets.ts';
import { zoneText } from './format.ts';
import { inLanguages } from './language.ts';
import type { OpenCall, PageReply } from './screen.ts';

/** A place in the bar at the top. */
export interface Place {
  readonly path: string;
  readonly label: (language: OpenCall['language']) => string;
  readonly forAdministrators: boolean;
}

export interface Layout {
  readonly product: Product;
  readonly places: readonly Place[];
  /** Pages beside the desk, from the root on: those of the other dialects. */
  readonly links: readonly { readonly path: string; readonly label: (language: OpenCall['language']) => string }[];
}

const wordsIn = inLanguages(
  {
    skip: 'Skip to content',
    places: 'Places',
    find: 'Find a task',
    findHint: 'Number or words',
    go: 'Find',
    signOut: 'Sign out',
    sessions: 'Sessions',
    times: (zone: string) => `Times: ${zone}`,
    keys: 'Keys and help',
    documentation: 'Documentation',
  },
  {
    skip: 'Zum Inhalt',
    places: 'Bereiche',
    find: 'Aufgabe suchen',
    findHint: 'Nummer, Wörter',
    go: 'Suchen',
    signOut: 'Abmelden',
    sessions: 'Sitzungen',
    times: (zone: string) => `Zeiten: ${zone}`,
    keys: 'Tasten und Hilfe',
    documentation: 'Dokumentation',
  },
);

/** A page without what it says: the text before that, and the text after it. */
export interface PageFrame {
  readonly before: string;
  readonly after: string;
}

/** Renders what is around the content of a page. @param user null where nobody has signed in */
export function renderFrame(title: string, call: OpenCall, user: DeskUser | null, layout: Layout): PageFrame {
  const { base, language, now } = call;
  const words = wordsIn(language);
  const { product } = layout;
  const before = markup`<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · ${product.name}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${base}${STYLE_SHEET.path}">
<script src="${base}${PAGE_SCRIPT.path}" defer></script>
</head>
<body data-base="${base}" data-shortcuts="${user?.shortcuts ? 'on' : 'off'}">
<a class="skip" href="#content">${words.skip}</a>
<header class="top"><div class="column"><a class="brand" href="${base}/desk">${product.name}</a>${user ? bar(call, user, layout) : EMPTY}</div></header>
<main id="content" tabindex="-1" class="column">
<h1>${title}</h1>
`;
  const after = markup`
</main>
<footer><div class="column"><span>${product.name} ${product.version}</span>
<span>${words.times(zoneText(now))}</span>${footLinks(call, user, layout)}</div></footer>
</body>
</html>
`;
  return { before: before.html, after: after.html };
}

/** Renders what a page says. */
export const renderContent = (reply: PageReply): string => markup`${noticeOf(reply)}${reply.content}`.html;

/** Renders a whole page of the desk. @param user null where nobody has signed in */
export function renderPage(reply: PageReply, call: OpenCall, user: DeskUser | null, layout: Layout): string {
  const { before, after } = renderFrame(reply.title, call, user, layout);
  return before + renderContent(reply) + after;
}

const EMPTY: Markup = { html: '' };

function noticeOf({ notice }: PageReply): Markup {
  if (!notice) return EMPTY;
  const role = notice.kind === 'done' ? 'status' : 'alert';
  return markup`<div class="notice ${notice.kind}" id="message" tabindex="-1" role="${role}">${notice.text}</div>
`;
}

function bar({ base, language, message, query }: OpenCall, user: DeskUser, { places }: Layout): Markup {
  const words = wordsIn(language);
  const isAdministrator = user.roles.includes('administrator');
  const shown = places.filter(({ forAdministrators }) => !forAdministrators || isAdministrator);
  const here = message.path.replace(/\/$/, '');
  return markup`
<nav aria-label="${words.places}"><ul>
${shown.map(
  ({ path, label }) => markup`<li><a href="${base}${path}"${path === here ? CURRENT : EMPTY}>${label(language)}</a></li>
`,
)}</ul></nav>
<form class="find" role="search" action="${base}/desk/find"><label class="unseen" for="search">${words.find}</label>
<input id="search" type="search" name="q" value="${query.get('q') ?? ''}" placeholder="${words.findHint}" maxlength="100"><button class="plain">${words.go}</button></form>
<div class="who"><a href="${base}/desk/sessions" title="${words.sessions}">${user.fullName === '' ? user.login : user.fullName}</a>
<form method="post" action="${base}/desk/sign-out"><button class="link">${words.signOut}</button></form></div>`;
}

const CURRENT = markup` aria-current="page"`;

function footLinks({ base, language }: OpenCall, user: DeskUser | null, { product, links }: Layout): readonly Markup[] {
  const words = wordsIn(language);
  const docs =
    product.documentation === null ? [] : [markup`<a href="${product.documentation}">${words.documentation}</a>`];
  const help = user ? [markup`<a href="${base}/desk/help">${words.keys}</a>`] : [];
  const others = links.map(({ path, label }) => markup`<a href="${base}${path}">${label(language)}</a>`);
  return [...help, ...others, ...docs].map((link) => markup`\n${link}`);
}

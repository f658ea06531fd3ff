import { isAdministrator } from '../../core/access/caller.ts';
import type { Credential } from '../../core/access/credential.ts';
import type { Answer, Dialect, Message, TextAnswer } from '../dialect.ts';
import type { Product } from '../html/document.ts';
import type { DeskNeeds } from './desk-operations.ts';
import { assetAnswer } from './frame/assets.ts';
import { callOf, comingSoon, inPieces } from './frame/early-page.ts';
import { findScreen } from './frame/find-screen.ts';
import { deskHeaders } from './frame/headers.ts';
import { pageLanguage } from './frame/language.ts';
import { renderFrame, renderPage, type Layout } from './frame/layout.ts';
import { readPairs } from './frame/pairs.ts';
import { isFromOwnPage } from './frame/same-site.ts';
import {
  isOpenScreen,
  outcomeOf,
  redirect,
  type DeskCall,
  type OpenCall,
  type OpenScreen,
  type Reply,
  type Screen,
  type SlowPage,
} from './frame/screen.ts';
import { sessionOf } from './frame/session-cookie.ts';
import { failedPage, foreignPage, lostPage, tooLongPage } from './frame/trouble.ts';
import { placesOf, screensOf, type SigningIn } from './screens.ts';

const ADDRESSES = /^\/desk(?=\/|$)/;

export const isDeskPath = (path: string): boolean => ADDRESSES.test(path);

export interface DeskOptions extends SigningIn {
  readonly product: Product;
  readonly clock: () => Date;
  /** Pages of other dialects that the foot of every page leads to. */
  readonly links: Layout['links'];
}

/** The name that history and the log have for what is done here. */
const NAME = 'desk';

/** The pages for people who supervise work; they know their caller by a cookie that opens nothing else. */
export function createDesk(needs: DeskNeeds, { product, clock, links, ...signingIn }: DeskOptions): Dialect {
  const screens = screensOf(needs, signingIn);
  const layout: Layout = { product, links, places: placesOf(screens) };

  const answered = (call: OpenCall | DeskCall, reply: Reply, name: string): TextAnswer => {
    const user = 'user' in call ? call.user : null;
    const told = { operation: name, binding: call.message.method, user: user?.login };
    const headers = deskHeaders(call.message);
    if (reply.kind === 'redirect') {
      const cookie = reply.cookie === undefined ? {} : { 'Set-Cookie': reply.cookie };
      const location = /^https?:\/\//.test(reply.to) ? reply.to : call.base + reply.to;
      return {
        status: 303,
        headers: { ...headers, ...cookie, Location: location },
        body: '',
        call: { ...told, outcome: outcomeOf(reply) },
      };
    }
    if (reply.kind === 'download') {
      const disposition = `attachment; filename="${reply.fileName}"`;
      return {
        status: 200,
        headers: { ...headers, 'Content-Type': reply.mediaType, 'Content-Disposition': disposition },
        body: reply.body,
        call: { ...told, outcome: 'done' },
      };
    }
    const body = renderPage(reply, call, user, layout);
    return { status: reply.status ?? 200, headers, body, call: { ...told, outcome: outcomeOf(reply) } };
  };

  const openCall = (message: Message, params: OpenCall['params'] = {}): OpenCall => ({
    message,
    base: basePath(message.origin),
    language: pageLanguage(null, message.headers['accept-language']),
    now: clock(),
    params,
    query: readPairs(message.query),
    form: readPairs(message.method === 'POST' ? message.body.toString('utf8') : ''),
  });

  const listUser = async (
    credential: Credential,
    who: string | null,
  ): Promise<Pick<DeskCall, 'user' | 'list'> | null> => {
    if (who !== null) return needs.listUser(credential, who);
    const user = await needs.deskUser(credential);
    return user && { user };
  };

  const signedIn = async (call: OpenCall, screen?: Screen): Promise<DeskCall | null> => {
    const { message } = call;
    const credential = sessionOf(message);
    const found = credential.kind === 'anonymous' ? null : await listUser(credential, screen?.whoOf?.(call) ?? null);
    if (!found) return null;
    const { user } = found;
    const caller = { id: user.id, roles: user.roles };
    return {
      ...call,
      language: pageLanguage(user.language, message.headers['accept-language']),
      ...found,
      access: {
        credential,
        client: message.client,
        subjectId: null,
        known: { holder: caller, subject: caller, key: null },
      },
      context: { api: NAME, requestId: message.requestId },
    };
  };

  const answeredSlowly = async (call: DeskCall, { title, page }: SlowPage, name: string): Promise<Answer> => {
    const coming = page(call);
    if ('kind' in coming) return answered(call, coming, name);
    const reply = await comingSoon(coming);
    if (reply) return answered(call, reply, name);
    const { message, user, language } = call;
    return {
      status: 200,
      headers: deskHeaders(message),
      isEarly: true,
      awaited: coming,
      whole: async () => answered(call, await coming, name),
      body: inPieces(renderFrame(title(language), call, user, layout), coming, failedPage(call)),
      call: callOf({ operation: name, binding: message.method, user: user.login }, coming),
    };
  };

  const run = async (call: OpenCall, screen: Screen | OpenScreen): Promise<Answer> => {
    const { method } = call.message;
    const changes = method === 'POST';
    if (isOpenScreen(screen)) {
      const reply = await (changes ? screen.act : screen.show)?.(call);
      return answered(call, reply ?? lostPage(call), screen.name);
    }
    const known = await signedIn(call, screen);
    // Where somebody wanted to go is kept, what a form said is not: it may be another who signs in.
    if (!known) return answered(call, redirect(`/desk/sign-in${changes ? '' : returnTo(call.message)}`), screen.name);
    if (screen.forAdministrators && !isAdministrator(known.user)) return answered(known, lostPage(known), screen.name);
    if (!changes && screen.slow) return answeredSlowly(known, screen.slow, screen.name);
    const reply = await (changes ? screen.act : screen.show)?.(known);
    return answered(known, reply ?? lostPage(known), screen.name);
  };

  return {
    async answer(message) {
      const { method, path } = message;
      const isRead = method === 'GET' || method === 'HEAD';
      if (!isRead && method !== 'POST') {
        return {
          status: 405,
          headers: { Allow: 'GET, HEAD, POST', 'Content-Type': 'text/plain' },
          body: 'GET or POST.\n',
        };
      }
      const asset = isRead ? assetAnswer(path) : null;
      if (asset) return asset;
      const found = findScreen(screens, path);
      const call = openCall(message, found?.params);
      if (!isRead && !isFromOwnPage(message)) return answered(call, foreignPage(call), found?.screen.name ?? 'unknown');
      if (message.bodyTooLarge) return answered(call, tooLongPage(call), found?.screen.name ?? 'unknown');
      if (found) return run(call, found.screen);
      const known = await signedIn(call);
      return answered(known ?? call, lostPage(call), 'unknown');
    },
    fault: (message) => {
      const call = openCall(message);
      const body = renderPage(failedPage(call), call, null, layout);
      return { status: 500, headers: deskHeaders(message), body };
    },
  };
}

const returnTo = ({ path, query }: Message): string =>
  path === '/desk' ? '' : `?to=${encodeURIComponent(query === '' ? path : `${path}?${query}`)}`;

/** PUBLIC_URL may have a path, below which the pages are as well. */
const basePath = (origin: string): string => (URL.canParse(origin) ? new URL(origin).pathname.replace(/\/+$/, '') : '');

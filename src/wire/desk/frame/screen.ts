import type { Access } from '../../../core/access/access.ts';
import type { CallContext } from '../../../core/access/credential.ts';
import type { DeskUser } from '../../../core/desk/desk-session.ts';
import type { ListSubject } from '../../../operations/desk/desk-lists.ts';
import type { Markup } from '../../html/markup.ts';
import type { Message } from '../../dialect.ts';
import type { PageLanguage } from './language.ts';

/** A request of a browser, as a screen sees it. */
export interface OpenCall {
  readonly message: Message;
  /** What the addresses of all pages begin with: '' or the path of PUBLIC_URL. */
  readonly base: string;
  readonly language: PageLanguage;
  readonly now: Date;
  /** The parts of the path that the screen's own path names, as they were written. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** What a form sent; empty for GET. */
  readonly form: URLSearchParams;
}

/** A request of somebody who has a session. */
export interface DeskCall extends OpenCall {
  readonly user: DeskUser;
  /** Where the screen says whom its list is about: that person, and how the list is found. */
  readonly list?: ListSubject;
  /** For operations: the session. */
  readonly access: Access;
  /** For operations: what history says of the change. */
  readonly context: CallContext;
}

/** What a browser gets. */
export type Reply = PageReply | RedirectReply | DownloadReply;

export type PageReply = PageAsAsked | PageOfRefusal;

interface PageContent {
  readonly kind: 'page';
  /** The heading too. */
  readonly title: string;
  readonly content: Markup;
  /** What has just happened, or what is wrong; said first. */
  readonly notice?: Notice;
}

/** Its status is 200, and the log says 'done'. */
interface PageAsAsked extends PageContent {
  readonly status?: undefined;
  readonly outcome?: undefined;
}

/** A page that says why something was not done; nobody can leave out the word for the log. */
interface PageOfRefusal extends PageContent {
  /** From 400 on. */
  readonly status: number;
  /** The word for the log: of a refusal, 'unreadable' or the like. */
  readonly outcome: string;
}

/** What is said on a page that is there anyway: what was done, or why it was not. */
export type PageNews = Pick<PageAsAsked, 'notice'> | Pick<PageOfRefusal, 'notice' | 'status' | 'outcome'>;

export interface Notice {
  readonly kind: 'done' | 'wrong';
  readonly text: Markup | string;
}

/** Says where to look after something was done. */
export interface RedirectReply {
  readonly kind: 'redirect';
  /** From /desk on. */
  readonly to: string;
  readonly cookie?: string;
  readonly outcome?: string;
}

export interface DownloadReply {
  readonly kind: 'download';
  readonly fileName: string;
  readonly mediaType: string;
  readonly body: string;
}

export const outcomeOf = ({ outcome = 'done' }: PageReply | RedirectReply): string => outcome;

type Answering<Call> = (call: Call) => Promise<Reply> | Reply;

/** A page that may take long, of very many tasks: it begins with its title, and what it says follows. */
export interface SlowPage {
  readonly title: (language: PageLanguage) => string;
  /** Whether a request leads elsewhere is known at once: nothing but a page can follow the title. */
  readonly page: (call: DeskCall) => Promise<PageReply> | RedirectReply;
}

interface ScreenAt {
  /** Parts that begin with a colon are parameters: /desk/tasks/:task. */
  readonly path: string;
  /** What the log and the metrics call it. */
  readonly name: string;
}

/** A page, and what its forms do. */
export interface Screen extends ScreenAt {
  /** Nobody else finds it. */
  readonly forAdministrators?: true;
  /**
   * Whom the list of a page is about, by login or number, and '' for everybody: looked up together with the session.
   * Null where a request asks for no list.
   */
  readonly whoOf?: (call: OpenCall) => string | null;
  /** GET: changes nothing. */
  readonly show?: Answering<DeskCall>;
  /** GET of what may take long; instead of `show`. */
  readonly slow?: SlowPage;
  /** POST. */
  readonly act?: Answering<DeskCall>;
}

/** A page that takes no session. */
export interface OpenScreen extends ScreenAt {
  readonly isOpen: true;
  readonly show?: Answering<OpenCall>;
  readonly act?: Answering<OpenCall>;
}

export const isOpenScreen = (screen: Screen | OpenScreen): screen is OpenScreen => 'isOpen' in screen;

export const redirect = (to: string, cookie?: string): RedirectReply => ({
  kind: 'redirect',
  to,
  ...(cookie !== undefined && { cookie }),
});

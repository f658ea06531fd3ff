import type { Message } from '../dialect.ts';

/** A call of a JSON dialect whose address and method are known. */
export interface JsonCall {
  readonly message: Message;
  /** The parts of the path that the route names, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
}

/** What a call is answered with. */
export interface JsonReply {
  readonly status: number;
  /** Written as JSON; absent for an answer without a body. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** For the log: 'done', the word of a refusal, or 'unreadable'. */
  readonly outcome: string;
  /** For the log: the login of the caller, where its credential was found to be somebody's. */
  readonly user?: string | undefined;
}

/** What is wrong with a call before its operation is asked; each dialect has its own words for it. */
export type Trouble =
  | { readonly trouble: 'no-such-address' }
  | { readonly trouble: 'method-not-allowed'; readonly allowed: readonly string[] }
  | { readonly trouble: 'body-too-large' }
  | { readonly trouble: 'media-type-unsupported' }
  | { readonly trouble: 'body-missing' }
  /** `field` is the path of what is wrong, with dots; '' for the whole body. `message` is a sentence for the client. */
  | { readonly trouble: 'body-unreadable'; readonly field: string; readonly message: string }
  | { readonly trouble: 'too-many-calls'; readonly retryAfterSeconds: number }
  /** Too many bodies are in hand at once. */
  | { readonly trouble: 'no-room' }
  | { readonly trouble: 'fault' };

export type TroubleKind = Trouble['trouble'];

export interface JsonRoute {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** As Express reads it: /v5/tasks/:taskId */
  readonly path: string;
  /** The name of the call in log and history. */
  readonly operation: string;
  /** Throws on a fault only. */
  readonly answer: (call: JsonCall) => Promise<JsonReply | Trouble>;
}

/** A vendor's way of speaking JSON: its addresses, and its words for what is wrong. */
export interface JsonDialect {
  /** The name in DIALECTS and in the log. */
  readonly name: string;
  /** Whether an address is this dialect's own; the path is clean and still percent-encoded. */
  readonly claims: (path: string) => boolean;
  readonly routes: readonly JsonRoute[];
  /** The body of the answer to what is wrong. */
  readonly errorOf: (trouble: Trouble, message: Message) => unknown;
  /** The secret that a call shows, by which calls are counted; null without one. */
  readonly secretOf: (message: Message) => string | null;
}

export const isTrouble = (reply: object): reply is Trouble => 'trouble' in reply;

import type { z } from 'zod';
import type { Credential } from '../../core/access/credential.ts';
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
  /** What a client has to know of it; the description of the API is made from it. */
  readonly described: RouteDescription;
  /** Throws on a fault only. */
  readonly answer: (call: JsonCall) => Promise<JsonReply | Trouble>;
}

/** A call as a client sees it. The schemas are those that the call is read by, and that answers are held to. */
export interface RouteDescription {
  /** One sentence in the imperative, without a full stop: "Assign a task to a user". */
  readonly summary: string;
  /** The parts of the path, by name. */
  readonly path?: z.ZodObject;
  readonly query?: z.ZodObject;
  /** Headers beside the credential, Idempotency-Key and those that every call has. */
  readonly headers?: z.ZodObject;
  readonly body?: { readonly schema: z.ZodType; readonly contentType?: string; readonly isOptional?: boolean };
  /** Every answer by its status; `schema` is left out where there is no body. */
  readonly answers: Readonly<Record<number, { readonly description: string; readonly schema?: z.ZodType }>>;
  /** Called without a credential, which it gives out or ends: its body has the secret. */
  readonly isOpen?: boolean;
  /** It changes something, and takes an Idempotency-Key. */
  readonly isChange?: boolean;
}

/** A way to show a credential: in a header or the query, or as a bearer token. */
export type SecurityScheme =
  | { readonly type: 'apiKey'; readonly in: 'header' | 'query'; readonly name: string; readonly description: string }
  | { readonly type: 'http'; readonly scheme: 'bearer'; readonly description: string };

/** A vendor's way of speaking JSON: its addresses, and its words for what is wrong. */
export interface JsonDialect {
  /** The name in DIALECTS, in the log and in history. */
  readonly name: string;
  /** For people: "Orkes Conductor human tasks". */
  readonly title: string;
  /** Whether an address is this dialect's own; the path is clean and still percent-encoded. */
  readonly claims: (path: string) => boolean;
  readonly routes: readonly JsonRoute[];
  /**
   * Commands of a shell that make one of its calls against the demo data, as pasted; `{server}` stands for the address of
   * the server.
   */
  readonly example: string;
  /** How clients sign in, as the description of the API names it. */
  readonly security: Readonly<Record<string, SecurityScheme>>;
  /** The body of the answer to what is wrong. */
  readonly errorOf: (trouble: Trouble, message: Message) => unknown;
  /** The media type of these bodies; left out, `application/json`. */
  readonly errorType?: string;
  /** What a call shows, outside its body; calls are counted by it. */
  readonly credentialOf: (message: Message) => Credential;
}

export const isTrouble = (reply: object): reply is Trouble => 'trouble' in reply;

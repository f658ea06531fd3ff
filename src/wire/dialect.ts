import type { IncomingHttpHeaders } from 'node:http';
import type { ShownCredential } from '../core/shown-credential.ts';

/** A request as a dialect sees it: no socket, no framework. */
export interface Message {
  readonly method: string;
  /** The path as the client spelled it, still percent-encoded, without the query string. */
  readonly path: string;
  /** The raw query string without its question mark; '' when there is none. */
  readonly query: string;
  /** Header names in lower case, as node:http gives them. */
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** True when the body was longer than MAX_BODY_BYTES; `body` is then empty. */
  readonly bodyTooLarge: boolean;
  /** Scheme, host and port the client used, or PUBLIC_URL: "http://localhost:8080". */
  readonly origin: string;
  /** The address the request comes from: 192.0.2.7, 2001:db8::7. */
  readonly client: string;
  readonly requestId: string;
}

/** A body at once, or in pieces where it is too long to be held. */
export type Body = string | AsyncIterable<string>;

/** An answer of a dialect. The server adds Content-Length and Date, and compresses when asked to. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Body;
  /** The first piece of the body is sent as soon as it is there: to browsers, which read chunks. */
  readonly isEarly?: true;
  /**
   * What a body in pieces waits for, where the body itself tells the client of a fault: its end would be lost, were the
   * connection broken off. A rejection is reported.
   */
  readonly awaited?: Promise<unknown>;
  /** The same answer in one piece, with the status that is known once all of it is there: for HEAD and HTTP/1.0. */
  readonly whole?: () => Promise<TextAnswer>;
  /** The call, for its line in the log; absent when the request named no operation. */
  readonly call?: AnsweredCall;
  /**
   * What went wrong on our side, where the dialect knows what was called or has its own way to say so; to be reported.
   */
  readonly fault?: unknown;
}

/** An answer whose body is there at once. */
export interface TextAnswer extends Answer {
  readonly body: string;
}

export interface AnsweredCall {
  readonly operation: string;
  readonly binding: string;
  /** 'done', the word of a refusal, 'unreadable' or 'fault'. */
  readonly outcome: string;
  /** Why the call could not be read, without any value of it. */
  readonly reason?: string;
  /** The login of the caller, where its credential belongs to an account. */
  readonly user?: string | undefined;
  /** What the caller showed; left out where that was not read. */
  readonly credential?: ShownCredential | undefined;
  /** The bits of the deprecated spellings it was written with; left out for none. */
  readonly spellings?: number | undefined;
}

/** A way of speaking to the server: a message in, an answer out. */
export interface Dialect {
  /** @throws Error on a fault only, never for anything the client can send */
  answer(message: Message): Answer | Promise<Answer>;
  /** The answer to a client of this dialect when the server itself has failed. */
  fault(message: Message): Answer;
  /** The answer to a body that was not read; absent: in plain text. */
  ended?(message: Message, why: EarlyEnd): Answer;
  /** Headers of its answers that it adds itself, for those in plain text that it is not asked for. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Why a body was not read: there were too many at once, or it is packed in a way that is damaged or unknown. */
export type EarlyEnd = 'no-room' | 'damaged' | 'unknown-coding';

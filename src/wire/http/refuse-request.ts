import type { IncomingMessage, ServerResponse } from 'node:http';
import { takeHostOfTarget } from './absolute-target.ts';

/** Why a request cannot be answered, whatever it asks for. */
export interface RequestRefusal {
  readonly status: 400 | 411;
  readonly text: string;
}

/** Tells of the target of a request. */
export type NeedsLength = (target: string) => boolean;

const NO_HOST: RequestRefusal = { status: 400, text: 'A request needs one Host line.\n' };
const WRONG_HOST: RequestRefusal = { status: 400, text: 'The Host line of this request names no host.\n' };
const NO_TARGET: RequestRefusal = { status: 400, text: 'The address of this request is none.\n' };
const NO_LENGTH: RequestRefusal = { status: 411, text: 'A POST needs its Content-Length.\n' };

/** A name, an IPv4 address or one of IPv6 in brackets, and perhaps a port (RFC 3986 3.2.2). */
const HOST = /^(\[[\da-f:.]+\]|[\w.~!$&'()*+,;=%-]+)(:\d*)?$/i;

/**
 * Null for a request that can be answered. A second Host line may name what a proxy in front has not checked (RFC 9112
 * 3.2); a body without a length would be read as nothing, and its caller told of a parameter that is missing.
 *
 * @param needsLength whether a POST to this address has a body in any case
 */
export function refusalOf(request: IncomingMessage, needsLength: NeedsLength = () => true): RequestRefusal | null {
  const { method, headers, rawHeaders, httpVersion } = request;
  const hosts = countOfHosts(rawHeaders);
  if (hosts > 1 || (hosts === 0 && httpVersion === '1.1')) return NO_HOST;
  if (!takeHostOfTarget(request)) return NO_TARGET;
  // The WSDL would name it.
  if (headers.host && !HOST.test(headers.host)) return WRONG_HOST;
  const mayNeedLength = method === 'POST' || method === 'PUT';
  const hasLength = headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
  return mayNeedLength && !hasLength && needsLength(request.url ?? '/') ? NO_LENGTH : null;
}

/** Of two Host lines, `headers` keeps the first. */
function countOfHosts(rawHeaders: readonly string[]): number {
  let count = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index];
    if (name?.length === 4 && name.toLowerCase() === 'host') count += 1;
  }
  return count;
}

export const refuseRequest = (response: ServerResponse, { status, text }: RequestRefusal): void =>
  void response
    .writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', 'Content-Length': Buffer.byteLength(text) })
    .end(text);

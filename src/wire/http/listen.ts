import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { createClosing } from './closing.ts';
import { createExchanges } from './exchanges.ts';
import { lingerAtEnd } from './linger.ts';
import { acceptRawTargets } from './raw-target.ts';
import { refusalOf, refuseRequest, type NeedsLength } from './refuse-request.ts';

export interface Listening {
  /** "http://127.0.0.1:8080", with the port that was taken when any free one was asked for. */
  readonly address: string;
  /** Answers what has been asked, takes nothing new, and resolves when the last connection is gone. */
  close(): Promise<void>;
}

/**
 * Scripts that pipe a request through netcat or socat close their side of the connection behind it. Node would then close
 * the other side too, and a task be reassigned without an answer. It has no documented name for this.
 */
const ANSWERED_TO_THE_END = { httpAllowHalfOpen: true };

export interface ListenOptions {
  readonly host: string;
  readonly port: number;
  /** The setting that names the port, where it is not PORT. */
  readonly portSetting?: string;
  /** How long a connection is kept on which nothing is asked. */
  readonly keepAliveSeconds: number;
  /** Whether a POST to an address has to say how long its body is; left out: to every address. */
  readonly needsLength?: NeedsLength;
  /** Is told of what closed a connection that nobody had foreseen. */
  readonly failed: (error: unknown) => void;
}

/** @throws Error with one sentence when the address is in use or not of this machine */
export async function listen(
  listener: RequestListener,
  { host, port, portSetting = 'PORT', keepAliveSeconds, needsLength, failed }: ListenOptions,
): Promise<Listening> {
  const exchanges = createExchanges(failed);
  /** Connections on which an answer says that it is the last one. */
  const closed = new WeakSet<Socket>();
  const options = { keepAliveTimeout: keepAliveSeconds * 1000, requireHostHeader: false, ...exchanges.classes };
  const server = createServer(options);
  const closing = createClosing(server, exchanges);
  const answer = (request: IncomingMessage, response: ServerResponse<IncomingMessage>, last: boolean): void => {
    const { socket } = request;
    // The client would never read the answer, so the call must not be carried out.
    if (closed.has(socket)) return void request.resume();
    const refusal = refusalOf(request, needsLength);
    if (refusal !== null || last) {
      closed.add(socket);
      lingerAtEnd(socket);
      response.setHeader('Connection', 'close');
    }
    try {
      if (refusal) refuseRequest(response, refusal);
      else listener(request, response);
    } catch (error) {
      exchanges.fail(socket, error);
    }
  };
  server.on('request', (request, response) => closing.begin((last) => answer(request, response, last)));
  Object.assign(server, ANSWERED_TO_THE_END);
  acceptRawTargets(server, exchanges);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(new Error(sentenceFor(error, { host, port, portSetting }))),
    );
    server.listen(port, host, resolve);
  });
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('The server has no address to listen on.');

  return {
    address: `http://${host.includes(':') ? `[${host}]` : host}:${bound.port}`,
    close: () => closing.close(),
  };
}

function sentenceFor(
  { code, message }: NodeJS.ErrnoException,
  { host, port, portSetting }: Required<Pick<ListenOptions, 'host' | 'port' | 'portSetting'>>,
): string {
  if (code === 'EADDRINUSE') {
    return `Port ${port} on ${host} is taken; stop what uses it or set ${portSetting} to another one.`;
  }
  if (code === 'EACCES') return `Port ${port} on ${host} needs more rights; set ${portSetting} to one above 1023.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `HOST ${host} is not an address of this machine.`;
  return `The server cannot listen on ${host}:${port}: ${message}`;
}

import type { ChainEvent } from '../../core/supervision/task-chain.ts';

const APIS: Readonly<Record<string, string>> = {
  asmx: 'srv.asmx',
  maxsight: 'the Maxsight API',
  worldserver: 'the WorldServer API',
  orkes: 'the Orkes API',
  box: 'the Box API',
  handover: 'the Handover API',
  desk: 'the desk',
};

const CREDENTIALS: Readonly<Record<string, string>> = {
  ticket: 'with a ticket',
  session: 'signed on in a browser',
  'orkes-token': 'with a token',
  'box-access': 'with a token',
  anonymous: 'without signing on',
};

/** How a step came about: by which call of which API, with what credential, and where the log has more of it. */
export function howIn({ api, operation, credential, key, onBehalf, requestId }: ChainEvent): string {
  if (credential === 'system') return `by the server's clock (${operation})`;
  const shown = key === null ? (CREDENTIALS[credential] ?? credential) : `with the API key ${key}`;
  const behalf = onBehalf ? ', in the name of that account' : '';
  const request = requestId === null ? '' : `, request ${requestId}`;
  return `by ${operation} of ${APIS[api] ?? api}, ${shown}${behalf}${request}`;
}

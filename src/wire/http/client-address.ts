import type { IncomingMessage } from 'node:http';

/** IPv4 as a socket that speaks both versions names it: ::ffff:192.0.2.7. */
const IPV4_IN_IPV6 = /^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i;

/** The address of the client, IPv4 always in its own form; '' when the connection has closed meanwhile. */
export const clientAddressOf = ({ socket }: Pick<IncomingMessage, 'socket'>): string =>
  (socket.remoteAddress ?? '').replace(IPV4_IN_IPV6, '');

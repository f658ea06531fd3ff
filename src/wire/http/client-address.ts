import { BlockList, isIP, isIPv6 } from 'node:net';

/** Whose word on the client's address counts: that many proxies in a row, or those in these networks. */
export type TrustedProxies = { readonly hops: number } | { readonly networks: readonly string[] };

/** The parts of a request that tell where it comes from. */
interface Request {
  readonly socket: { readonly remoteAddress?: string | undefined };
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** IPv4 as a socket that speaks both versions names it: ::ffff:192.0.2.7. */
const IPV4_IN_IPV6 = /^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i;

/** The address of the client, IPv4 always in its own form; '' when the connection has closed meanwhile. */
export const clientAddressOf = ({ socket }: Pick<Request, 'socket'>): string =>
  (socket.remoteAddress ?? '').replace(IPV4_IN_IPV6, '');

/**
 * Gives what finds the address of a client, from X-Forwarded-For in as far as it was written by a trusted proxy: each
 * adds whom it heard at the end, and what stands before may be anybody's invention.
 */
export function createClientAddress(trusted: TrustedProxies | undefined): (request: Request) => string {
  if (trusted === undefined) return clientAddressOf;
  const trusts = 'hops' in trusted ? trustHops(trusted.hops) : trustNetworks(trusted.networks);
  return (request) => {
    const forwarded = request.headers['x-forwarded-for'];
    let address = clientAddressOf(request);
    if (forwarded === undefined) return address;
    const heard = String(forwarded).split(',').map(addressIn).reverse();
    for (const [at, next] of heard.entries()) {
      if (isIP(next) === 0 || !trusts(address, at)) break;
      address = next;
    }
    return address;
  };
}

type Trusts = (address: string, position: number) => boolean;

const trustHops =
  (hops: number): Trusts =>
  (_, position) =>
    position < hops;

function trustNetworks(networks: readonly string[]): Trusts {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits] = network.split('/');
    const family = isIPv6(address) ? 'ipv6' : 'ipv4';
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return (address) => isIP(address) !== 0 && list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}

/** Some proxies add the port: 192.0.2.7:4711, [2001:db8::7]:4711. */
function addressIn(text: string): string {
  const entry = text.trim();
  const address = /^\[(.*)\](?::\d+)?$/.exec(entry)?.[1] ?? /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(entry)?.[1] ?? entry;
  return address.replace(IPV4_IN_IPV6, '');
}

/** A range of addresses: those that agree with `value` in the first `bits` of their 32 or 128 bits. */
export interface Network {
  readonly width: 32 | 128;
  readonly value: bigint;
  readonly bits: number;
}

/**
 * Reads an address (192.0.2.7, 2001:db8::7) or a network (10.0.0.0/8, 2001:db8::/32); null when it is neither. IPv4
 * written in IPv6 is IPv4.
 */
export function readNetwork(text: string): Network | null {
  const [, address = '', length] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const read = readAddress(address);
  if (read === null) return null;
  const bits = length === undefined ? read.width : Number(length);
  return bits > read.width ? null : asIPv4({ ...read, bits });
}

/** Could this be an address or a network? */
export const isNetwork = (text: string): boolean => readNetwork(text) !== null;

/** Whether the address of a client is in one of the networks. What is no address is in none. */
export function isWithin(address: string, networks: readonly Network[]): boolean {
  // A link-local address comes with the name of the interface behind a percent sign.
  const client = readNetwork(address.replace(/%.*$/, ''));
  return client !== null && networks.some((network) => holds(network, client));
}

const holds = ({ width, value, bits }: Network, client: Network): boolean =>
  client.width === width && client.value >> BigInt(width - bits) === value >> BigInt(width - bits);

type Address = Pick<Network, 'width' | 'value'>;

function readAddress(text: string): Address | null {
  if (!text.includes(':')) {
    const value = readIPv4(text);
    return value === null ? null : { width: 32, value };
  }
  const value = readIPv6(text);
  return value === null ? null : { width: 128, value };
}

/** Without leading zeros, which some programs take for octal. */
const BYTE = /^(?:0|[1-9]\d{0,2})$/;

function readIPv4(text: string): bigint | null {
  const bytes = text.split('.');
  const isAddress = bytes.length === 4 && bytes.every((byte) => BYTE.test(byte) && Number(byte) < 256);
  return isAddress ? bytes.reduce((sum, byte) => (sum << 8n) + BigInt(byte), 0n) : null;
}

const GROUPS = 8;

function readIPv6(text: string): bigint | null {
  const [head = '', tail, ...more] = text.split('::');
  if (more.length > 0) return null;
  const first = readGroups(head, tail === undefined);
  const last = tail === undefined ? [] : readGroups(tail, true);
  if (first === null || last === null) return null;
  const missing = GROUPS - first.length - last.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return null;
  const groups = [...first, ...Array<bigint>(missing).fill(0n), ...last];
  return groups.reduce((sum, group) => (sum << 16n) + group, 0n);
}

/** The last four bytes of an address may be written as IPv4 (RFC 4291 2.2), which is two groups. */
function readGroups(text: string, isEnd: boolean): bigint[] | null {
  if (text === '') return [];
  const groups: bigint[] = [];
  const parts = text.split(':');
  for (const [at, part] of parts.entries()) {
    const ipv4 = isEnd && at === parts.length - 1 && part.includes('.') ? readIPv4(part) : null;
    if (ipv4 !== null) groups.push(ipv4 >> 16n, ipv4 & 0xffffn);
    else if (/^[\da-f]{1,4}$/i.test(part)) groups.push(BigInt(`0x${part}`));
    else return null;
  }
  return groups;
}

/** What all addresses of the form ::ffff:192.0.2.7 begin with. */
const MAPPED_PREFIX = 0xffffn;
const MAPPED_BITS = 96;

function asIPv4({ width, value, bits }: Network): Network {
  const isMapped = width === 128 && bits >= MAPPED_BITS && value >> 32n === MAPPED_PREFIX;
  return isMapped ? { width: 32, value: value & 0xffff_ffffn, bits: bits - MAPPED_BITS } : { width, value, bits };
}

import { expect } from 'chai';
import { readConfig } from '../../../src/config.ts';
import { createClientAddress } from '../../../src/wire/http/client-address.ts';

const rows: readonly [trusted: string, socket: string, forwarded: string | undefined, client: string][] = [
  ['', '10.0.0.1', '192.0.2.7', '10.0.0.1'],
  ['1', '10.0.0.1', undefined, '10.0.0.1'],
  ['1', '10.0.0.1', '192.0.2.7', '192.0.2.7'],
  ['1', '::ffff:10.0.0.1', '192.0.2.7', '192.0.2.7'],
  // The entries before it were written by the client.
  ['1', '10.0.0.1', '1.1.1.1, 192.0.2.7', '192.0.2.7'],
  ['2', '10.0.0.1', '1.1.1.1, 192.0.2.7, 10.0.0.2', '192.0.2.7'],
  ['2', '10.0.0.1', '192.0.2.7', '192.0.2.7'],
  ['1', '10.0.0.1', '192.0.2.7:4711', '192.0.2.7'],
  ['1', '10.0.0.1', '[2001:db8::7]:4711', '2001:db8::7'],
  ['1', '10.0.0.1', '2001:db8::7', '2001:db8::7'],
  ['1', '10.0.0.1', 'unknown', '10.0.0.1'],
  ['1', '10.0.0.1', '', '10.0.0.1'],
  ['10.0.0.0/8', '10.0.0.1', '1.1.1.1, 192.0.2.7, 10.9.9.9', '192.0.2.7'],
  ['10.0.0.0/8', '192.0.2.9', '1.1.1.1', '192.0.2.9'],
  ['10.0.0.1, fd00::/8', 'fd00::1', '192.0.2.7, 10.0.0.1', '192.0.2.7'],
  ['10.0.0.1', '10.0.0.1', '10.0.0.1', '10.0.0.1'],
];

describe('the address of a client behind proxies', () => {
  for (const [trusted, remoteAddress, forwarded, client] of rows) {
    it(`is ${client} from ${remoteAddress} with '${forwarded ?? ''}', TRUST_PROXY=${trusted}`, () => {
      const addressOf = createClientAddress(readConfig({ TRUST_PROXY: trusted }).trustProxy);
      const request = { socket: { remoteAddress }, headers: { 'x-forwarded-for': forwarded } };
      expect(addressOf(request)).to.equal(client);
    });
  }

  for (const wrong of ['0', 'true', '10.0.0.0/33', '10.0.0', 'fd00::/129', '10.0.0.1,', 'proxy.example.com']) {
    it(`is not to be had from TRUST_PROXY=${wrong}`, () =>
      expect(() => readConfig({ TRUST_PROXY: wrong })).to.throw(/^TRUST_PROXY: expected how many/));
  }
});

import { expect } from 'chai';
import { isWithin, readNetwork } from '../../../src/core/access/networks.ts';

describe('networks', () => {
  const cases: [address: string, network: string, isIn: boolean][] = [
    ['10.1.2.3', '10.0.0.0/8', true],
    ['11.1.2.3', '10.0.0.0/8', false],
    ['10.1.2.3', '10.9.9.9/8', true],
    ['192.0.2.7', '192.0.2.7', true],
    ['192.0.2.8', '192.0.2.7', false],
    ['192.0.2.7', '192.0.2.7/32', true],
    ['192.0.2.6', '192.0.2.7/31', true],
    ['192.0.2.5', '192.0.2.7/31', false],
    ['203.0.113.9', '0.0.0.0/0', true],
    ['::ffff:10.1.2.3', '10.0.0.0/8', true],
    ['::FFFF:a01:203', '10.0.0.0/8', true],
    ['10.1.2.3', '::ffff:10.0.0.0/104', true],
    ['11.1.2.3', '::ffff:10.0.0.0/104', false],
    ['2001:db8::7', '2001:db8::/32', true],
    ['2001:db9::7', '2001:db8::/32', false],
    ['2001:db8::7', '2001:0DB8:0:0:0:0:0:7', true],
    ['2001:db8::8', '2001:db8::7', false],
    ['2001:db8::7', '::/0', true],
    ['10.1.2.3', '::/0', false],
    ['::1', '0.0.0.0/0', false],
    ['fe80::1%eth0', 'fe80::/10', true],
    ['64:ff9b::192.0.2.7', '64:ff9b::c000:207', true],
    ['', '0.0.0.0/0', false],
    ['localhost', '0.0.0.0/0', false],
  ];
  for (const [address, network, isIn] of cases) {
    it(`${isIn ? 'finds' : 'does not find'} "${address}" in ${network}`, () => {
      const read = readNetwork(network);
      expect(read).not.to.be.null;
      expect(read && isWithin(address, [read])).to.equal(isIn);
    });
  }

  it('asks all of them', () => {
    const networks = ['10.0.0.0/8', '2001:db8::/32'].flatMap((text) => readNetwork(text) ?? []);
    expect(networks).to.have.length(2);
    expect(isWithin('2001:db8::1', networks)).to.be.true;
    expect(isWithin('10.0.0.1', networks)).to.be.true;
    expect(isWithin('192.0.2.1', networks)).to.be.false;
    expect(isWithin('192.0.2.1', [])).to.be.false;
  });

  const malformed = [
    '10.0.0.0/33',
    '10.0.0/8',
    '010.0.0.1',
    '10.0.0.256',
    '10.0.0.0/',
    '10.0.0.0/-1',
    '10.0.0.1/8/8',
    '2001:db8::/129',
    '1::2::3',
    ':::',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4:5:6:7:8::',
    '12345::',
    '10.0.0.1::',
    'fe80::1%eth0',
    'example.com',
    '',
  ];
  for (const text of malformed) {
    it(`does not take "${text}" for one`, () => expect(readNetwork(text)).to.be.null);
  }
});

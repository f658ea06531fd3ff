import { expect } from 'chai';
import { cleanTarget, prefixOf } from '../../../src/wire/http/request-target.ts';

const rows: readonly [target: string, cleaned: string][] = [
  ['/srv.asmx', '/srv.asmx'],
  ['/srv.asmx/GetTask?taskId=1', '/srv.asmx/GetTask?taskId=1'],
  ['//srv.asmx?wsdl', '/srv.asmx?wsdl'],
  ['////srv.asmx', '/srv.asmx'],
  ['/srv%2Easmx', '/srv.asmx'],
  ['/%73rv.asm%78/Get%54ask', '/srv.asmx/GetTask'],
  ['/./srv.asmx', '/srv.asmx'],
  ['/%2e/srv.asmx', '/srv.asmx'],
  ['/docs/../srv.asmx', '/srv.asmx'],
  ['/../../srv.asmx', '/srv.asmx'],
  ['/.//srv.asmx', '/srv.asmx'],
  ['/srv.asmx/.', '/srv.asmx/'],
  ['/srv.asmx/GetTask/..', '/srv.asmx/'],
  ['/.well-known/srv.asmx', '/.well-known/srv.asmx'],
  // Reserved characters keep their percent sign, and so do bad escapes.
  ['/srv.asmx%2FGetTask', '/srv.asmx%2FGetTask'],
  ['/srv.asmx/%3Cb%3E%C3%A9%zz%', '/srv.asmx/%3Cb%3E%C3%A9%zz%'],
  // A query is the client's own.
  ['/srv.asmx?a=%41//..', '/srv.asmx?a=%41//..'],
  ['//srv.asmx?a=%41/./b', '/srv.asmx?a=%41/./b'],
  ['http://proxy.example//srv.asmx?wsdl', '/srv.asmx?wsdl'],
  ['HTTPS://proxy.example', '/'],
  ['http://[::', '/'],
  ['', '/'],
  ['*', '*'],
];

describe('the target of a request', () => {
  for (const [target, cleaned] of rows) {
    it(`'${target}' is routed as '${cleaned}'`, () => {
      expect(cleanTarget(target, '')).to.equal(cleaned);
      expect(cleanTarget(cleaned, '')).to.equal(cleaned);
    });
  }

  const prefixed: readonly [target: string, cleaned: string][] = [
    ['/infoRouter/srv.asmx?wsdl', '/srv.asmx?wsdl'],
    ['/INFOROUTER/srv.asmx', '/srv.asmx'],
    ['//infoRouter//srv.asmx', '/srv.asmx'],
    ['/%69nfoRouter/srv.asmx/GetTask', '/srv.asmx/GetTask'],
    ['/infoRouter', '/'],
    ['/infoRouter/', '/'],
    ['/infoRouter?x', '/?x'],
    ['/infoRouter/healthz', '/healthz'],
    ['/srv.asmx', '/srv.asmx'],
    ['/infoRouterTest/srv.asmx', '/infoRouterTest/srv.asmx'],
    ['/other/infoRouter/srv.asmx', '/other/infoRouter/srv.asmx'],
  ];
  for (const [target, cleaned] of prefixed) {
    it(`'${target}' is routed as '${cleaned}' below the path of PUBLIC_URL`, () => {
      expect(cleanTarget(target, prefixOf('https://tasks.example.com/infoRouter'))).to.equal(cleaned);
    });
  }

  it('has no prefix without a path in PUBLIC_URL, or without the setting', () => {
    expect([undefined, 'https://tasks.example.com', 'https://tasks.example.com/'].map(prefixOf)).to.deep.equal([
      '',
      '',
      '',
    ]);
    expect(prefixOf('https://tasks.example.com/a/b')).to.equal('/a/b');
  });
});

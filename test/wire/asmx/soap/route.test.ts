import { expect } from 'chai';
import { createRouter } from '../../../../src/wire/asmx/soap/route.ts';
import { message, OPERATIONS, soap11, soap12, VALID_GET_TASK } from './requests.ts';

const actions = new Map(Object.entries(OPERATIONS).map(([name, each]) => [`http://tempuri.org/${name}`, each]));

describe('The route of a SOAP request', () => {
  it('is that of earlier requests with the same headers', () => {
    const routeOf = createRouter(actions);
    const first = routeOf(message(soap11('GetTask'), VALID_GET_TASK));
    expect(first.operation).to.equal(OPERATIONS.GetTask);
    expect(routeOf(message({ ...soap11('GetTask'), 'x-other': 'a' }, 'other'))).to.equal(first);
  });

  it('tells requests apart by content type and action', () => {
    const routeOf = createRouter(actions);
    const routes = [
      soap11('GetTask'),
      soap11('ReassignTask'),
      soap12('GetTask'),
      soap12(),
      { 'content-type': 'text/xml' },
      { soapaction: 'http://tempuri.org/GetTask' },
      {},
    ].map((headers) => routeOf(message(headers, VALID_GET_TASK)));
    expect(new Set(routes).size).to.equal(routes.length);
  });

  it('refuses an unknown action every time', () => {
    const routeOf = createRouter(actions);
    for (let n = 0; n < 2; n++) expect(() => routeOf(message(soap11('Other'), ''))).to.throw('SOAPAction');
  });

  it('is forgotten after many others, and not kept for a content type without end', () => {
    const routeOf = createRouter(actions);
    const withType = (contentType: string) => routeOf(message({ 'content-type': contentType }, ''));
    const long = `text/xml; a=${'b'.repeat(600)}`;
    expect(withType(long)).not.to.equal(withType(long));
    const first = withType('text/xml');
    expect(withType('text/xml')).to.equal(first);
    for (let n = 0; n < 300; n++) withType(`text/xml; a=${n}`);
    expect(withType('text/xml')).not.to.equal(first);
  });
});

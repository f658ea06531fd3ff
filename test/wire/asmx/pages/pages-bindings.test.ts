import { expect } from 'chai';
import { XMLValidator } from 'fast-xml-parser';
import { srv } from '../../../../src/wire/asmx/contract/srv.ts';
import type { HttpBindings } from '../../../../src/wire/asmx/call.ts';
import { createPages } from '../../../../src/wire/asmx/pages/pages.ts';

const SITE = { product: { name: 'Handover', version: '1.2.3', documentation: null }, clock: () => new Date(0) };

/** The page that a service with these bindings beside SOAP shows. */
const pageWith = (query: string, bindings: HttpBindings): string =>
  createPages({ operations: Object.values(srv), ...bindings, ...SITE }).pageFor({
    method: 'GET',
    path: '/srv.asmx',
    query,
    headers: {},
    body: Buffer.alloc(0),
    bodyTooLarge: false,
    origin: 'http://example.com:8080',
    client: '192.0.2.7',
    requestId: 'test',
  }).body;

/** The titles of the sections, each of which must be linked from the top. */
const headings = (html: string): readonly string[] => {
  const sections = [...html.matchAll(/<h2 id="([^"]*)">([^<]*)<\/h2>/g)];
  expect([...html.matchAll(/<li><a href="#([^"]*)">/g)].map(([, id]) => id)).to.deep.equal(
    sections.map(([, id]) => id),
  );
  return sections.map(([, , title = '']) => title);
};

describe('help pages with bindings switched off', () => {
  it('are well formed', () => {
    const bindings = [
      { httpGet: false, httpPost: true },
      { httpGet: true, httpPost: false },
      { httpGet: false, httpPost: false },
    ];
    for (const each of bindings) {
      const html = pageWith('op=GetTask', each)
        .replace('<!DOCTYPE html>\n', '')
        .replaceAll(/ (?:required|selected)>/g, '>');

      expect(XMLValidator.validate(html, { unpairedTags: ['meta', 'link', 'input', 'wbr'] })).to.equal(true);
    }
  });

  describe('without HTTP GET', () => {
    const html = pageWith('op=GetTask', { httpGet: false, httpPost: true });

    it('say nothing of it', () => {
      expect(headings(html)).to.deep.equal([
        'Parameters',
        'Test',
        'SOAP 1.1',
        'SOAP 1.2',
        'HTTP POST',
        'Answer',
        'Errors',
      ]);
      expect(html).to.not.match(/HTTP GET|#http-get|What stands in a URL/);
    });

    it('have a form that posts', () => {
      expect(html).to.include("To test the operation using the HTTP POST protocol, click the 'Invoke' button.");
      expect(html).to.include('<form method="post" action="http://example.com:8080/srv.asmx/GetTask"');
    });
  });

  describe('without HTTP POST', () => {
    const html = pageWith('op=GetTask&taskId=4813', { httpGet: true, httpPost: false });

    it('say nothing of it', () => {
      expect(headings(html)).to.deep.equal([
        'Parameters',
        'Test',
        'SOAP 1.1',
        'SOAP 1.2',
        'HTTP GET',
        'Answer',
        'Errors',
      ]);
      expect(html).to.not.match(/HTTP POST|#http-post|urlencoded/);
    });

    it('have a form that gets, filled in from the link', () => {
      expect(html).to.include("To test the operation using the HTTP GET protocol, click the 'Invoke' button.");
      expect(html).to.include('<form method="get" action="http://example.com:8080/srv.asmx/GetTask"');
      expect(html).to.match(/ name="taskId"[^>]* value="4813"/);
    });

    it('warn of tickets in a URL before the form too, and advise what is left', () => {
      const warning = 'What stands in a URL is kept in logs and histories. Prefer SOAP for tickets and passwords.';

      expect(html.split(warning)).to.have.lengthOf(3);
      expect(html.indexOf(warning)).to.be.lessThan(html.indexOf('<form'));
      expect(pageWith('op=ServerInfo', { httpGet: true, httpPost: false })).to.not.include('What stands in a URL');
    });
  });

  describe('with SOAP alone', () => {
    const html = pageWith('op=GetTask&taskId=4813', { httpGet: false, httpPost: false });

    it('show SOAP alone', () => {
      expect(headings(html)).to.deep.equal(['Parameters', 'Test', 'SOAP 1.1', 'SOAP 1.2', 'Answer', 'Errors']);
      expect(html).to.not.match(/#http-|What stands in a URL/);
    });

    it('say why there is no form', () => {
      expect(html).to.include('Trying the operation here needs HTTP POST or HTTP GET, which are switched off.');
      expect(html).to.not.match(/<form|<input|Invoke/);
    });
  });
});

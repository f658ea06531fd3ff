import { expect } from 'chai';
import { XMLValidator } from 'fast-xml-parser';
import { createClientAsync } from 'soap';
import { srv } from '../../../../src/wire/asmx/contract/srv.ts';
import type { Message } from '../../../../src/wire/dialect.ts';
import { createDescription } from '../../../../src/wire/asmx/pages/description.ts';
import { asmxWsdl, type HttpSuffix } from '../../../../tools/contract/asmx-wsdl.ts';

const get = (query: string, more: Partial<Message> = {}): Message => ({
  method: 'GET',
  path: '/srv.asmx',
  query,
  headers: {},
  body: Buffer.alloc(0),
  bodyTooLarge: false,
  origin: 'http://example.com:8080',
  client: '192.0.2.7',
  requestId: 'test',
  ...more,
});

const { documentFor: descriptionFor } = createDescription({ httpGet: true, httpPost: true });

const bodyFor = (query: string, more: Partial<Message> = {}): string => descriptionFor(get(query, more))?.body ?? '';

/** Which bindings beside SOAP are switched on, in every combination. */
const COMBINATIONS: readonly (readonly HttpSuffix[])[] = [['HttpGet', 'HttpPost'], ['HttpPost'], ['HttpGet'], []];

const wsdlWith = (http: readonly HttpSuffix[]): string =>
  createDescription({ httpGet: http.includes('HttpGet'), httpPost: http.includes('HttpPost') }).documentFor(get('wsdl'))
    ?.body ?? '';

/** The names that a WSDL gives to the things `tag` stands for, or that its `tag`s refer to by an attribute. */
const named = (wsdl: string, tag: string, attribute = 'name'): readonly string[] =>
  [...wsdl.matchAll(new RegExp(`<wsdl:(?:${tag}) [^>]*?\\b${attribute}="(?:tns:)?([^"]*)"`, 'g'))].map(
    ([, name = '']) => name,
  );

describe('description', () => {
  for (const http of COMBINATIONS) {
    describe(`with ${['SOAP', ...http].join(', ')} switched on`, () => {
      it('serves the WSDL that ASP.NET would write for the operations of the contract', () => {
        const served = wsdlWith(http).split('\r\n');
        const written = asmxWsdl(Object.values(srv), 'http://example.com:8080/srv.asmx', http).split('\n');

        // A thousand lines are too many for a readable diff; the lines around the first difference say which is
        // missing.
        const first = written.findIndex((line, at) => line !== served[at]);
        const around = (lines: readonly string[]) => (first < 0 ? [] : lines.slice(Math.max(0, first - 5), first + 5));
        expect(around(served)).to.deep.equal(around(written));
        expect(served).to.have.lengthOf(written.length);
      });

      it('serves a well-formed WSDL that names no missing message, port type or binding, and has none to spare', () => {
        const wsdl = wsdlWith(http);

        expect(XMLValidator.validate(wsdl)).to.equal(true);
        expect(named(wsdl, 'message')).to.have.members(named(wsdl, 'input|output', 'message'));
        expect(new Set(named(wsdl, 'portType'))).to.deep.equal(new Set(named(wsdl, 'binding', 'type')));
        expect(named(wsdl, 'binding')).to.have.members(named(wsdl, 'port', 'binding'));
        expect(named(wsdl, 'port')).to.deep.equal(['SrvSoap', 'SrvSoap12', ...http.map((suffix) => `Srv${suffix}`)]);
      });

      it('serves a WSDL from which node-soap builds a client with every operation', async () => {
        const client = await createClientAsync(wsdlWith(http));

        const services = client.describe() as Record<string, Record<string, object>>;
        expect(services.Srv?.SrvSoap).to.have.all.keys(Object.keys(srv));
        expect(services.Srv?.SrvSoap12).to.have.all.keys(Object.keys(srv));
      });
    });
  }

  it('sends WSDL and disco with the headers of a document', () => {
    for (const query of ['wsdl', 'disco']) {
      const answer = descriptionFor(get(query));

      expect(answer?.status).to.equal(200);
      expect(answer?.headers).to.deep.equal({
        'Cache-Control': 'private, max-age=0',
        'Content-Type': 'text/xml; charset=utf-8',
        'X-Content-Type-Options': 'nosniff',
      });
    }
  });

  describe('of SOAP 1.1 alone', () => {
    const single = bodyFor('singleWsdl');

    for (const query of ['SINGLEWSDL', 'x=1&singleWsdl', 'wsdl=soap11', 'WSDL=SOAP11']) {
      it(`is the answer to ?${query}`, () => expect(bodyFor(query)).to.equal(single));
    }

    it('has one port type, one binding, one port, their messages, and no type that is empty', () => {
      expect(XMLValidator.validate(single)).to.equal(true);
      expect(['portType', 'binding', 'port'].map((tag) => named(single, tag))).to.deep.equal([
        ['SrvSoap'],
        ['SrvSoap'],
        ['SrvSoap'],
      ]);
      expect(named(single, 'message')).to.have.members(named(single, 'input|output', 'message'));
      expect(single).to.not.match(/<s:complexType \/>|Http|name="Body"/);
      expect(single).to.include('location="http://example.com:8080/srv.asmx"');
    });

    it('says of that port what the whole one says', () => {
      const whole = new Set(bodyFor('wsdl').split('\r\n'));
      const own = single.split('\r\n').filter((line) => !whole.has(line));
      expect(own).to.deep.equal(['          <s:sequence />']);
      expect(named(single, 'operation')).to.deep.equal([...Object.keys(srv), ...Object.keys(srv)]);
    });

    it('does not depend on the bindings that are switched on', () => {
      const { documentFor } = createDescription({ httpGet: false, httpPost: false });
      expect(documentFor(get('singleWsdl'))?.body).to.equal(single);
    });

    it('is enough for node-soap to build a client with every operation', async () => {
      const client = await createClientAsync(single);
      const services = client.describe() as Record<string, Record<string, object>>;
      expect(services.Srv).to.have.all.keys('SrvSoap');
      expect(services.Srv?.SrvSoap).to.have.all.keys(Object.keys(srv));
    });
  });

  it('gives the address as the client wrote it', () => {
    const more = { origin: 'https://tasks.example', path: '/SRV.asmx' };

    expect(bodyFor('WSDL', more).match(/ location="http[^"]*"/g)).to.deep.equal(
      Array(4).fill(' location="https://tasks.example/SRV.asmx"'),
    );
    expect(bodyFor('disco', more)).to.include('docRef="https://tasks.example/SRV.asmx"');
  });

  it('lets no address out of its attribute', () => {
    const served = bodyFor('wsdl', { path: `/srv.asmx"><b>&$&` });

    expect(served).to.include('location="http://example.com:8080/srv.asmx&quot;&gt;&lt;b&gt;&amp;$&amp;"');
  });

  it('serves a disco document that points at the WSDL and both SOAP bindings', () => {
    expect(bodyFor('disco')).to.equal(
      [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<discovery xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns="http://schemas.xmlsoap.org/disco/">',
        '  <contractRef ref="http://example.com:8080/srv.asmx?wsdl" docRef="http://example.com:8080/srv.asmx" xmlns="http://schemas.xmlsoap.org/disco/scl/" />',
        '  <soap address="http://example.com:8080/srv.asmx" xmlns:q1="http://tempuri.org/" binding="q1:SrvSoap" xmlns="http://schemas.xmlsoap.org/disco/soap/" />',
        '  <soap address="http://example.com:8080/srv.asmx" xmlns:q2="http://tempuri.org/" binding="q2:SrvSoap12" xmlns="http://schemas.xmlsoap.org/disco/soap/" />',
        '</discovery>',
      ].join('\r\n'),
    );
  });

  for (const query of ['wsdl', 'WSDL', 'Wsdl', 'x=1&wsdl', 'wsdl&x=1', '%77sdl', 'op=GetTask&wsdl']) {
    it(`answers ?${query} with the WSDL`, () => {
      expect(bodyFor(query)).to.include('<wsdl:definitions ');
    });
  }

  for (const query of [
    '',
    'singleWsdl&disco',
    'singleWsdl=',
    'op=GetTask',
    'op=wsdl',
    '=wsdl',
    'wsdl&disco',
    'wsdls',
    'w%FFsdl',
  ]) {
    it(`leaves ?${query} to the help page`, () => {
      expect(descriptionFor(get(query))).to.equal(null);
    });
  }

  const missing = {
    'wsdl=': 'XML Web service description was not found.\r\n',
    'wsdl=wsdl0': 'XML Web service description was not found.\r\n',
    'WSDL=x&disco': 'XML Web service description was not found.\r\n',
    'schema=x': 'Schema not found.\r\n',
    'wsdl=x&Schema=x': 'Schema not found.\r\n',
  };
  for (const [query, text] of Object.entries(missing)) {
    it(`answers ?${query} that there is no such document`, () => {
      expect(descriptionFor(get(query))).to.deep.equal({
        status: 500,
        headers: { 'Cache-Control': 'private', 'Content-Type': 'text/plain; charset=utf-8' },
        body: text,
      });
    });
  }
});

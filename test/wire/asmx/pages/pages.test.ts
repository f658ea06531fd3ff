import { expect } from 'chai';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { srv } from '../../../../src/wire/asmx/contract/srv.ts';
import type { Operation } from '../../../../src/wire/asmx/contract/operation.ts';
import type { Message } from '../../../../src/wire/dialect.ts';
import { readSelection } from '../../../../src/wire/asmx/parameters/criteria.ts';
import { createPages } from '../../../../src/wire/asmx/pages/pages.ts';

const message = (query: string, more: Partial<Message> = {}): Message => ({
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

const operations: readonly Operation[] = Object.values(srv);
/** A Friday at noon. */
const NOW = new Date(2026, 10, 27, 12);
const PRODUCT = { name: 'Handover', version: '1.2.3', documentation: 'https://docs.example.com/handover' };
const options = { operations, httpGet: true, httpPost: true, product: PRODUCT, clock: () => NOW };
const { pageFor } = createPages(options);
const page = (query: string, more: Partial<Message> = {}): string => pageFor(message(query, more)).body;

/** The text that a browser shows for a piece of HTML. */
const shown = (html: string): string =>
  html
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

/** The preformatted block that carries this label. */
const sample = (html: string, label: string): string =>
  shown(html.split(`aria-label="${label}">`)[1]?.split('</pre>')[0] ?? '');

describe('help pages', () => {
  it('are HTML that may load nothing, run nothing, be posted nowhere else and be shown in no other page', () => {
    for (const query of ['', 'op=GetTask', 'op=Nope']) {
      const { status, headers, body } = pageFor(message(query));

      expect(status).to.equal(200);
      expect(headers).to.deep.equal({
        'Cache-Control': 'private, max-age=0',
        'Content-Type': 'text/html; charset=utf-8',
        'Content-Security-Policy':
          "default-src 'none'; style-src 'unsafe-inline'; form-action 'self' http://example.com:8080; " +
          "base-uri 'none'; frame-ancestors 'none'",
        'X-Content-Type-Options': 'nosniff',
        'Referrer-Policy': 'no-referrer',
      });
      expect(body).to.match(/^<!DOCTYPE html>\n<html lang="en">/);
      expect(body).to.not.match(/<script|<img|url\(|@import|\ssrc=|\sstyle=|\son\w+=|tempuri\.org\/ as its default/);
    }
  });

  it('let their form go where it goes, also when they were opened at another address than PUBLIC_URL', () => {
    const formsAt = (origin: string) => {
      const policy = pageFor(message('op=GetTask', { origin })).headers['Content-Security-Policy'] ?? '';
      return policy.split('; ').slice(2, -2);
    };

    expect(formsAt('https://tasks.example.com/handover')).to.eql(["form-action 'self' https://tasks.example.com"]);
    expect(formsAt('http://[::1]:8080')).to.eql(["form-action 'self'"]);
    expect(formsAt('http://a;script-src *')).to.eql(["form-action 'self' http://a"]);
  });

  it('are well formed, each element closed and each id used once', () => {
    const unpaired = ['meta', 'link', 'input', 'wbr'];
    for (const query of ['', 'op=Nope', ...operations.map(({ name }) => `op=${name}`)]) {
      const body = page(query)
        .replace('<!DOCTYPE html>\n', '')
        .replaceAll(/ (?:required|selected)(?=[ >])/g, '');

      expect(XMLValidator.validate(body, { unpairedTags: unpaired, allowBooleanAttributes: true })).to.equal(true);
      const ids = [...body.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
      expect(ids).to.have.lengthOf(new Set(ids).size);
      const targets = [
        ...body.matchAll(/ (?:for="|list="|aria-describedby="|aria-labelledby="|href="#)([^"]*)"/g),
      ].flatMap(([, named = '']) => named.split(' '));
      expect(ids).to.include.members(targets);
    }
  });

  it('say at the foot which server this is and where to read about it', () => {
    for (const query of ['', 'op=Nope', 'op=GetTask']) {
      const foot = page(query).split('<footer>')[1] ?? '';

      expect(shown(foot)).to.match(/^Handover 1\.2\.3\nDocumentation\nService Description \(WSDL\)/);
      expect(foot).to.include('<a href="https://docs.example.com/handover">Documentation</a>');
      expect(foot).to.include('<a href="srv.asmx?WSDL">');
    }
    const { pageFor } = createPages({ ...options, product: { ...PRODUCT, documentation: null } });
    expect(pageFor(message('')).body).to.not.include('Documentation');
  });

  it('begin with a link past what all of them have', () => {
    for (const query of ['', 'op=Nope', 'op=GetTask']) {
      expect(page(query)).to.match(/<body>\s*<a class="skip" href="#content">[^<]+<\/a>/);
      expect(page(query)).to.match(/<main id="content" tabindex="-1"/);
    }
  });

  it('have headings of every level above theirs', () => {
    for (const query of ['', 'op=Nope', ...operations.map(({ name }) => `op=${name}`)]) {
      const levels = [...page(query).matchAll(/<h(\d)/g)].map(([, level]) => Number(level));

      expect(levels.filter((level) => level === 1)).to.have.lengthOf(1);
      expect(levels[0]).to.equal(1);
      expect(levels.every((level, at) => level <= (levels[at - 1] ?? 0) + 1)).to.equal(true);
    }
  });

  describe('list', () => {
    it('names every operation in alphabetical order with its description', () => {
      const rows = page('').split('<li>').slice(1);

      const names = rows.map((row) => /\?op=(\w+)"/.exec(row)?.[1] ?? '');
      expect(names).to.have.members(operations.map(({ name }) => name));
      expect(names.map((name) => name.toLowerCase())).to.deep.equal(names.map((name) => name.toLowerCase()).toSorted());
      for (const { name, description } of operations) {
        expect(shown(rows.find((row) => row.includes(`?op=${name}"`)) ?? '')).to.include(description);
      }
    });

    it('links to the service description and the disco document at the path the client used', () => {
      const html = page('', { path: '/SRV.asmx' });

      expect(shown(html)).to.include(
        'The following operations are supported. For a formal definition, please review the Service Description.',
      );
      expect(html).to.include('<a href="SRV.asmx?WSDL">Service Description</a>');
      expect(html).to.include('<link rel="alternate" type="text/xml" href="SRV.asmx?disco">');
    });

    it('is what an empty op asks for', () => {
      expect(page('op=')).to.equal(page(''));
    });
  });

  describe('operation', () => {
    it('is found by op in any case, among other parameters', () => {
      expect(page('x=1&OP=GetTask')).to.equal(page('op=GetTask'));
    });

    it('explains each parameter', () => {
      const html = page('op=AuthenticateUser1');

      const rows = html
        .split(/<tbody[^>]*>|<\/tbody>/)[1]
        ?.split('<tr')
        .slice(1)
        .map((row) => shown(`<tr${row}`).trim().split('\n'));
      expect(rows).to.deep.equal(
        srv.AuthenticateUser1.parameters.map(({ name, type, optional, description }) => [
          name,
          type,
          optional ? 'no' : 'yes',
          description,
        ]),
      );
    });

    it('has a form that posts every parameter to the operation', () => {
      const form = page('op=ReassignTask').split('<form')[1]?.split('</form>')[0] ?? '';

      expect(form).to.include('method="post" action="http://example.com:8080/srv.asmx/ReassignTask"');
      expect([...form.matchAll(/<(?:input|select|textarea)[^>]* name="(\w+)"/g)].map(([, name]) => name)).to.deep.equal(
        srv.ReassignTask.parameters.map(({ name }) => name),
      );
      expect([...form.matchAll(/<label for="(\w+)">/g)].map(([, name]) => name)).to.deep.equal(
        srv.ReassignTask.parameters.map(({ name }) => name),
      );
      expect(form).to.include('<button type="submit">Invoke</button>');
    });

    it('insists on a value only where the empty one is illegal', () => {
      const required = operations.flatMap(({ name }) =>
        [...page(`op=${name}`).matchAll(/ name="(\w+)"[^>]* required>/g)].map(([, field]) => `${name}.${field}`),
      );

      expect(required).to.include.members(['ReassignTask.taskId', 'ReassignTask.newDueDate', 'GetTask.taskId']);
      expect(required).to.not.include.members(['ReassignTask.newInstructions']);
      expect(required).to.not.include.members(['ReassignTask.authenticationTicket']);
    });

    it('hides passwords and keeps tickets out of the form history', () => {
      expect(page('op=AuthenticateUser')).to.match(/<input type="password" id="PWD"/);
      expect(page('op=CreateTicketforUser')).to.match(/<input type="password" id="TrustedUserPwd"/);
      expect(page('op=GetTask')).to.match(/<input type="text" id="authenticationTicket"[^>]* autocomplete="off"/);
    });

    it('fills in what the link names, but never a secret', () => {
      const html = page('op=GetTask&taskId=4813%22%3E&authenticationTicket=3f7a1b2c');
      expect(html).to.match(/<input type="text" id="taskId"[^>]* value="4813&quot;(&gt;|>)"/);
      expect(html).to.not.include('3f7a1b2c');
    });

    it('lets a truth value be chosen, false unless the link says otherwise', () => {
      const options = (query: string) => /<select id="sendTaskNotice"[^>]*>(.*?)<\/select>/.exec(page(query))?.[1];

      expect(options('op=ReassignTask')).to.equal(
        '<option value="true">true</option><option value="false" selected>false</option>',
      );
      expect(options('op=ReassignTask&sendTaskNotice=True')).to.equal(
        '<option value="true" selected>true</option><option value="false">false</option>',
      );
    });

    it('offers dates the operation takes, in the form that is recommended', () => {
      const dates = operations.flatMap(({ name, parameters }) =>
        parameters
          .filter(({ type }) => type === 'dateTime')
          .map((parameter) => {
            const html = page(`op=${name}`);
            return [
              `${name}.${parameter.name}`,
              new RegExp(` id="${parameter.name}".*? value="(.*?)"`).exec(html)?.[1],
            ];
          }),
      );

      expect(Object.fromEntries(dates)).to.deep.equal({
        'ReassignTask.newDueDate': '2026-12-04T17:00:00',
        'ChangeTaskDueDate.newDueDate': '2026-12-04T17:00:00',
        'UpdateTaskStatus.finishDate': '2026-11-27T17:00:00',
        'UpdateTaskFinishDate.finishDate': '2026-11-27T17:00:00',
        'SetUserTaskRedirection.startOn': '2026-11-28T17:00:00',
        'SetUserTaskRedirection.endOn': '2026-12-11T17:00:00',
      });
      expect(page('op=ReassignTask&newDueDate=2030-01-02')).to.include('value="2030-01-02"');
    });

    it('leads to where tickets come from, beside every ticket', () => {
      for (const { name, parameters } of operations) {
        const tickets = parameters.filter((parameter) => /ticket$/i.test(parameter.name));
        const links = page(`op=${name}`).match(/<a href="srv\.asmx\?op=AuthenticateUser#test" target="_blank"/g) ?? [];

        expect(links, name).to.have.lengthOf(tickets.length);
      }
    });

    it('names the criteria and the orders of task lists, all of them understood', () => {
      for (const operation of ['getTasks', 'GetTasks1']) {
        const html = page(`op=${operation}`);
        const criteria = html.split('aria-labelledby="criteria"')[1]?.split('</table>')[0] ?? '';
        const names = [...criteria.matchAll(/class="name">(\w+)</g)].map(([, name]) => name);
        const orders = [...(/<datalist.*<\/datalist>/.exec(html)?.[0] ?? '').matchAll(/<option value="(\w+)">/g)].map(
          ([, name = '']) => name,
        );

        expect(names).to.include.members(['ASSIGNEEID', 'TASKCOMPLETIONSTATUS', 'STARTDATE', 'DOCUMENTTYPE']);
        expect(shown(criteria)).to.include('NoCompletionStatus, Due, OverDue').and.include('High, Urgent');
        expect(orders).to.include.members(['DefaultSort', 'DueDate', 'SuperVisor']);
        for (const order of orders) expect(html).to.include(`<code>${order}</code>`);
      }
      expect(page('op=GetTask')).to.not.include('id="criteria"');
    });

    it('offers criteria that can be read', () => {
      const html = page('op=getTasks');
      const xmlcriteria = shown(/<textarea id="xmlcriteria"[^>]*>(.*?)<\/textarea>/.exec(html)?.[1] ?? '');
      const SortBy = /id="SortBy".*? value="(\w*)"/.exec(html)?.[1] ?? '';

      expect(readSelection({ xmlcriteria, SortBy, AscendingOrder: true }, NOW)).to.deep.equal({
        filter: { completion: 'Due' },
        order: { key: 'DefaultSort', ascending: true },
      });
    });

    it('lets instructions run over several lines', () => {
      expect(page('op=ReassignTask')).to.match(/<textarea id="newInstructions"/);
      expect(page('op=AddISOComment')).to.match(/<textarea id="CommentText"/);
    });

    it('says so when there are no parameters', () => {
      const html = page('op=ServerInfo');

      expect(html).to.include('This operation has no parameters.').and.include('>Invoke</button>');
      expect(sample(html, 'SOAP 1.1 request')).to.include('\n    <ServerInfo xmlns="http://tempuri.org/" />\n');
      expect(sample(html, 'HTTP GET request')).to.match(/^GET \/srv.asmx\/ServerInfo HTTP\/1.1\n/);
    });
  });

  describe('samples', () => {
    const html = page('op=GetTask');

    it('show a SOAP 1.1 call', () => {
      expect(sample(html, 'SOAP 1.1 request')).to.equal(
        [
          'POST /srv.asmx HTTP/1.1',
          'Host: example.com:8080',
          'Content-Type: text/xml; charset=utf-8',
          'Content-Length: length',
          'SOAPAction: "http://tempuri.org/GetTask"',
          '',
          '<?xml version="1.0" encoding="utf-8"?>',
          '<soap:Envelope xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/">',
          '  <soap:Body>',
          '    <GetTask xmlns="http://tempuri.org/">',
          '      <authenticationTicket>string</authenticationTicket>',
          '      <taskId>int</taskId>',
          '    </GetTask>',
          '  </soap:Body>',
          '</soap:Envelope>',
        ].join('\n'),
      );
    });

    it('show a SOAP 1.2 answer', () => {
      expect(sample(html, 'SOAP 1.2 response')).to.equal(
        [
          'HTTP/1.1 200 OK',
          'Content-Type: application/soap+xml; charset=utf-8',
          'Content-Length: length',
          '',
          '<?xml version="1.0" encoding="utf-8"?>',
          '<soap12:Envelope xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:soap12="http://www.w3.org/2003/05/soap-envelope">',
          '  <soap12:Body>',
          '    <GetTaskResponse xmlns="http://tempuri.org/">',
          '      <GetTaskResult>xml</GetTaskResult>',
          '    </GetTaskResponse>',
          '  </soap12:Body>',
          '</soap12:Envelope>',
        ].join('\n'),
      );
    });

    it('name no SOAPAction in SOAP 1.2', () => {
      expect(sample(html, 'SOAP 1.2 request'))
        .to.match(/^POST \/srv.asmx HTTP/)
        .and.not.include('SOAPAction');
    });

    it('show GET and POST form calls and their answer', () => {
      const response = [
        'HTTP/1.1 200 OK',
        'Content-Type: text/xml; charset=utf-8',
        'Content-Length: length',
        '',
        '<?xml version="1.0" encoding="utf-8"?>',
        'xml',
      ].join('\n');

      expect(sample(html, 'HTTP GET request')).to.equal(
        'GET /srv.asmx/GetTask?authenticationTicket=string&taskId=string HTTP/1.1\nHost: example.com:8080',
      );
      expect(sample(html, 'HTTP GET response')).to.equal(response);
      expect(sample(html, 'HTTP POST request')).to.equal(
        [
          'POST /srv.asmx/GetTask HTTP/1.1',
          'Host: example.com:8080',
          'Content-Type: application/x-www-form-urlencoded',
          'Content-Length: length',
          '',
          'authenticationTicket=string&taskId=string',
        ].join('\n'),
      );
      expect(sample(html, 'HTTP POST response')).to.equal(response);
    });

    it('hold envelopes that an XML parser reads', () => {
      for (const { name } of operations) {
        for (const label of ['SOAP 1.1 request', 'SOAP 1.1 response', 'SOAP 1.2 request', 'SOAP 1.2 response']) {
          const envelope = sample(page(`op=${name}`), label).split('\n\n')[1] ?? '';

          expect(XMLValidator.validate(envelope)).to.equal(true);
          expect(new XMLParser().parse(envelope)).to.have.any.keys('soap:Envelope', 'soap12:Envelope');
        }
      }
    });
  });

  describe('unknown operation', () => {
    it('is said not to be found', () => {
      expect(shown(page('op=Nope')))
        .to.include('Method Not Found')
        .and.include("Method 'Nope' was not found in service Srv.");
    });

    it('is answered with the name it resembles', () => {
      expect(page('op=reassigntask')).to.include('<a href="srv.asmx?op=ReassignTask">ReassignTask</a>');
    });

    it('cannot put markup on the page', () => {
      const html = page(`op=${encodeURIComponent(`"><script>alert('1')</script>&amp;`)}`);

      expect(html).to.include('&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;amp;');
      expect(html).to.not.include('<script');
    });
  });

  it('let neither path nor host put markup on the page', () => {
    for (const query of ['', 'op=GetTask', 'op=Nope']) {
      expect(page(query, { path: '/"><b>.asmx', origin: 'http://"><b>' })).to.not.include('<b>');
    }
  });
});

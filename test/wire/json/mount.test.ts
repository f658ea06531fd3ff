import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import express from 'express';
import { z } from 'zod';
import type { Answer, Message } from '../../../src/wire/dialect.ts';
import { servingWith } from '../../../src/wire/http/http.ts';
import { readBody } from '../../../src/wire/json/body.ts';
import { createCallRate } from '../../../src/wire/json/call-rate.ts';
import { isTrouble, type JsonDialect } from '../../../src/wire/json/json-dialect.ts';
import { mountJson, type JsonOptions } from '../../../src/wire/json/mount.ts';
import { LIMITS } from '../../support/http-limits.ts';

const Note = z.object({ note: z.object({ text: z.string(), kind: z.enum(['a', 'b']).optional() }) });

/** A dialect with two addresses, which says back what it was sent. */
const notes: JsonDialect = {
  name: 'notes',
  title: 'Notes',
  example: 'curl {server}/notes/1',
  security: {},
  claims: (path) => path.startsWith('/notes'),
  routes: [
    {
      method: 'get',
      path: '/notes/:id',
      operation: 'get',
      described: { summary: 'Say it back', answers: { 200: { description: 'What was sent' } } },
      answer: ({ params, query, message }) => {
        if (params.id === 'fault') return Promise.reject(new Error('secret detail'));
        const body = { id: params.id, query: Object.fromEntries(query), client: message.client };
        return Promise.resolve({ status: 200, body, headers: { ETag: '"1"' }, outcome: 'done', user: 'jane.doe' });
      },
    },
    {
      method: 'put',
      path: '/notes/:id',
      operation: 'put',
      described: { summary: 'Say it back', answers: { 200: { description: 'What was sent' } } },
      answer: ({ message }) => {
        const read = readBody(message, Note);
        return Promise.resolve(isTrouble(read) ? read : { status: 200, body: read.value, outcome: 'done' });
      },
    },
    {
      method: 'delete',
      path: '/notes/:id',
      operation: 'delete',
      described: { summary: 'Say it back', answers: { 200: { description: 'What was sent' } } },
      answer: () => Promise.resolve({ status: 204, outcome: 'done' }),
    },
  ],
  errorOf: (trouble) => ({ error: trouble }),
  credentialOf: ({ headers: { authorization } }) =>
    authorization === undefined ? { kind: 'anonymous' } : { kind: 'api-key', secret: authorization },
};

describe('a JSON dialect', () => {
  let server: Server;
  let address: string;
  let answered: { message: Message; answer: Answer }[] = [];
  let failures: unknown[] = [];

  async function start(options: Partial<JsonOptions> = {}): Promise<void> {
    const serve = servingWith({
      ...LIMITS,
      maxBodyBytes: 2000,
      maxBodiesBytes: 2000,
      publicUrl: undefined,
      observer: {
        answered: (message, answer) => void answered.push({ message, answer }),
        failed: (_, error) => void failures.push(error),
      },
    });
    const app = express();
    app.use(mountJson(notes, serve, { corsOrigins: [], rate: null, ...options }).router);
    server = createServer(app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }
  const stop = () => new Promise((resolve) => server.close(resolve));

  beforeEach(() => {
    answered = [];
    failures = [];
  });

  const call = async (
    method: string,
    path: string,
    body?: string | Buffer<ArrayBuffer>,
    headers: Record<string, string> = {},
  ) => {
    const response = await fetch(address + path, {
      method,
      ...(body === undefined ? {} : { body }),
      headers: { ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? '' : (JSON.parse(text) as unknown),
    };
  };

  describe('on a socket', () => {
    before(() => start());
    after(stop);

    it('answers what was asked, for nobody to keep, with the id of the request', async () => {
      const { status, headers, body } = await call('GET', '/notes/a%2Fb?x=1%202', undefined, { 'X-Request-Id': 'r-1' });
      expect(status).to.equal(200);
      expect(body).to.deep.equal({ id: 'a/b', query: { x: '1 2' }, client: '127.0.0.1' });
      expect(headers.get('content-type')).to.equal('application/json');
      expect(headers.get('cache-control')).to.equal('no-store');
      expect(headers.get('etag')).to.equal('"1"');
      expect(headers.get('x-request-id')).to.equal('r-1');
      expect(answered[0]?.answer.call).to.deep.equal({
        operation: 'get',
        binding: 'json',
        outcome: 'done',
        user: 'jane.doe',
        credential: 'anonymous',
      });
    });

    it('answers HEAD as GET, without the body', async () => {
      const { status, headers, body } = await call('HEAD', '/notes/7');
      expect([status, body, headers.get('content-type')]).to.deep.equal([200, '', 'application/json']);
    });

    it('answers without a body, and then without its kind and length', async () => {
      const { status, headers, body } = await call('DELETE', '/notes/7');
      expect([status, body]).to.deep.equal([204, '']);
      expect(headers.has('content-type')).to.be.false;
      expect(headers.has('content-length')).to.be.false;
    });

    const lost: [method: string, path: string, status: number, error: object][] = [
      ['GET', '/notes', 404, { trouble: 'no-such-address' }],
      ['POST', '/notes/7/more', 404, { trouble: 'no-such-address' }],
      ['GET', '/notes/%E0%A4%A', 404, { trouble: 'no-such-address' }],
      [
        'POST',
        '/notes/7',
        405,
        { trouble: 'method-not-allowed', allowed: ['GET', 'PUT', 'DELETE', 'HEAD', 'OPTIONS'] },
      ],
    ];
    for (const [method, path, status, error] of lost) {
      it(`says ${status} in its own form to ${method} ${path}`, async () => {
        const reply = await call(method, path);
        expect(reply.body).to.deep.equal({ error });
        expect(reply.status).to.equal(status);
        expect(reply.headers.get('allow')).to.equal(status === 405 ? 'GET, PUT, DELETE, HEAD, OPTIONS' : null);
        expect(answered[0]?.answer.call).to.be.undefined;
      });
    }

    it('tells which methods there are', async () => {
      const { status, headers } = await call('OPTIONS', '/notes/7');
      expect(status).to.equal(204);
      expect(headers.get('allow')).to.equal('GET, PUT, DELETE, HEAD, OPTIONS');
    });

    it('says in its own form that it failed, and no more', async () => {
      const { status, body } = await call('GET', '/notes/fault');
      expect([status, body]).to.deep.equal([500, { error: { trouble: 'fault' } }]);
      expect(failures.map(String)).to.deep.equal(['Error: secret detail']);
    });

    const unreadable = (field: string, message: string) => ({ trouble: 'body-unreadable', field, message });
    const NOT_JSON = unreadable('', 'the body is not JSON in UTF-8');
    const LOOSE = 'has U+0000 or half a surrogate pair, which no text may have';
    const bodies: [what: string, body: string | Buffer<ArrayBuffer>, status: number, error: object][] = [
      ['no body', '', 400, { trouble: 'body-missing' }],
      ['a broken body', '{"note":', 400, NOT_JSON],
      ['a body in another encoding', Buffer.from([0x22, 0xe9, 0x22]), 400, NOT_JSON],
      ['what is no object', '[]', 400, unreadable('', 'must be an object')],
      ['a field too few', '{"note":{}}', 400, unreadable('note.text', 'is required')],
      ['a field of another kind', '{"note":{"text":1}}', 400, unreadable('note.text', 'must be text')],
      ['null for text', '{"note":{"text":null}}', 400, unreadable('note.text', 'must be text')],
      ['an unknown word', '{"note":{"text":"","kind":"c"}}', 400, unreadable('note.kind', 'must be one of a, b')],
      ['the first of two faults', '{"note":{"kind":"c"}}', 400, unreadable('note.text', 'is required')],
      ['U+0000', '{"note":{"text":"a\\u0000"}}', 400, unreadable('note.text', LOOSE)],
      ['half a surrogate pair', '{"note":{"text":"\\ud800x"}}', 400, unreadable('note.text', LOOSE)],
      ['U+0000 in a field nobody reads', '{"note":{"text":""},"more":["\\u0000"]}', 400, unreadable('more.0', LOOSE)],
      ['U+0000 in a name', '{"note":{"\\u0000":""}}', 400, unreadable('note', LOOSE)],
      ['lists within lists', '['.repeat(900) + ']'.repeat(900), 400, unreadable('0.0.0', 'is nested too deeply')],
      ['a long body', `"${'x'.repeat(2000)}"`, 413, { trouble: 'body-too-large' }],
    ];
    for (const [what, body, status, error] of bodies) {
      it(`refuses ${what}`, async () => {
        const reply = await call('PUT', '/notes/7', body);
        expect(reply.body).to.deep.equal({ error });
        expect(reply.status).to.equal(status);
        expect(answered[0]?.answer.call).to.include({ operation: 'put', outcome: 'unreadable' });
      });
    }

    const types: [type: string, status: number][] = [
      ['application/json; charset=utf-8', 200],
      ['Application/JSON;charset="UTF-8"', 200],
      ['application/vnd.api+json', 200],
      ['application/json; charset=iso-8859-1', 415],
      ['application/x-www-form-urlencoded', 415],
      ['text/plain', 415],
    ];
    for (const [type, status] of types) {
      it(`answers ${status} to a body of ${type}`, async () => {
        expect(await call('PUT', '/notes/7', '{"note":{"text":"é"}}', { 'Content-Type': type })).to.include({ status });
      });
    }

    it('reads a body that nobody named', async () => {
      const { status, body } = await call('PUT', '/notes/7', Buffer.from('\uFEFF{"note":{"text":"é"}}'), {
        'Content-Type': '',
      });
      expect([status, body]).to.deep.equal([200, { note: { text: 'é' } }]);
    });

    it('refuses a packed body in its own form', async () => {
      const damaged = await call('PUT', '/notes/7', 'not packed', { 'Content-Encoding': 'gzip' });
      expect([damaged.status, damaged.body]).to.deep.equal([
        400,
        { error: unreadable('', 'the body is not what its Content-Encoding says') },
      ]);
      expect((await call('PUT', '/notes/7', 'x', { 'Content-Encoding': 'br' })).status).to.equal(415);
    });

    it('lets no page of another origin in', async () => {
      const { headers } = await call('GET', '/notes/7', undefined, { Origin: 'https://portal.example.com' });
      expect(headers.has('access-control-allow-origin')).to.be.false;
    });
  });

  describe('for pages of other origins', () => {
    const Origin = 'https://portal.example.com';
    before(() => start({ corsOrigins: [Origin] }));
    after(stop);

    it('answers whether they may call, and lets them read what is answered', async () => {
      const asked = await call('OPTIONS', '/notes/7', undefined, {
        Origin,
        'Access-Control-Request-Method': 'PUT',
        'Access-Control-Request-Headers': 'apikey,if-match',
      });
      expect(asked.status).to.equal(204);
      expect(asked.headers.get('access-control-allow-origin')).to.equal(Origin);
      expect(asked.headers.get('access-control-allow-methods')).to.equal('GET, PUT, DELETE, HEAD, OPTIONS');
      expect(asked.headers.get('access-control-allow-headers')).to.equal('apikey,if-match');
      for (const path of ['/notes/7', '/notes/fault', '/notes']) {
        const { headers } = await call('GET', path, undefined, { Origin });
        expect(headers.get('access-control-allow-origin'), path).to.equal(Origin);
        expect(headers.get('access-control-expose-headers')).to.include('ETag');
        expect(headers.get('vary')).to.equal('Origin');
      }
    });

    it('does not for others', async () => {
      const { headers } = await call('GET', '/notes/7', undefined, { Origin: 'https://elsewhere.example.com' });
      expect(headers.has('access-control-allow-origin')).to.be.false;
    });
  });

  describe('with a limit of calls', () => {
    let now = 0;
    before(() => start({ rate: createCallRate(1, () => now) }));
    after(stop);

    it('says when to come again, in its own form, to whoever calls too often', async () => {
      const as = (authorization: string) => call('GET', '/notes/7', undefined, { Authorization: authorization });
      for (let calls = 0; calls < 10; calls++) expect((await as('jane')).status).to.equal(200);
      const refused = await as('jane');
      expect([refused.status, refused.body]).to.deep.equal([
        429,
        { error: { trouble: 'too-many-calls', retryAfterSeconds: 1 } },
      ]);
      expect(refused.headers.get('retry-after')).to.equal('1');
      expect((await as('bob')).status).to.equal(200);
      now += 1000;
      expect((await as('jane')).status).to.equal(200);
      expect((await as('jane')).status).to.equal(429);
    });
  });
});

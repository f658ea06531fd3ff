import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect } from 'chai';
import { markup } from '../../../src/wire/html/markup.ts';
import { describeDialects, templateOf } from '../../../src/wire/openapi/document.ts';
import { renderOpenApiPage } from '../../../src/wire/openapi/page.ts';
import { callsOf, type Call } from '../../../src/wire/openapi/page-calls.ts';
import { describeAll, PRODUCT, type Described } from './described.ts';

describe('the OpenAPI document of the JSON dialects', () => {
  let all: Described;

  before(async () => {
    all = await describeAll();
  });
  after(() => all.close());

  const calls = (): readonly Call[] => all.dialects.flatMap(({ name }) => callsOf(all.document, name));

  it('is what the specification of OpenAPI 3.1 says', async () => {
    const { valid, errors } = await new Validator().validate(JSON.stringify(all.document, null, 1));
    expect(errors).to.equal(undefined);
    expect(valid).to.equal(true);
  });

  it('has every route of every dialect, with every answer that it describes', () => {
    for (const { name, routes } of all.dialects) {
      expect(routes, name).not.to.be.empty;
      for (const { method, path, described } of routes) {
        const operation = all.document.paths?.[templateOf(path)]?.[method];
        expect(operation?.tags, `${method} ${path}`).to.deep.equal([name]);
        expect(Object.keys(operation?.responses ?? {}), path).to.have.members(Object.keys(described.answers));
      }
    }
    const count = all.dialects.flatMap(({ routes }) => routes).length;
    expect(calls()).to.have.length(count);
  });

  it('names every call once', () => {
    const ids = calls().map(({ id }) => id);
    expect(new Set(ids).size).to.equal(ids.length);
    expect(ids.filter((id) => !/^[a-z]+_\w+$/.test(id))).to.deep.equal([]);
  });

  it('has no two paths that differ in the names of their parts alone', () => {
    const shapes = Object.keys(all.document.paths ?? {}).map((path) => path.replace(/\{\w+\}/g, '{}'));
    expect(new Set(shapes).size).to.equal(shapes.length);
  });

  it('describes every part of a path', () => {
    for (const { path, operation } of calls()) {
      const named = (operation.parameters ?? []).flatMap((each) =>
        'in' in each && each.in === 'path' ? [each.name] : [],
      );
      expect(named, path).to.have.members([...path.matchAll(/\{(\w+)\}/g)].map(([, part]) => part));
    }
  });

  it('says of every call how to sign in, or that nobody has to', () => {
    const known = Object.keys(all.document.components?.securitySchemes ?? {});
    for (const { name, routes, security } of all.dialects) {
      expect(known, name).to.include.members(Object.keys(security));
      const open = routes.filter(({ described }) => described.isOpen).map(({ operation }) => `${name}_${operation}`);
      for (const call of callsOf(all.document, name)) {
        const isOpen = open.includes(call.id.replace(/_\d+$/, ''));
        expect(call.security, call.id).to.deep.equal(isOpen ? [] : Object.keys(security));
      }
    }
  });

  it('lets calls that change something be sent again', () => {
    for (const { routes } of all.dialects) {
      for (const { method, path, described } of routes) {
        const parameters = all.document.paths?.[templateOf(path)]?.[method]?.parameters ?? [];
        const isRepeatable = parameters.some(
          (each) => '$ref' in each && each.$ref === '#/components/parameters/IdempotencyKey',
        );
        expect(isRepeatable, path).to.equal(described.isChange === true);
      }
    }
  });

  it('lets answers have members that are not there yet', () => {
    const text = (part: unknown): string => JSON.stringify(part);
    const reached = new Map<string, string>();
    const follow = (part: string): void => {
      for (const [, name = ''] of part.matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
        if (reached.has(name)) continue;
        reached.set(name, text(all.document.components?.schemas?.[name]));
        follow(reached.get(name) ?? '');
      }
    };
    const answers = calls().map(({ operation }) => text(operation.responses));
    answers.forEach(follow);
    expect(reached).not.to.be.empty;
    expect([...answers, ...reached.values()].filter((part) => part.includes('"additionalProperties":false'))).to.be
      .empty;
  });

  it('gives examples that are what they are examples of', () => {
    const ajv = new Ajv2020({ strict: false });
    addFormats.default(ajv);
    ajv.addSchema(JSON.parse(JSON.stringify(all.document)) as object, 'openapi');
    const examples = Object.entries(all.document.components?.schemas ?? {}).flatMap(([name, schema]) =>
      'example' in schema ? [{ name, example: schema.example as unknown }] : [],
    );
    expect(examples).not.to.be.empty;
    const wrong = examples.filter(({ name, example }) => !ajv.validate(`openapi#/components/schemas/${name}`, example));
    expect(wrong).to.deep.equal([]);
  });

  it('leaves out what is switched off', () => {
    const [first] = all.dialects;
    if (!first) throw new Error('there is no dialect');
    const { paths, tags, components } = describeDialects([first], PRODUCT);
    expect(Object.keys(paths ?? {})).to.have.members([...new Set(first.routes.map(({ path }) => templateOf(path)))]);
    expect(tags?.map(({ name }) => name)).to.deep.equal([first.name]);
    expect(Object.keys(components?.securitySchemes ?? {})).to.deep.equal(Object.keys(first.security));
  });

  describe('its page', () => {
    const shown = (text: string): string => markup`${text}`.html;

    it('shows every call with method, path and answers, and a link to it', () => {
      const html = renderOpenApiPage(all.document, { product: PRODUCT, hasLegacy: true, examples: {} });
      for (const { id, method, path, summary } of calls()) {
        expect(html, id).to.include(`">${shown(summary)}</a>`);
        expect(html, id).to.include(` class="call">${shown(summary)}</h4>`);
        expect(html, id).to.include(`<span class="method">${method}</span> <code>${path}</code>`);
      }
    });

    it('has no two links of one dialect that say the same', () => {
      const html = renderOpenApiPage(all.document, { product: PRODUCT, hasLegacy: true, examples: {} });
      const links = [...html.matchAll(/<a href="#([a-z]+)_\w+">([^<]+)<\/a>/g)].map(
        ([, tag, words]) => `${tag}: ${words}`,
      );
      expect(links).not.to.be.empty;
      expect(links.filter((link, index) => links.indexOf(link) !== index)).to.deep.equal([]);
    });

    it('links to nothing that is not on it', () => {
      const html = renderOpenApiPage(all.document, { product: PRODUCT, hasLegacy: true, examples: {} });
      const ids = new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
      const links = [...html.matchAll(/ href="#([^"]+)"/g)].map(([, id]) => id);
      expect(links.filter((link) => !ids.has(link))).to.deep.equal([]);
      expect(html).not.to.match(/undefined|\[object|<script|https?:\/\//);
    });
  });
});

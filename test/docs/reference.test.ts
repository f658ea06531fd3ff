import { readdirSync } from 'node:fs';
import { expect } from 'chai';
import { renderReference } from '../../tools/reference/reference.ts';
import { readProject } from './tables.ts';

describe('docs/reference', () => {
  let files: ReadonlyMap<string, string>;

  before(async () => (files = await renderReference()));

  it('is what the code and the samples say; npm run reference writes it', () => {
    for (const [path, text] of files) expect(readProject(path), path).to.equal(text);
  });

  it('has no page of anything else', () => {
    const pages = readdirSync(new URL('../../docs/reference', import.meta.url)).map((name) => `docs/reference/${name}`);
    expect(pages).to.have.members([...files.keys()].filter((path) => path.startsWith('docs/')));
  });
});

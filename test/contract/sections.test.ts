import { expect } from 'chai';
import { srv } from '../../src/wire/asmx/contract/srv.ts';
import { readMarkdownFiles } from '../docs/markdown.ts';

describe('docs/legacy/operations.md', () => {
  it('has a section for each operation of the contract', () => {
    const file = readMarkdownFiles().find(({ path }) => path === 'docs/legacy/operations.md');
    const anchors = [...(file?.anchors ?? [])];
    expect(anchors).to.include.members(Object.keys(srv).map((operation) => operation.toLowerCase()));
  });
});

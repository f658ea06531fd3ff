import { expect } from 'chai';
import type { Body } from '../../../../src/wire/dialect.ts';
import {
  element,
  renderIndented,
  renderInline,
  surround,
  type XmlDocument,
  type XmlElement,
} from '../../../../src/wire/asmx/answer/document.ts';

async function* arriving(batches: readonly (readonly XmlElement[])[]): AsyncIterable<readonly XmlElement[]> {
  for (const batch of batches) yield await Promise.resolve(batch);
}

async function textOf(body: Body): Promise<string> {
  if (typeof body === 'string') return body;
  let text = '';
  for await (const piece of body) text += piece;
  return text;
}

const tasks = [1, 2, 3].map((id) =>
  element('Task', [element('TaskID', String(id)), element('TaskName', 'a<b'), element('Attachments')], { x: '"' }),
);

describe('a document in pieces', () => {
  const cases: [string, readonly (readonly XmlElement[])[]][] = [
    ['one batch', [tasks]],
    ['batches', [tasks.slice(0, 2), tasks.slice(2)]],
    ['an empty batch among others', [[], tasks.slice(0, 1), [], tasks.slice(1)]],
    ['nothing', []],
    ['empty batches', [[], []]],
  ];
  for (const [title, batches] of cases) {
    const whole = element('response', [element('tasks', batches.flat())], { success: 'true', taskCount: '3' });
    const inPieces = (): XmlDocument => ({
      root: { ...whole, content: [] },
      list: 'tasks',
      batches: arriving(batches),
    });

    it(`looks indented as one at once, with ${title}`, async () =>
      expect(await textOf(renderIndented(inPieces()))).to.equal(renderIndented(whole)));
    it(`looks on one line as one at once, with ${title}`, async () =>
      expect(await textOf(renderInline(inPieces()))).to.equal(renderInline(whole)));
  }

  it('is read no faster than it is taken', async () => {
    let read = 0;
    async function* counted(): AsyncIterable<readonly XmlElement[]> {
      for (;;) yield await Promise.resolve([element('Task', String((read += 1)))]);
    }
    const body = renderInline({ root: element('response'), list: 'tasks', batches: counted() } as XmlDocument);
    const pieces = (surround('', body, '') as AsyncIterable<string>)[Symbol.asyncIterator]();
    for (let taken = 0; taken < 4; taken += 1) await pieces.next();
    expect(read).to.equal(2);
  });
});

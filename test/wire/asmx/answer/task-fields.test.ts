import { expect } from 'chai';
import { before, short } from '../../../../src/wire/asmx/operations/task-fields.ts';

describe('a short text', () => {
  const astral = '😀'.repeat(254);
  const texts: readonly (readonly [title: string, text: string, shown: string])[] = [
    ['nothing', '', ''],
    ['255 characters', 'é'.repeat(255), 'é'.repeat(255)],
    ['256 characters', `${'é'.repeat(255)}x`, 'é'.repeat(255)],
    ['255 characters beyond the BMP', `${astral}😀`, `${astral}😀`],
    ['256 characters beyond the BMP', `${astral}😀😀`, `${astral}😀`],
    ['one beyond the BMP at the end', `${'a'.repeat(254)}😀b`, `${'a'.repeat(254)}😀`],
    ['one of the BMP among others', `a${astral}😀`, `a${astral}`],
    ['characters that combine', 'e\u0301'.repeat(200), `${'e\u0301'.repeat(127)}e`],
  ];
  for (const [title, text, shown] of texts) {
    it(`is the beginning of ${title}`, () => {
      expect(short(text)).to.equal(shown);
    });
  }

  it('takes no longer for four million characters', () => {
    const startedAt = Date.now();
    const long = 'a'.repeat(4_000_000);
    for (let n = 0; n < 100; n++) expect(short(long)).to.have.length(255);
    expect(Date.now() - startedAt).to.be.below(1000);
  });
});

describe('a moment some hours before the due date', () => {
  const dueAt = new Date(2030, 3, 15, 17);

  it('is told', () => {
    expect(before(dueAt, 17)).to.deep.equal(new Date(2030, 3, 15));
  });

  it('is none when the span is off or nothing is due', () => {
    expect(before(dueAt, 0)).to.equal(null);
    expect(before(null, 17)).to.equal(null);
  });

  it('is none when the calendar of dateTime does not reach back so far', () => {
    const first = new Date(2030, 0, 1);
    first.setFullYear(1);
    expect(before(new Date(first.getTime() + 3_600_000), 1)).to.deep.equal(first);
    expect(before(first, 1)).to.equal(null);
    expect(before(dueAt, 2_147_483_647)).to.equal(null);
  });
});

import { expect } from 'chai';
import { srv } from '../../../../src/wire/asmx/contract/srv.ts';
import { renderAnswer } from '../../../../src/wire/asmx/pages/answer-section.ts';
import { renderErrors } from '../../../../src/wire/asmx/pages/errors-section.ts';
import { placesOf } from '../../../../src/wire/asmx/reference/answer.ts';
import { ANSWERS } from '../../../../src/wire/asmx/reference/answers.ts';
import { ERRORS } from '../../../../src/wire/asmx/reference/errors.ts';

/** The first cells of a table. */
const namesIn = (html: string): readonly string[] =>
  [...html.matchAll(/<th role="rowheader"[^>]*>(.*?)<\/th>/g)].map(([, cell = '']) =>
    cell.replaceAll('<wbr>', '').replaceAll('&#39;', "'"),
  );

describe('the sections of help pages that say what comes back', () => {
  for (const operation of Object.values(srv)) {
    it(`have every element and every error of ${operation.name}, in order`, () => {
      const { name } = operation;
      const answer = renderAnswer(name).html;
      const errors = renderErrors(operation, name).html;
      expect(namesIn(answer)).to.deep.equal(placesOf(ANSWERS[name]).map(({ path }) => path));
      expect(answer).to.include(`aria-label="Example of an answer">&lt;${ANSWERS[name].root} success=&quot;true&quot;`);
      expect(namesIn(errors)).to.deep.equal(ERRORS[name].map(({ says }) => says));
    });
  }

  it('show names as code, and what a value is where there is none', () => {
    const { html } = renderAnswer('ReassignTask');
    expect(html).to.include('another than <code>reassignTo</code> where');
    expect(html).to.match(
      /RedirectedfromUserId<\/th>\n<td[^>]*><span class="whole">int<\/span><\/td>\n<td[^>]*><code[^>]*>0</,
    );
    expect(renderErrors(srv.CompleteTask, 'CompleteTask').html).to.include('a comment which came with it is kept');
  });
});

import { expect } from 'chai';
import { placesOf, type Part } from '../../../../src/wire/asmx/reference/answer.ts';
import { ANSWERS } from '../../../../src/wire/asmx/reference/answers.ts';
import type { XmlNode } from '../../../clients/xml.ts';
import { ANSWERS_OF_NOTHING } from './answers-of-nothing.ts';
import { readSampledAnswers, type SampledAnswer } from './sampled-answers.ts';

type Described = Pick<Part, 'attributes' | 'children'>;

/** What an answer has and the reference does not say, and what the reference says of it and is not so. */
class Comparison {
  readonly faults: string[] = [];
  /** Places seen without a value. */
  readonly empty = new Set<string>();

  compare(node: XmlNode, { attributes = [], children = [] }: Described, way = ''): void {
    this.inOrder(Object.keys(node.attributes), attributes, `${way}@`);
    for (const each of attributes) {
      const value = node.attributes[each.name];
      if (value !== undefined) this.value(value, each, `${way}@${each.name}`);
    }
    this.inOrder(
      node.children.map(({ name }) => name),
      children,
      way,
    );
    for (const child of node.children) {
      const described = children.find(({ name }) => name === child.name);
      if (!described) continue;
      const place = way + child.name;
      const isEmpty = child.children.length === 0 && Object.keys(child.attributes).length === 0 && child.text === '';
      if (described.format === null && isEmpty && described.none !== undefined) this.empty.add(place);
      else if (described.format === null) this.compare(child, described, `${place}/`);
      else this.value(child.text, described, place);
    }
  }

  private inOrder(names: readonly string[], parts: readonly Part[], way: string): void {
    const found = names.filter((name, index) => name !== names[index - 1]);
    const may = parts
      .filter(({ name, occurs }) => occurs === undefined || found.includes(name))
      .map(({ name }) => name);
    if (found.join() !== may.join()) this.faults.push(`${way}: has ${found.join()}, is said to have ${may.join()}`);
    const twice = parts.find(
      ({ name, occurs }) => occurs !== 'many' && names.filter((each) => each === name).length > 1,
    );
    if (twice) this.faults.push(`${way}${twice.name} is there more than once`);
  }

  private value(text: string, { format, none }: Part, place: string): void {
    if (text === none) {
      this.empty.add(place);
      return;
    }
    const isWord = Array.isArray(format) ? format.includes(text) : format === null || this.isWritten(text, format);
    if (!isWord) this.faults.push(`${place} is "${text}"`);
  }

  private readonly isWritten = (text: string, format: NonNullable<Part['format']>): boolean =>
    !('pattern' in format) || (text !== '' && format.pattern.test(text));
}

const SUCCESS: Part = { name: 'success', format: ['true'], means: '' };

describe('the reference of answers', () => {
  const answers = readSampledAnswers().filter(({ document }) => document.attributes.success === 'true');
  const of = (operation: string): readonly SampledAnswer[] =>
    answers.filter((each) => each.operation === operation && !each.isLegacyOfDates);

  for (const [operation, answer] of Object.entries(ANSWERS)) {
    it(`is right about ${operation}`, () => {
      const sampled = of(operation);
      expect(sampled, 'samples').to.not.be.empty;
      const { attributes = [] } = answer;
      const described = { ...answer, attributes: [SUCCESS, ...attributes] };
      const comparison = new Comparison();
      for (const { sample, document } of sampled) {
        if (document.name !== answer.root) comparison.faults.push(`${sample}: the root is ${document.name}`);
        comparison.compare(document, described);
      }
      const nothing = ANSWERS_OF_NOTHING[operation];
      if (nothing) comparison.compare(nothing, described);
      expect(comparison.faults).to.deep.equal([]);
      const places = placesOf(described).filter(({ part }) => part.none !== undefined);
      expect(places.filter(({ path }) => !comparison.empty.has(path)).map(({ path }) => path)).to.deep.equal([]);
    });
  }
});

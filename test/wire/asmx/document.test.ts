import { expect } from 'chai';
import { element, renderIndented, renderInline } from '../../../src/wire/asmx/document.ts';

const answer = element(
  'response',
  [element('Value', [element('TaskId', '4813'), element('Name', ''), element('None')])],
  { success: 'true' },
);

describe('an answer document', () => {
  it('is indented by two spaces with CR LF in form answers, and ends with its root', () =>
    expect(renderIndented(answer)).to.equal(
      [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<response success="true">',
        '  <Value>',
        '    <TaskId>4813</TaskId>',
        '    <Name></Name>',
        '    <None />',
        '  </Value>',
        '</response>',
      ].join('\r\n'),
    ));

  it('is one line in SOAP answers, with xmlns="" last in the root', () =>
    expect(renderInline(answer)).to.equal(
      '<response success="true" xmlns=""><Value><TaskId>4813</TaskId><Name></Name><None /></Value></response>',
    ));

  it('escapes text and attributes as XmlTextWriter does', () => {
    const text = `a & b < c > d " ' \t\r\n é 日本語 😀`;
    expect(renderInline(element('x', text, { y: text }))).to.equal(
      `<x y="a &amp; b &lt; c &gt; d &quot; ' \t&#xD;&#xA; é 日本語 😀" xmlns="">a &amp; b &lt; c &gt; d " ' \t\r\n é 日本語 😀</x>`,
    );
  });

  it('leaves out what no XML parser accepts', () =>
    expect(renderInline(element('x', 'a\u0001b\u0000c\uD800d\uFFFEe\u0085'))).to.equal('<x xmlns="">abcde\u0085</x>'));
});

import { expect } from 'chai';
import type { TaskFilter } from '../../../../src/core/lists/get-tasks.ts';
import { readSelection, type CriteriaTexts } from '../../../../src/wire/asmx/parameters/criteria.ts';

const NOW = new Date(2026, 5, 15, 12);

const read = (xmlcriteria: string | null, more: Partial<CriteriaTexts> = {}) =>
  readSelection({ xmlcriteria, SortBy: 'DueDate', AscendingOrder: true, ...more }, NOW);

const param = (name: string, value: string) => `<param NAME="${name}" VALUE="${value}"/>`;

const filterOf = (...params: string[]): TaskFilter => {
  const selection = read(`<criteria>${params.join('')}</criteria>`);
  if ('text' in selection) throw new Error(selection.text);
  return Object.fromEntries(Object.entries(selection.filter).filter(([, value]) => value !== undefined));
};

const problemOf = (xmlcriteria: string | null, more: Partial<CriteriaTexts> = {}): string => {
  const selection = read(xmlcriteria, more);
  return 'text' in selection ? selection.text : 'none';
};

describe('xmlcriteria of getTasks', () => {
  const values: [string, string, TaskFilter][] = [
    ['TASKCOMPLETIONSTATUS', 'NoCompletionStatus', {}],
    ['TASKCOMPLETIONSTATUS', 'Due', { completion: 'Due' }],
    ['TASKCOMPLETIONSTATUS', 'OverDue', { completion: 'OverDue' }],
    ['TASKCOMPLETIONSTATUS', 'Archived', { completion: 'Archived' }],
    ['PRIORITY', 'NoPriortySetting', {}],
    ['PRIORITY', 'Urgent', { priority: 11 }],
    ['STARTDATE', '2026-04-15T17:30:00', { startedFrom: new Date(2026, 3, 15, 17, 30) }],
    ['STARTDATE', '2026-04-15', { startedFrom: new Date(2026, 3, 15) }],
    ['ENDDATE', '2026-04-15T17:30:00', { startedBefore: new Date(2026, 3, 15, 17, 30, 1) }],
    ['ENDDATE', '2026-04-15', { startedBefore: new Date(2026, 3, 16) }],
    ['ENDDATE', '2026-04-15T00:00:00', { startedBefore: new Date(2026, 3, 15, 0, 0, 1) }],
    ['ENDDATE', '4/15/2026 5pm', { startedBefore: new Date(2026, 3, 15, 17, 0, 1) }],
    ['ENDDATE', '11 AM, 15 Apr 2026', { startedBefore: new Date(2026, 3, 15, 11, 0, 1) }],
    ['ENDDATE', '2026-04-15Z', { startedBefore: new Date('2026-04-16T00:00Z') }],
    ['ENDDATE', '2026-04-15+02:00', { startedBefore: new Date('2026-04-16T00:00+02:00') }],
    ['DOMAINID', '3', { libraryId: 3 }],
    ['LIBRARYID', '3', { libraryId: 3 }],
    ['ASSIGNEEID', '12', { assigneeId: 12 }],
    ['ASSIGNEDBYID', '12', { assignedById: 12 }],
    ['SUPERVISORID', '12', { supervisorId: 12 }],
    ['WORKFLOWDEFID', '126', { workflowDefinitionId: 126 }],
    ['DOCUMENTID', '1024', { documentId: 1024 }],
    ['FLOWID', ' +225 ', { workflowId: 225 }],
    ['DOCUMENTTYPE', 'Contract &amp; Co', { documentType: 'Contract & Co' }],
    ['DOCUMENTTYPE', '', {}],
    ['ASSIGNEEID', '0', {}],
    ['AssigneeId', '12', { assigneeId: 12 }],
  ];
  for (const [name, value, filter] of values) {
    it(`reads ${name}=${value}`, () => expect(filterOf(param(name, value))).to.deep.equal(filter));
  }

  it('takes a criterion without a value for one with an empty value', () => {
    expect(filterOf('<param NAME="DOCUMENTTYPE"/>')).to.deep.equal({});
    expect(problemOf('<a><param NAME="PRIORITY"/></a>')).to.match(/^\[PRIORITY\] error:Requested value ''/);
  });

  it('joins criteria', () =>
    expect(filterOf(param('ASSIGNEEID', '12'), param('TASKCOMPLETIONSTATUS', 'Due'))).to.deep.equal({
      assigneeId: 12,
      completion: 'Due',
    }));

  it('takes the last of several values', () => {
    expect(filterOf(param('ASSIGNEEID', '12'), param('ASSIGNEEID', '13'))).to.deep.equal({ assigneeId: 13 });
    expect(filterOf(param('ASSIGNEEID', '12'), param('ASSIGNEEID', '0'))).to.deep.equal({});
    expect(filterOf(param('DOMAINID', '1'), param('LIBRARYID', '2'))).to.deep.equal({ libraryId: 2 });
  });

  it('accepts any element names, a declaration, comments and an empty root', () => {
    expect(read('<?xml version="1.0" encoding="utf-16"?><!--a-->\n<x/>')).to.deep.equal({
      filter: {},
      order: { key: 'DueDate', ascending: true },
    });
    expect(filterOf('text<!--b--><item NAME="FLOWID" VALUE="1"><deeper NAME="NOBODY"/></item>')).to.deep.equal({
      workflowId: 1,
    });
  });

  const unreadable: [string, string | null, string][] = [
    ['nothing', '', 'Root element is missing.'],
    ['an absent parameter', null, 'Root element is missing.'],
    ['text', 'ASSIGNEEID=12', 'Data at the root level is invalid. Line 1, position 1.'],
    [
      'an open element',
      '<criteria>',
      'Unexpected end of file has occurred. The following elements are not closed: criteria. Line 1, position 11.',
    ],
    ['two roots', '<a/><b/>', 'An XML error has occurred. Line 1, position 7.'],
    ['a DTD', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a/>', 'DTD is prohibited in this XML document.'],
    [
      'an entity of its own',
      '<a><param NAME="FLOWID" VALUE="&x;"/></a>',
      'An XML error has occurred. Line 1, position 34.',
    ],
    ['a criterion without a name', '<a><param VALUE="1"/></a>', 'A criterion has no attribute NAME.'],
    [
      'too deep a document',
      `<a>${'<b NAME="FLOWID">'.repeat(100)}${'</b>'.repeat(100)}</a>`,
      'The elements are nested too deeply. Line 1, position 1092.',
    ],
    ['too long a document', `<a>${' '.repeat(65_536)}</a>`, 'The document is too long.'],
  ];
  for (const [title, xml, detail] of unreadable) {
    it(`refuses ${title}`, () => expect(problemOf(xml)).to.equal(`xmlcriteria parsing error:${detail}`));
  }

  const wrong: [string, string, RegExp][] = [
    ['NOSUCH', '1', /^\[NOSUCH\] Parameter not found$/],
    ['constructor', '1', /^\[CONSTRUCTOR\] Parameter not found$/],
    [
      'TASKCOMPLETIONSTATUS',
      'Overdue',
      /^\[TASKCOMPLETIONSTATUS\] error:.*'Overdue'.*NoCompletionStatus, Due, OverDue/,
    ],
    ['PRIORITY', '5', /^\[PRIORITY\] error:.*NoPriortySetting, Low, Normal, High, Urgent$/],
    ['AssigneeId', 'jane', /^\[ASSIGNEEID\] error:Input string was not in a correct format\.$/],
    ['DOMAINID', '', /^\[DOMAINID\] error:Input string was not in a correct format\.$/],
    ['FLOWID', '2147483648', /^\[FLOWID\] error:Value was either too large or too small for an Int32\.$/],
    ['STARTDATE', 'soon', /^\[STARTDATE\] error:./],
    ['ENDDATE', '', /^\[ENDDATE\] error:./],
  ];
  for (const [name, value, text] of wrong) {
    it(`says what is wrong with ${name}=${value}`, () =>
      expect(problemOf(`<criteria>${param(name, value)}</criteria>`)).to.match(text));
  }

  it('names the first thing that is wrong: order, XML, a name, a value', () => {
    const badValueThenName = `<a>${param('FLOWID', 'x')}${param('NOSUCH', 'x')}</a>`;
    expect(problemOf('<a', { SortBy: 'duedate' })).to.match(
      /^\[SortBy\] error:Requested value 'duedate' was not found\./,
    );
    expect(problemOf(badValueThenName.slice(0, -1))).to.match(/^xmlcriteria parsing error:/);
    expect(problemOf(badValueThenName)).to.equal('[NOSUCH] Parameter not found');
    expect(problemOf(`<a>${param('NOSUCH', 'x')}${param('NORTHIS', 'x')}</a>`)).to.match(/^\[NOSUCH\]/);
    expect(problemOf(`<a>${param('FLOWID', 'x')}</a>`)).to.match(/^\[FLOWID\] error:/);
  });

  it('has no order that is left out', () => {
    expect(problemOf('<a/>', { SortBy: null })).to.match(/^\[SortBy\] error:Requested value ''/);
    expect(problemOf('<a/>', { SortBy: 'toString' })).to.match(/^\[SortBy\] error:/);
  });
});

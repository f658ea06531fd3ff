import { expect } from 'chai';
import type { TaskModel } from '../../../../src/core/creation/new-task.ts';
import { readRelatedTaskModel, readTaskCreationModel } from '../../../../src/wire/asmx/parameters/task-model.ts';

const NOW = new Date(2026, 5, 15, 12);

const DEFAULTS: TaskModel = {
  requestedAssignee: '',
  instructions: '',
  dueAt: null,
  priority: 5,
  rightType: 2,
  permissions: [],
  requirements: [],
  allowedStartHours: 0,
  reminderHours: 0,
  sendTaskNotice: false,
  notifyOnCompletion: false,
};

const creation = (content: string): string => `<TaskCreationRequestModel>${content}</TaskCreationRequestModel>`;
const read = (content: string) => readTaskCreationModel(creation(content), NOW);

const problemOf = (xml: string): string => {
  const model = readTaskCreationModel(xml, NOW);
  return 'text' in model ? model.text : 'none';
};

const XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';

const requirement = (content: string): string =>
  `<TaskRequirements><TaskRequirement>${content}</TaskRequirement></TaskRequirements>`;

describe('xmlParameters of CreateTask', () => {
  it('reads every element', () => {
    const content = `
      <RequestedAssigneeName>alice.jones</RequestedAssigneeName>
      <Instructions>Read &amp; review &#8211; &lt;all&gt;</Instructions>
      <DueDate>2026-07-01T17:00:00</DueDate>
      <Priority>Urgent</Priority>
      <RightType>CHANGE</RightType>
      <PermissionChangeDueDate>true</PermissionChangeDueDate>
      <PermissionEnableEdit>true</PermissionEnableEdit>
      <PermissionChangePriority>1</PermissionChangePriority>
      <PermissionChangeFinishDate>true</PermissionChangeFinishDate>
      <TaskRequirements>
        <TaskRequirement><RequirementType>LastestVersionRead</RequirementType></TaskRequirement>
        <TaskRequirement>
          <RequirementNumber>7</RequirementNumber>
          <RequirementType>FormTemplate</RequirementType>
          <ObjectId>77</ObjectId>
          <Definition>F-77</Definition>
        </TaskRequirement>
      </TaskRequirements>
      <AllowedStartTimeSpan>48</AllowedStartTimeSpan>
      <ReminderTimeSpan>24</ReminderTimeSpan>
      <SendTaskNotice>true</SendTaskNotice>
      <OnCompleteNotification>true</OnCompleteNotification>`;
    expect(read(content)).to.deep.equal({
      requestedAssignee: 'alice.jones',
      instructions: 'Read & review – <all>',
      dueAt: new Date(2026, 6, 1, 17),
      priority: 11,
      rightType: 5,
      permissions: ['EditDocument', 'ChangeFinishdate', 'Postpone', 'ChangePriority'],
      requirements: [
        { type: 'LastestVersionRead', objectId: 0, definition: '' },
        { type: 'FormTemplate', objectId: 77, definition: 'F-77' },
      ],
      allowedStartHours: 48,
      reminderHours: 24,
      sendTaskNotice: true,
      notifyOnCompletion: true,
    });
  });

  const accepted: [string, string, Partial<TaskModel>][] = [
    ['missing elements', '', {}],
    [
      'elements in any order',
      '<Priority>Low</Priority><RequestedAssigneeName>a</RequestedAssigneeName>',
      { priority: 1, requestedAssignee: 'a' },
    ],
    ['the priority of no priority', '<Priority>NoPriortySetting</Priority>', { priority: 0 }],
    ['the right of no access', '<RightType>NOACCESS</RightType>', { rightType: 0 }],
    [
      'white space around values',
      '<Priority>\n Low\n</Priority><DueDate> 2026-07-01 </DueDate>',
      { priority: 1, dueAt: new Date(2026, 6, 1) },
    ],
    ['an offset', '<DueDate>2026-07-01T17:00:00+02:00</DueDate>', { dueAt: new Date('2026-07-01T15:00:00Z') }],
    ['a date in the past', '<DueDate>2020-01-01</DueDate>', { dueAt: new Date(2020, 0, 1) }],
    ['the date of a DateTime nobody has set', '<DueDate>0001-01-01T00:00:00</DueDate>', { dueAt: null }],
    [
      'a serialiser’s null',
      '<DueDate xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:nil="true" />',
      { dueAt: null },
    ],
    ['white space around the null', `<Instructions ${XSI} xsi:nil=" 1 ">x</Instructions>`, {}],
    ['what is said to be no null', `<Instructions ${XSI} xsi:nil="false">x</Instructions>`, { instructions: 'x' }],
    ['a null that is none', `<Instructions ${XSI} xsi:nil="untrue">x</Instructions>`, { instructions: 'x' }],
    ['another null that is none', `<Instructions ${XSI} xsi:nil="10">x</Instructions>`, { instructions: 'x' }],
    ['another attribute of a serialiser', `<Instructions ${XSI} xsi:type="1">x</Instructions>`, { instructions: 'x' }],
    ['somebody else’s nil', '<Instructions nil="true">x</Instructions>', { instructions: 'x' }],
    ['no requirements', '<TaskRequirements />', {}],
    ['elements it does not know', '<Subject>x</Subject><Priority>Low</Priority>', { priority: 1 }],
    ['empty instructions', '<Instructions></Instructions>', {}],
    ['a section', '<Instructions>a <![CDATA[<b>]]> c</Instructions>', { instructions: 'a <b> c' }],
    [
      'instructions of a hundred pages',
      `<Instructions>${'x'.repeat(300_000)}</Instructions>`,
      { instructions: 'x'.repeat(300_000) },
    ],
  ];
  for (const [title, content, expected] of accepted) {
    it(`accepts ${title}`, () => expect(read(content)).to.deep.equal({ ...DEFAULTS, ...expected }));
  }

  it('accepts a serialiser’s declaration and namespaces', () => {
    const xml =
      '<?xml version="1.0" encoding="utf-16"?>\n<m:TaskCreationRequestModel xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ' +
      'xmlns:m="http://schemas.datacontract.org/2004/07/Models"><m:Priority>High</m:Priority></m:TaskCreationRequestModel>';
    expect(readTaskCreationModel(xml, NOW)).to.deep.equal({ ...DEFAULTS, priority: 10 });
  });

  const types =
    'Sign, Edit, LastestVersionRead, Comments, Approval, Archive, SOXReview, ISOReview, Dispose, Downgrade, Declassify, ' +
    'PublishedVersionRead, Transfer, Attachment, FormTemplate, MetaData, ReproptPassword';
  const wrong: [string, string, string][] = [
    [
      'a priority in another case',
      '<Priority>urgent</Priority>',
      `Priority: Requested value 'urgent' was not found. Valid values: NoPriortySetting, Low, Normal, High, Urgent`,
    ],
    [
      'the other spelling of no priority',
      '<Priority>NoPriority</Priority>',
      `Priority: Requested value 'NoPriority' was not found. Valid values: NoPriortySetting, Low, Normal, High, Urgent`,
    ],
    [
      'a priority by number',
      '<Priority>5</Priority>',
      `Priority: Requested value '5' was not found. Valid values: NoPriortySetting, Low, Normal, High, Urgent`,
    ],
    [
      'an empty priority',
      '<Priority />',
      `Priority: Requested value '' was not found. Valid values: NoPriortySetting, Low, Normal, High, Urgent`,
    ],
    [
      'an unknown right',
      '<RightType>WRITE</RightType>',
      `RightType: Requested value 'WRITE' was not found. Valid values: NOACCESS, LIST, READ, ADD, ADDREAD, CHANGE, FULLCONTROL`,
    ],
    ['no date', '<DueDate>soon</DueDate>', `DueDate: The string 'soon' is not a valid AllXsd value.`],
    [
      'an American date',
      '<DueDate>07/01/2026</DueDate>',
      `DueDate: The string '07/01/2026' is not a valid AllXsd value.`,
    ],
    ['an empty date', '<DueDate></DueDate>', `DueDate: The string '' is not a valid AllXsd value.`],
    [
      'no boolean',
      '<SendTaskNotice>True</SendTaskNotice>',
      `SendTaskNotice: The string 'True' is not a valid Boolean value.`,
    ],
    [
      'no number',
      '<ReminderTimeSpan>1.5</ReminderTimeSpan>',
      'ReminderTimeSpan: Input string was not in a correct format.',
    ],
    [
      'too great a number',
      '<AllowedStartTimeSpan>2147483648</AllowedStartTimeSpan>',
      'AllowedStartTimeSpan: Value was either too large or too small for an Int32.',
    ],
    ['a value as long as a book', `<Priority>${'x'.repeat(101)}</Priority>`, 'Priority: The value is too long.'],
    [
      'an element in a value',
      '<Instructions>a<b/></Instructions>',
      'Instructions: The element b is not expected, only text.',
    ],
    [
      'an element that is there twice',
      '<Priority>Low</Priority><Priority>High</Priority>',
      'Priority: The element is there twice.',
    ],
    [
      'a requirement without type',
      requirement('<ObjectId>1</ObjectId>'),
      'TaskRequirement 1, RequirementType: The element is missing.',
    ],
    [
      'the requirement of none',
      requirement('<RequirementType>NoRequirement</RequirementType>'),
      `TaskRequirement 1, RequirementType: Requested value 'NoRequirement' was not found. Valid values: ${types}`,
    ],
    [
      'a requirement by number',
      requirement('<RequirementType>16</RequirementType>'),
      `TaskRequirement 1, RequirementType: Requested value '16' was not found. Valid values: ${types}`,
    ],
    [
      'no object id',
      requirement('<RequirementType>Sign</RequirementType><ObjectId>x</ObjectId>'),
      'TaskRequirement 1, ObjectId: Input string was not in a correct format.',
    ],
    [
      'something else among the requirements',
      '<TaskRequirements><Requirement/></TaskRequirements>',
      'TaskRequirements: The element Requirement is not expected, only TaskRequirement.',
    ],
  ];
  for (const [title, content, detail] of wrong) {
    it(`names ${title}`, () => expect(problemOf(creation(content))).to.equal(`xmlParameters parsing error:${detail}`));
  }

  const unreadable: [string, string, string][] = [
    ['nothing', '', 'Root element is missing.'],
    ['text', 'Priority=Low', 'Data at the root level is invalid. Line 1, position 1.'],
    ['another root', '<Task/>', 'The root element is Task, expected TaskCreationRequestModel.'],
    [
      'a root in another case',
      '<taskcreationrequestmodel/>',
      'The root element is taskcreationrequestmodel, expected TaskCreationRequestModel.',
    ],
    [
      'the model of CreateRelatedTask',
      '<RelatedTaskRequestModel/>',
      'The root element is RelatedTaskRequestModel, expected TaskCreationRequestModel.',
    ],
    [
      'a broken document',
      '<TaskCreationRequestModel><Priority></TaskCreationRequestModel>',
      'An XML error has occurred. Line 1, position 63.',
    ],
    [
      'a DTD',
      '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><TaskCreationRequestModel/>',
      'DTD is prohibited in this XML document.',
    ],
    [
      'an entity of its own',
      creation('<Instructions>&x;</Instructions>'),
      'An XML error has occurred. Line 1, position 43.',
    ],
    [
      'too deep a document',
      creation('<a>'.repeat(100) + '</a>'.repeat(100)),
      'The elements are nested too deeply. Line 1, position 219.',
    ],
    ['too long a document', creation(' '.repeat(2_097_152)), 'The document is too long.'],
  ];
  for (const [title, xml, detail] of unreadable) {
    it(`refuses ${title}`, () => expect(problemOf(xml)).to.equal(`xmlParameters parsing error:${detail}`));
  }
});

describe('xmlParameters of CreateRelatedTask', () => {
  const related = (content: string) =>
    readRelatedTaskModel(`<RelatedTaskRequestModel>${content}</RelatedTaskRequestModel>`, NOW);

  it('reads every element', () => {
    const content = `
      <RequestedAssigneeName>alice.jones</RequestedAssigneeName>
      <Instructions>Review</Instructions>
      <DueDate>2026-07-01T17:00:00</DueDate>
      <Priority>High</Priority>
      <TaskRequirements><TaskRequirement><RequirementType>Sign</RequirementType></TaskRequirement></TaskRequirements>
      <ReminderTimeSpan>24</ReminderTimeSpan>
      <AllowedStartTimeSpan>48</AllowedStartTimeSpan>
      <SendToNotice>true</SendToNotice>`;
    expect(related(content)).to.deep.equal({
      ...DEFAULTS,
      requestedAssignee: 'alice.jones',
      instructions: 'Review',
      dueAt: new Date(2026, 6, 1, 17),
      priority: 10,
      requirements: [{ type: 'Sign', objectId: 0, definition: '' }],
      allowedStartHours: 48,
      reminderHours: 24,
      sendTaskNotice: true,
    });
  });

  it('ignores what only CreateTask knows', () => {
    const content =
      '<RightType>FULLCONTROL</RightType><PermissionEnableEdit>true</PermissionEnableEdit>' +
      '<SendTaskNotice>true</SendTaskNotice><OnCompleteNotification>true</OnCompleteNotification>';
    expect(related(content)).to.deep.equal(DEFAULTS);
  });

  it('refuses the model of CreateTask', () =>
    expect(readRelatedTaskModel(creation(''), NOW)).to.deep.equal({
      refused: 'model-invalid',
      text: 'xmlParameters parsing error:The root element is TaskCreationRequestModel, expected RelatedTaskRequestModel.',
    }));
});

import { expect } from 'chai';
import { composeMail } from '../../../src/notify/mail/message.ts';
import type { ClaimedNotice } from '../../../src/store/notices/notice-claim.ts';
import { notice } from '../notice.ts';

const NOW = new Date('2024-04-10T09:00:05Z');

const compose = (change: Partial<ClaimedNotice> = {}, taskLink: (taskId: number) => string | null = () => null) =>
  composeMail([{ ...notice, ...change }], NOW, { timeZone: 'Europe/Berlin', taskLink });

const reassigned: Partial<ClaimedNotice> = {
  topic: 'TaskReassigned',
  recipientId: 12,
  recipientName: 'Jane Doe',
  recipientEmail: 'jane.doe@example.com',
  recipientWasAssignee: true,
};

describe('the mail of a notice', () => {
  it('tells the new assignee who, which task, document, due date and instructions', () => {
    const mail = compose();
    expect(mail.to).to.deep.equal({ name: 'Alice Jones', address: 'alice.jones@example.com' });
    expect(mail.subject).to.equal('New task: LegalReview');
    expect(mail.text).to.equal(
      [
        'John Smith assigned a task to you.',
        'It was assigned to Jane Doe before.',
        '',
        'Task:        LegalReview (4813, was 4812)',
        'Document:    /Corporate/Legal/ContractDraft.pdf',
        'Workflow:    ContractApproval',
        'Assigned to: Alice Jones',
        'Due:         Monday, 15 April 2024 at 17:00 CEST (in 5 days)',
        '',
        'Instructions:',
        '> Please review and approve by end of month.',
        '',
        'This message was sent automatically.',
        '',
      ].join('\n'),
    );
  });

  it('says the same in HTML', () => {
    const { html } = compose();
    for (const part of [
      'John Smith assigned a task to you.',
      'LegalReview (4813, was 4812)',
      '/Corporate/Legal/ContractDraft.pdf',
      'Monday, 15 April 2024 at 17:00 CEST (in 5 days)',
      'Please review and approve by end of month.',
    ]) {
      expect(html).to.include(part);
    }
  });

  it('tells the original assignee from whom to whom and by whom, and that nothing is left to do', () => {
    const mail = compose(reassigned);
    expect(mail.subject).to.equal('Task reassigned to Alice Jones: LegalReview');
    expect(mail.text).to.include('LegalReview was reassigned from Jane Doe to Alice Jones by John Smith.');
    expect(mail.text).to.include('no longer on your list');
  });

  it('tells the original assigner without saying that it was on their list', () => {
    const { text } = compose({ ...reassigned, recipientId: 7, recipientWasAssignee: false });
    expect(text).to.include('from Jane Doe to Alice Jones by you.');
    expect(text).not.to.include('your list');
  });

  it('names the user whose redirection sent the task on', () => {
    expect(compose({ redirectedFromName: 'Bob Jones' }).text).to.include('It was meant for Bob Jones');
    expect(compose({ ...reassigned, redirectedFromName: 'Bob Jones' }).text).to.include(
      'It was meant for Bob Jones, whose tasks are redirected to Alice Jones at present.',
    );
  });

  it('tells supervisors of a task that was given up and holds its step', () => {
    const mail = compose({ topic: 'StepHeld', actorName: 'Alice Jones' });
    expect(mail.subject).to.equal('The workflow waits: LegalReview was given up');
    expect(mail.text).to.include(
      'LegalReview, which you supervise, was given up by Alice Jones without what it demands.',
    );
    expect(mail.text).to.include('stays open until the task is removed');
    expect(compose({ topic: 'StepHeld', recipientLanguage: 'de' }).text).to.include('aufgegeben, ohne zu erfüllen');
  });

  it('tells of a task that begins and whose assignee’s account is disabled', () => {
    const instead = compose({ topic: 'AssigneeDisabled', redirectedFromName: 'Bob Jones' });
    expect(instead.subject).to.equal('New task: LegalReview');
    expect(instead.text).to.include('was meant for Bob Jones, whose account is disabled. It comes to you.');
    const nobody = compose({ topic: 'AssigneeDisabled', assigneeName: 'Bob Jones' });
    expect(nobody.subject).to.equal('Nobody works on a new task: LegalReview');
    expect(nobody.text).to.include('the account of Bob Jones is disabled');
    const team = { topic: 'AssigneeDisabled', assigneeName: 'Legal', assigneeIsTeam: true };
    expect(compose(team).text).to.include('nobody of the team Legal has an account');
    expect(compose({ ...team, recipientLanguage: 'de' }).text).to.include('niemand im Team Legal');
  });

  it('tells of a workflow that a rejection stopped, and of a task that another one made needless', () => {
    const stopped = compose({ topic: 'WorkflowStopped', actorName: 'Jane Doe', recipientId: 7, actorId: 12 });
    expect(stopped.subject).to.equal('Rejected, workflow stopped: LegalReview');
    expect(stopped.text).to.include('LegalReview was rejected by Jane Doe.');
    expect(compose({ topic: 'WorkflowStopped', recipientLanguage: 'de' }).text).to.include('abgelehnt');
    const dropped = compose({ topic: 'TaskDropped', actorName: 'Jane Doe' });
    expect(dropped.subject).to.equal('Task dropped: LegalReview');
    expect(dropped.text).to.include('because Jane Doe completed another task of the workflow');
    expect(compose({ topic: 'TaskDropped', recipientLanguage: 'de' }).text).to.include('entfallen');
  });

  it('tells who asks for the work, and whose call it was', () => {
    const asked = compose({ assignerId: 3, assignerName: 'The Chief', keyName: 'crm\nsync' });
    expect(asked.text).to.match(
      /^The Chief assigned a task to you\.\nThe call came by the account of John Smith, with the API key crm sync\.\n/,
    );
    expect(compose({ assignerId: 3, assignerName: 'The Chief' }).text).to.match(
      /^The Chief assigned a task to you\.\nThe call came by the account of John Smith\.\n/,
    );
    expect(compose({ keyName: 'crm' }).text).to.match(
      /^John Smith assigned a task to you\.\nThe call came by the API key crm\.\n/,
    );
    const german = compose({ assignerId: 3, assignerName: 'The Chief', keyName: 'crm', recipientLanguage: 'de' });
    expect(german.text).to.include('The Chief hat Ihnen eine Aufgabe zugewiesen.');
    expect(german.text).to.include('Der Aufruf kam über das Konto von John Smith, mit dem API-Schlüssel crm.');
  });

  it('quotes what the assigner says, before the instructions', () => {
    const { text, html } = compose({ assignerComment: 'Please take over.\nSubject: <b>now</b>' });
    expect(text).to.include(
      '\n\nComment:\n> Please take over.\n> Subject: <b>now</b>\n\nInstructions:\n> Please review',
    );
    expect(html).to.include('Please take over.<br>\nSubject: &lt;b&gt;now&lt;/b&gt;</blockquote>');
    expect(compose({ assignerComment: ' \n' }).text).not.to.include('Comment');
    expect(compose({ assignerComment: 'Bitte.', recipientLanguage: 'de' }).text).to.include('Kommentar:\n> Bitte.');
  });

  it('calls a task without a name by its number', () => {
    const mail = compose({ taskName: '', originalTaskId: null });
    expect(mail.subject).to.equal('New task: Task 4813');
    expect(mail.text).to.match(/^Task: +4813$/m);
  });

  it('speaks of the recipient’s team when that is asked, whoever the task is shown with', () => {
    const { text } = compose({ recipientTeamName: 'Legal' });
    expect(text).to.include('John Smith assigned a task to your team Legal.');
    const others = compose({ assigneeName: 'Legal', assigneeIsTeam: true });
    expect(others.text).to.include('John Smith assigned a task to you.');
    expect(others.text).to.match(/^Assigned to: Legal$/m);
  });

  it('tells supervisors of a task that nobody did in time', () => {
    const mail = compose({ topic: 'TaskTimedOut', actorId: null, actorName: null });
    expect(mail.subject).to.equal('Dropped, nobody did it in time: LegalReview');
    expect(mail.text).to.include('was dropped: the time of the last who was asked is over.');
    expect(compose({ topic: 'TaskTimedOut' }).text).to.include('John Smith passed over the last who was asked.');
    expect(compose({ topic: 'TaskTimedOut', recipientLanguage: 'de' }).text).to.include('zuletzt Gefragten');
  });

  it('leaves out what there is none of', () => {
    const { text, html } = compose({
      documentPath: null,
      workflowName: null,
      dueAt: null,
      instructions: ' \r\n',
      actorId: null,
      actorName: null,
      previousAssigneeName: null,
    });
    expect(text).to.match(/^A task was assigned to you\.\n\nTask:/);
    expect(`${text}${html}`).not.to.match(/Document|Workflow|Due|Priority|Instructions|null|undefined/);
  });

  it('mentions a priority that is not normal, and marks urgent mail', () => {
    expect(compose({ priority: 11 }))
      .to.include({ urgent: true })
      .and.property('text')
      .match(/^Priority: +Urgent$/m);
    expect(compose({ priority: 1 }))
      .to.include({ urgent: false })
      .and.property('text')
      .match(/^Priority: +Low$/m);
  });

  it('keeps long instructions whole and quotes every line', () => {
    const lines = Array.from({ length: 3000 }, (_, number) => `Step ${number}: read & sign <here>`);
    const { text, html } = compose({ instructions: lines.join('\r\n') });
    expect(text).to.include(lines.map((line) => `> ${line}`).join('\n'));
    expect(html).to.include('Step 2999: read &amp; sign &lt;here&gt;');
  });

  it('quotes 200 KB of blanks in less than a second', () => {
    const startedAt = Date.now();
    const instructions = `a${' '.repeat(200_000)}b`;
    expect(compose({ instructions: `${instructions} \r\n\t\u00a0` }).text).to.include(`> ${instructions}\n\n`);
    expect(Date.now() - startedAt).to.be.below(1000);
  });

  it('writes in the reader’s language, with that language’s dates', () => {
    const mail = compose({ recipientLanguage: 'de' });
    expect(mail.subject).to.equal('Neue Aufgabe: LegalReview');
    expect(mail.text).to.match(/^Fällig: +Montag, 15\. April 2024 um 17:00 MESZ \(in 5 Tagen\)$/m);
    expect(compose({ ...reassigned, recipientLanguage: 'de-AT' }).subject).to.equal(
      'Aufgabe weitergegeben an Alice Jones: LegalReview',
    );
  });

  it('writes English, dates included, for a language it has no words for', () => {
    for (const recipientLanguage of ['fr', '', 'not a language', 'en']) {
      expect(compose({ recipientLanguage }).text).to.include('Monday, 15 April 2024 at 17:00 CEST (in 5 days)');
    }
    expect(compose({ recipientLanguage: 'en_US' }).text).to.include('Monday, April 15, 2024 at 05:00 PM');
  });

  it('links the task where there is a page for it', () => {
    const { text, html } = compose({}, (taskId) => `https://tasks.example.com/tasks/${taskId}?a=1&b=2`);
    expect(text).to.include('Open the task: https://tasks.example.com/tasks/4813?a=1&b=2');
    expect(html).to.include('<a href="https://tasks.example.com/tasks/4813?a=1&amp;b=2">');
    expect(compose().html).not.to.include('<a ');
  });

  it('keeps markup in any value from becoming markup', () => {
    const evil = `<img src=x onerror="alert('1')">&`;
    const { html } = compose({
      taskName: evil,
      documentPath: evil,
      workflowName: evil,
      instructions: evil,
      actorName: evil,
      assigneeName: evil,
      previousAssigneeName: evil,
      redirectedFromName: evil,
    });
    expect(html).not.to.include('<img');
    expect(html).to.include('&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;');
  });

  it('loads nothing from anywhere', () => {
    expect(compose().html).not.to.match(/https?:|src=|url\(|@import/);
  });

  it('keeps line breaks in names from starting a header or a paragraph', () => {
    const taskName = 'Review\r\nBcc: everybody@example.com\u2028\u202egnp.exe\u0000';
    const mail = compose({ taskName, recipientName: 'Alice\r\nBcc: x@example.com', documentPath: '/a/b\nDue: never' });
    expect(mail.subject).to.equal('New task: Review Bcc: everybody@example.com gnp.exe');
    expect(mail.to.name).to.equal('Alice Bcc: x@example.com');
    expect(mail.text).to.match(/^Document: +\/a\/b Due: never$/m);
  });

  it('cuts a subject that is too long, and the name in the body not', () => {
    const taskName = '😀'.repeat(400);
    const mail = compose({ taskName });
    expect(mail.subject).to.match(/^New task: (😀)+…$/u);
    expect(Array.from(mail.subject)).to.have.length(150);
    expect(mail.text).to.include(taskName);
  });

  const dueTopics: [string, Partial<ClaimedNotice>, string, string][] = [
    ['TaskCompleted', {}, 'Task completed: LegalReview', 'LegalReview was completed by John Smith.'],
    ['TaskCompleted', { actorId: 15 }, 'Task completed: LegalReview', 'LegalReview was completed by you.'],
    ['TaskReminder', {}, 'Reminder: LegalReview', 'LegalReview is on your list and not completed yet.'],
    [
      'TaskReminder',
      { recipientTeamName: 'Legal' },
      'Reminder: LegalReview',
      'LegalReview is assigned to your team Legal and not completed yet.',
    ],
    [
      'SupervisorReminder',
      {},
      'Not completed yet: LegalReview',
      'LegalReview, which you supervise, is not completed yet.\nIt is assigned to Alice Jones.',
    ],
    ['TaskOverdue', {}, 'Overdue: LegalReview', 'LegalReview is overdue.\nIt is assigned to Alice Jones.'],
    [
      'TaskCompleted',
      { recipientLanguage: 'de' },
      'Aufgabe erledigt: LegalReview',
      'LegalReview wurde von John Smith erledigt.',
    ],
    [
      'TaskReminder',
      { recipientLanguage: 'de' },
      'Erinnerung: LegalReview',
      'LegalReview steht auf Ihrer Liste und ist noch nicht erledigt.',
    ],
    [
      'SupervisorReminder',
      { recipientLanguage: 'de' },
      'Noch nicht erledigt: LegalReview',
      'LegalReview, von Ihnen beaufsichtigt, ist noch nicht erledigt.\nDie Aufgabe ist Alice Jones zugewiesen.',
    ],
    [
      'TaskOverdue',
      { recipientLanguage: 'de' },
      'Überfällig: LegalReview',
      'LegalReview ist überfällig.\nDie Aufgabe ist Alice Jones zugewiesen.',
    ],
  ];
  for (const [topic, change, subject, text] of dueTopics) {
    it(`says of ${topic}: ${text.replace('\n', ' ')}`, () => {
      const mail = compose({ topic, ...change });
      expect(mail.subject).to.equal(subject);
      expect(mail.text.split('\n\n')[0]).to.equal(text);
    });
  }

  it('has one id for a notice, whenever it is sent, and another for any other', () => {
    const ids = [{}, { taskId: 4814 }, { ...reassigned }, { recipientId: 16 }].map((change) => compose(change).id);
    expect(new Set(ids).size).to.equal(4);
    expect(composeMail([notice], new Date(), { timeZone: 'UTC', taskLink: () => null }).id).to.equal(ids[0]);
  });

  describe('gathered with others', () => {
    const gatheredAt = new Date('2024-04-10T09:00:04.567Z');
    const gathered = (notices: readonly Partial<ClaimedNotice>[]) => {
      const [first, ...others] = notices.map((change) => ({ ...notice, gatheredAt, ...change }));
      if (!first) throw new Error('no notice');
      return composeMail([first, ...others], NOW, { timeZone: 'UTC', taskLink: () => null });
    };
    const many = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ taskId: 5000 + index, taskName: `Review ${index}` }));

    it('says of each what a mail of its own says', () => {
      const mail = gathered([{}, { taskId: 4814, topic: 'TaskCompleted', taskName: 'Sign', instructions: '' }]);
      expect(mail.subject).to.equal('2 messages about 2 tasks');
      expect(mail.text).to.equal(
        [
          '2 messages came up for you within a short time. This mail has them all.',
          '',
          'New task: LegalReview',
          '---------------------',
          '',
          'John Smith assigned a task to you.',
          'It was assigned to Jane Doe before.',
          '',
          'Task:        LegalReview (4813, was 4812)',
          'Document:    /Corporate/Legal/ContractDraft.pdf',
          'Workflow:    ContractApproval',
          'Assigned to: Alice Jones',
          'Due:         Monday, 15 April 2024 at 15:00 UTC (in 5 days)',
          '',
          'Instructions:',
          '> Please review and approve by end of month.',
          '',
          'Task completed: Sign',
          '--------------------',
          '',
          'Sign was completed by John Smith.',
          '',
          'Task:        Sign (4814, was 4812)',
          'Document:    /Corporate/Legal/ContractDraft.pdf',
          'Workflow:    ContractApproval',
          'Assigned to: Alice Jones',
          'Due:         Monday, 15 April 2024 at 15:00 UTC (in 5 days)',
          '',
          'This message was sent automatically.',
          '',
        ].join('\n'),
      );
      expect(mail.html).to.include('>New task: LegalReview</h2>').and.to.include('>Task completed: Sign</h2>');
    });

    it('names the tasks of those it does not tell in full, in text and HTML', () => {
      for (const [language, words] of [
        ['en', 'And 3 more, about the tasks 5020, 5021, 5022.'],
        ['de', 'Und 3 weitere, zu den Aufgaben 5020, 5021, 5022.'],
      ] as const) {
        const mail = gathered(many(23).map((change) => ({ ...change, recipientLanguage: language })));
        expect(mail.text).to.include(words);
        expect(mail.html).to.include(words);
      }
    });

    it('speaks German to whom it should', () => {
      const mail = gathered([{ recipientLanguage: 'de' }, { recipientLanguage: 'de', topic: 'TaskOverdue' }]);
      expect(mail.subject).to.equal('2 Nachrichten zu einer Aufgabe');
      expect(mail.text).to.include('Für Sie sind in kurzer Zeit 2 Nachrichten zusammengekommen.');
      expect(mail.text).to.include('Überfällig: LegalReview');
    });

    it('is urgent when one is, and tells that first', () => {
      expect(gathered(many(30)).urgent).to.equal(false);
      const mail = gathered([...many(30), { taskName: 'Burning', priority: 11 }]);
      expect(mail.urgent).to.equal(true);
      expect(mail.text.split('\n')[2]).to.equal('New task: Burning');
    });

    it('cuts long instructions short', () => {
      const mail = gathered([{ instructions: 'x'.repeat(100_000) }, {}]);
      expect(mail.text.length).to.be.below(3000);
    });

    it('has the same id while some of them go', () => {
      const ids = [many(5), many(4), many(1)].map((notices) => gathered(notices).id);
      expect(new Set(ids).size).to.equal(1);
      expect(ids[0]).to.equal('gathered.15.1712739604567');
    });
  });

  it('throws for a topic without a template, and for names every object has', () => {
    expect(() => compose({ topic: 'SomethingNewer' })).to.throw('no template for topic SomethingNewer');
    expect(() => compose({ topic: 'constructor' })).to.throw('no template for topic constructor');
  });
});

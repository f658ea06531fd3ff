import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { loadDemo } from '../../src/server/demo.ts';
import { startMailServer, type MailServer } from '../notify/mail/mail-server.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { endServerProcesses, startServerProcess, type ServerProcess } from '../support/server-process.ts';

/** Notices that would take half a minute at MAIL_PER_SECOND=10, one notice a mail. */
const FLOOD = 300;

const MODEL =
  '<TaskCreationRequestModel><RequestedAssigneeName>alice.jones</RequestedAssigneeName>' +
  '<SendTaskNotice>true</SendTaskNotice></TaskCreationRequestModel>';

describe('mail of a server under a burst of tasks for one person', function () {
  this.timeout(60_000);
  let database: TestDatabase;
  let mailServer: MailServer;
  let server: ServerProcess;

  before(async () => {
    database = await createTestDatabase('acceptance_mail');
    await loadDemo(database.knex);
    mailServer = await startMailServer();
    server = await startServerProcess({
      DATABASE_URL: database.url,
      SMTP_URL: `smtp://127.0.0.1:${mailServer.port}`,
      MAIL_PER_SECOND: '10',
    });
    const ticket = await logIn('jane.doe', 'jane-demo');
    const creation = new URLSearchParams({
      authenticationTicket: ticket,
      documentPath: '/Corporate/Legal/ContractDraft.pdf',
      xmlParameters: MODEL,
    });
    for (let sent = 0; sent < FLOOD; sent += 20) {
      const answers = Array.from({ length: 20 }, () => text(`/srv.asmx/CreateTask?${creation.toString()}`));
      for (const answer of await Promise.all(answers)) expect(answer).to.include('success="true"');
    }
  });

  after(async () => {
    await endServerProcesses();
    await mailServer.close();
    await database.drop();
  });

  const text = async (path: string): Promise<string> => (await fetch(server.address + path)).text();

  const logIn = async (login: string, password: string): Promise<string> =>
    /ticket="([^"]+)"/.exec(await text(`/srv.asmx/AuthenticateUser?UID=${login}&PWD=${password}`))?.[1] ?? '';

  const mailTo = (address: string) => mailServer.deliveries.filter(({ recipients }) => recipients.includes(address));

  it('reaches everybody else within seconds', async () => {
    const ticket = await logIn('john.smith', 'john-demo');
    const reassignment = await text(
      `/srv.asmx/ReassignTask?authenticationTicket=${ticket}&taskId=4812&reassignTo=daniel.okafor` +
        '&newDueDate=2098-12-31T17:00:00&newInstructions=&sendTaskNotice=true',
    );
    expect(reassignment).to.include('success="true"');
    const startedAt = Date.now();
    while (mailTo('daniel.okafor@example.com').length === 0 && Date.now() - startedAt < 5000) await pause(50);
    expect(mailTo('daniel.okafor@example.com').map(({ headers }) => headers.get('subject')?.[0])).to.deep.equal([
      'New task: LegalReview',
    ]);
  });

  it('reaches that person at once, and is gathered then', async () => {
    const startedAt = Date.now();
    while (mailTo('alice.jones@example.com').length === 0 && Date.now() - startedAt < 5000) await pause(50);
    expect(mailTo('alice.jones@example.com')).to.have.length(1);
    const metrics = await text('/metrics');
    const waiting = Number(/^handover_mail_waiting (\d+)$/m.exec(metrics)?.[1]);
    expect(waiting).to.be.within(FLOOD / 2, FLOOD + 5);
    expect(Number(/^handover_mail_oldest_seconds ([\d.]+)$/m.exec(metrics)?.[1])).to.be.within(0.1, 60);
    expect(metrics).to.match(/^handover_mail_given_up_total 0$/m);
    // As if the minute were over.
    await database.knex.raw('update mail_turns set next_at = now()');
    const goneAt = Date.now();
    while (mailTo('alice.jones@example.com').length < 2 && Date.now() - goneAt < 10_000) await pause(50);
    const subject = mailTo('alice.jones@example.com')[1]?.headers.get('subject')?.[0];
    expect(subject).to.match(/^\d+ messages about \d+ tasks$/);
    expect(Number.parseInt(subject ?? '')).to.be.within(FLOOD / 2, FLOOD + 1);
  });

  it('leads nowhere, as long as nobody has said where people find tasks', () => {
    expect(mailServer.deliveries).to.not.be.empty;
    for (const { text: words, html } of mailServer.deliveries) {
      expect(`${words}${html}`).not.to.match(/Open the task|https?:/);
    }
  });
});

import { expect } from 'chai';
import { reasonNotToSend } from '../../../src/notify/mail/recipient.ts';
import type { ClaimedNotice } from '../../../src/store/notices/notice-claim.ts';
import { notice } from '../notice.ts';

const reasons: [string, Partial<ClaimedNotice>, string | null][] = [
  ['an account with an address', {}, null],
  ['an address with a plus and a dot', { recipientEmail: "o'neil+tasks@mail.example.com" }, null],
  ['a deleted account', { recipientEmail: null, recipientEnabled: null }, 'the recipient no longer exists'],
  ['a disabled account', { recipientEnabled: false }, 'the recipient is disabled'],
  ['an account without an address', { recipientEmail: ' ' }, 'the recipient has no e-mail address'],
  ['two addresses', { recipientEmail: 'a@example.com,b@example.com' }, 'the recipient has no usable e-mail address'],
  ['a name and an address', { recipientEmail: 'A <a@example.com>' }, 'the recipient has no usable e-mail address'],
  [
    'a header after the address',
    { recipientEmail: 'a@example.com\r\nBcc:b@c.de' },
    'the recipient has no usable e-mail address',
  ],
  ['a deleted task', { taskName: null }, 'the task no longer exists'],
  ['a reminder of a closed task', { topic: 'TaskReminder', taskIsOpen: false }, 'the task is no longer open'],
  ['a reminder of an open task', { topic: 'TaskReminder' }, null],
  [
    'somebody a task has gone past meanwhile',
    { recipientIsAsked: false },
    'the task is not for the recipient any more',
  ],
  ['the completion of a task', { topic: 'TaskCompleted', taskIsOpen: false }, null],
];

describe('whether a notice can be sent', () => {
  for (const [title, change, reason] of reasons) {
    it(`${reason === null ? 'sends to' : 'does not send to'} ${title}`, () => {
      expect(reasonNotToSend({ ...notice, ...change })).to.equal(reason);
    });
  }
});

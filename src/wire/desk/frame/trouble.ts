import { markup } from '../../html/markup.ts';
import { inLanguages } from './language.ts';
import type { OpenCall, PageReply } from './screen.ts';

const wordsIn = inLanguages(
  {
    lost: 'There is no such page',
    lostText: 'It may have moved, or it is not for your account.',
    foreign: 'This form was not sent from the desk',
    foreignText: 'Nothing was changed. Open the page again, and send the form from there.',
    tooLong: 'The form is too long',
    tooLongText: 'Nothing was changed. Send a shorter text, or fewer tasks at once.',
    failed: 'The server has failed',
    failedText: (id: string) => `Its log says why, under ${id}. Try again in a minute.`,
    start: 'Go to my tasks',
  },
  {
    lost: 'Diese Seite gibt es nicht',
    lostText: 'Vielleicht wurde sie verschoben, oder Ihr Konto darf sie nicht sehen.',
    foreign: 'Dieses Formular kam nicht von hier',
    foreignText: 'Nichts wurde geändert. Öffnen Sie die Seite neu und senden Sie das Formular von dort.',
    tooLong: 'Das Formular ist zu lang',
    tooLongText: 'Nichts wurde geändert. Senden Sie einen kürzeren Text oder weniger Aufgaben auf einmal.',
    failed: 'Fehler des Servers',
    failedText: (id: string) =>
      `Der Grund steht unter ${id} in seinem Protokoll. Versuchen Sie es in einer Minute noch einmal.`,
    start: 'Zu meinen Aufgaben',
  },
);

const trouble = (
  { base, language }: OpenCall,
  { status, title, text, outcome }: { status: number; title: string; text: string; outcome: string },
): PageReply => ({
  kind: 'page',
  status,
  title,
  outcome,
  content: markup`<p>${text}</p>
<p><a href="${base}/desk">${wordsIn(language).start}</a></p>`,
});

export function lostPage(call: OpenCall): PageReply {
  const { lost, lostText } = wordsIn(call.language);
  return trouble(call, { status: 404, title: lost, text: lostText, outcome: 'no-such-address' });
}

/** The answer to a form of another site, or to a program. */
export function foreignPage(call: OpenCall): PageReply {
  const { foreign, foreignText } = wordsIn(call.language);
  return trouble(call, { status: 403, title: foreign, text: foreignText, outcome: 'cross-site' });
}

export function tooLongPage(call: OpenCall): PageReply {
  const { tooLong, tooLongText } = wordsIn(call.language);
  return trouble(call, { status: 413, title: tooLong, text: tooLongText, outcome: 'body-too-large' });
}

export function failedPage(call: OpenCall): PageReply {
  const { failed, failedText } = wordsIn(call.language);
  return trouble(call, { status: 500, title: failed, text: failedText(call.message.requestId), outcome: 'fault' });
}

import { markup, type Markup } from '../../html/markup.ts';
import type { DeskNeeds } from '../desk-operations.ts';
import { inLanguages } from '../frame/language.ts';
import { redirect, type Screen } from '../frame/screen.ts';

const wordsIn = inLanguages(
  {
    title: 'Keys and help',
    lead: 'Everything works with the mouse, with Tab and Enter, and without scripts. With scripts, single keys do more:',
    caption: 'Keys',
    key: 'Key',
    what: 'What it does',
    keys: [
      ['j', 'next line'],
      ['k', 'line before'],
      ['x', 'tick the line'],
      ['Shift x', 'tick all lines from the last tick'],
      ['a', 'reassign what is ticked, or the task of the page'],
      ['u', 'undo, on the page of a result'],
      ['/', 'find a task'],
      ['g m', 'my tasks'],
      ['g w', 'work'],
      ['g p', 'people'],
      ['g a', 'absence'],
      ['Esc', 'leave a field; go back'],
      ['?', 'this page'],
    ],
    on: 'Single keys are on.',
    off: 'Single keys are off.',
    switchOff: 'Switch single keys off',
    switchOn: 'Switch single keys on',
    moveTitle: 'Reassigning',
    move: 'Tick tasks, or all that match, and choose Reassign. A preview says what would happen to each; nothing has by then. A task that changes between preview and reassigning is left alone and named.',
    undoTitle: 'Undo and giving back',
    undo: 'Undo gives the new task to whoever had the old one, as long as nobody has touched it, also if that person is absent now. Later, give it back: that is a reassignment like any other.',
  },
  {
    title: 'Tasten und Hilfe',
    lead: 'Alles geht mit der Maus, mit Tab und Eingabe und ohne Skripte. Mit Skripten können einzelne Tasten mehr:',
    caption: 'Tasten',
    key: 'Taste',
    what: 'Was sie tut',
    keys: [
      ['j', 'nächste Zeile'],
      ['k', 'vorige Zeile'],
      ['x', 'Zeile ankreuzen'],
      ['Umschalt x', 'alle Zeilen seit dem letzten Kreuz ankreuzen'],
      ['a', 'weitergeben, was angekreuzt ist, oder die Aufgabe der Seite'],
      ['u', 'zurücknehmen, auf der Seite eines Ergebnisses'],
      ['/', 'Aufgabe suchen'],
      ['g m', 'meine Aufgaben'],
      ['g w', 'alle Aufgaben'],
      ['g p', 'Personen'],
      ['g a', 'Abwesenheit'],
      ['Esc', 'Feld verlassen; zurück'],
      ['?', 'diese Seite'],
    ],
    on: 'Einzelne Tasten sind eingeschaltet.',
    off: 'Einzelne Tasten sind ausgeschaltet.',
    switchOff: 'Einzelne Tasten ausschalten',
    switchOn: 'Einzelne Tasten einschalten',
    moveTitle: 'Weitergeben',
    move: 'Kreuzen Sie Aufgaben oder alle Treffer an und wählen Sie „Weitergeben“. Eine Vorschau zeigt, was mit jeder geschehen würde; bis dahin ist nichts geändert. Eine Aufgabe, die sich nach der Vorschau ändert, wird übersprungen und genannt.',
    undoTitle: 'Zurücknehmen und zurückgeben',
    undo: 'Zurücknehmen gibt die neue Aufgabe an die Person, die die alte hatte, solange niemand sie geändert hat, auch wenn diese Person jetzt abwesend ist. Später geben Sie sie zurück: Das ist eine Weitergabe wie jede andere.',
  },
);

/** What the keys do, with the switch for them. */
export const helpScreen = (needs: Pick<DeskNeeds, 'setOwnShortcuts'>): Screen => ({
  path: '/desk/help',
  name: 'help',

  show({ base, language, user }) {
    const words = wordsIn(language);
    return {
      kind: 'page',
      title: words.title,
      content: markup`<p>${words.lead}</p>
<table><caption class="unseen">${words.caption}</caption>
<thead><tr><th scope="col">${words.key}</th><th scope="col">${words.what}</th></tr></thead>
<tbody>
${words.keys.map(([key = '', what = '']) => markup`<tr><td>${keyTags(key)}</td><td>${what}</td></tr>\n`)}</tbody></table>
<form method="post" action="${base}/desk/help"><p class="actions"><span>${user.shortcuts ? words.on : words.off}</span>
<button class="plain" name="shortcuts" value="${user.shortcuts ? 'off' : 'on'}">${user.shortcuts ? words.switchOff : words.switchOn}</button></p></form>
<h2>${words.moveTitle}</h2>
<p>${words.move}</p>
<h2>${words.undoTitle}</h2>
<p>${words.undo}</p>`,
    };
  },

  async act({ user, form }) {
    await needs.setOwnShortcuts(user, form.get('shortcuts') === 'on');
    return redirect('/desk/help');
  },
});

const keyTags = (keys: string): Markup => ({
  html: keys
    .split(' ')
    .map((key) => markup`<kbd>${key}</kbd>`.html)
    .join(' '),
});

import { isName } from '../../../core/access/account-texts.ts';
import { isRefused } from '../../../core/refusal.ts';
import type { Team } from '../../../operations/administration/administration-store.ts';
import { markup, type Markup } from '../../html/markup.ts';
import { numberText } from '../frame/format.ts';
import { inLanguages } from '../frame/language.ts';
import { redirect, type PageNews, type DeskCall, type PageReply, type Reply, type Screen } from '../frame/screen.ts';
import { lostPage } from '../frame/trouble.ts';
import { adminParts, adminRequest, adminWords, textOf, type AdminNeeds } from '../administration/admin.ts';
import { checkField, faultList, textField } from '../administration/fields.ts';

const wordsIn = inLanguages(
  {
    none: 'There are no teams yet.',
    caption: 'Teams by name',
    team: 'Team',
    members: 'Members',
    addTitle: 'Add a team',
    name: 'Name',
    add: 'Add',
    rename: 'Rename',
    whoLeaves: 'Members: tick who leaves',
    nobody: 'Nobody is in the team.',
    whoComes: 'Logins of who comes in',
    comesHint: 'Several with commas between them.',
    change: 'Change members',
    done: { added: 'The team is there.', renamed: 'The team has another name.', changed: 'The members are changed.' },
  },
  {
    none: 'Es gibt noch keine Teams.',
    caption: 'Teams nach Namen',
    team: 'Team',
    members: 'Mitglieder',
    addTitle: 'Team anlegen',
    name: 'Name',
    add: 'Anlegen',
    rename: 'Umbenennen',
    whoLeaves: 'Mitglieder: Kreuzen Sie an, wer ausscheidet',
    nobody: 'Niemand ist in dem Team.',
    whoComes: 'Anmeldenamen derer, die dazukommen',
    comesHint: 'Mehrere mit Kommas dazwischen.',
    change: 'Mitglieder ändern',
    done: {
      added: 'Das Team ist angelegt.',
      renamed: 'Das Team ist umbenannt.',
      changed: 'Die Mitglieder sind geändert.',
    },
  },
);

const pathOf = (name: string): string => `/desk/admin/teams/${encodeURIComponent(name)}`;

/** All teams, and a form for one more. */
export const teamsScreen = (needs: Pick<AdminNeeds, 'listWholeTeams' | 'addTeam'>): Screen => {
  const page = async (call: DeskCall, name = '', more: PageNews = {}, fault?: string): Promise<PageReply> => {
    const words = wordsIn(call.language);
    const found = await needs.listWholeTeams(adminRequest(call, 'listWholeTeams'));
    const teams = isRefused(found) ? [] : found.teams;
    return {
      kind: 'page',
      title: adminWords(call.language).teams,
      content: markup`${adminParts(call)}${teams.length === 0 ? markup`<p class="lead">${words.none}</p>` : table(teams, call)}<h2>${words.addTitle}</h2>
<form method="post" action="${call.base}/desk/admin/teams">
${textField({ name: 'name', label: words.name, value: name, fault, isRequired: true })}<div class="actions"><button>${words.add}</button></div></form>`,
      ...more,
    };
  };
  return {
    path: '/desk/admin/teams',
    name: 'teams',
    forAdministrators: true,
    show: (call) => page(call),
    async act(call) {
      const name = textOf(call, 'name');
      const { faults, wrong, refusals } = adminWords(call.language);
      if (!isName(name)) {
        const text = faultList(wrong, [{ name: 'name', label: wordsIn(call.language).name }]);
        const more = { status: 422, outcome: 'unreadable', notice: { kind: 'wrong', text } } as const;
        return page(call, name, more, faults.name);
      }
      const added = await needs.addTeam({ ...adminRequest(call, 'addTeam'), name, members: [] });
      if (!isRefused(added)) return redirect(`${pathOf(added.name)}?done=added`);
      const notice = { kind: 'wrong', text: refusals[added.refused] } as const;
      return page(call, name, { status: 409, outcome: added.refused, notice });
    },
  };
};

const table = (teams: readonly Team[], { base, language }: DeskCall): Markup => {
  const words = wordsIn(language);
  return markup`<table class="cards"><caption class="unseen">${words.caption}</caption>
<thead><tr><th scope="col">${words.team}</th><th scope="col">${words.members}</th></tr></thead>
<tbody>
${teams.map(
  ({ name, members }) =>
    markup`<tr data-row><th scope="row"><a href="${base}${pathOf(name)}">${name}</a> <span class="count">${numberText(members.length, language)}</span></th><td data-label="${words.members}">${members.join(', ')}</td></tr>
`,
)}</tbody></table>
`;
};

/** One team: its name, and who is in it. */
export const teamScreen = (needs: Pick<AdminNeeds, 'listWholeTeams' | 'editTeam'>): Screen => {
  const shown = async (call: DeskCall, more: PageNews = {}): Promise<Reply> => {
    const found = await needs.listWholeTeams(adminRequest(call, 'listWholeTeams'));
    const name = (call.params.name ?? '').toLowerCase();
    const team = isRefused(found) ? undefined : found.teams.find((each) => each.name.toLowerCase() === name);
    return team ? { ...page(team, call), ...more } : lostPage(call);
  };
  return {
    path: '/desk/admin/teams/:name',
    name: 'team',
    forAdministrators: true,
    show(call) {
      const words = wordsIn(call.language).done;
      const done = call.query.get('done');
      const text = done === 'added' || done === 'renamed' || done === 'changed' ? words[done] : null;
      return shown(call, text === null ? {} : { notice: { kind: 'done', text } });
    },
    async act(call) {
      const words = adminWords(call.language);
      const isRenaming = call.form.get('what') === 'rename';
      const newName = textOf(call, 'name');
      const add = textOf(call, 'add')
        .split(',')
        .map((login) => login.trim())
        .filter((login) => login !== '');
      if (isRenaming ? !isName(newName) : !add.every(isName)) {
        const notice = { kind: 'wrong', text: words.faults.name } as const;
        return shown(call, { status: 422, outcome: 'unreadable', notice });
      }
      const edit = isRenaming
        ? { name: newName, add: [], remove: [] }
        : { add, remove: call.form.getAll('remove').filter(isName) };
      const edited = await needs.editTeam({ ...adminRequest(call, 'editTeam'), name: call.params.name ?? '', edit });
      if (!isRefused(edited)) return redirect(`${pathOf(edited.name)}?done=${isRenaming ? 'renamed' : 'changed'}`);
      const notice = { kind: 'wrong', text: words.refusals[edited.refused] } as const;
      return shown(call, { status: 409, outcome: edited.refused, notice });
    },
  };
};

function page({ name, members }: Team, call: DeskCall): PageReply {
  const words = wordsIn(call.language);
  const action = markup`method="post" action="${call.base}${pathOf(name)}"`;
  const leaving =
    members.length === 0
      ? markup`<p>${words.nobody}</p>`
      : markup`<fieldset><legend>${words.whoLeaves}</legend>
${members.map((login) => checkField('remove', login, login, false))}</fieldset>`;
  return {
    kind: 'page',
    title: name,
    content: markup`${adminParts(call)}<h2>${words.members}</h2>
<form ${action}>${leaving}
${textField({ name: 'add', label: words.whoComes, hint: words.comesHint })}<div class="actions"><button>${words.change}</button></div></form>
<h2>${words.rename}</h2>
<form ${action}><input type="hidden" name="what" value="rename">
${textField({ name: 'name', label: words.name, value: name, isRequired: true })}<div class="actions"><button class="plain">${words.rename}</button></div></form>`,
  };
}

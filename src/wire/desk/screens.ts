import type { SignOnProvider } from '../../core/desk/sign-on.ts';
import type { DeskNeeds } from './desk-operations.ts';
import { inLanguages } from './frame/language.ts';
import type { Place } from './frame/layout.ts';
import type { OpenScreen, Screen } from './frame/screen.ts';
import { accountScreen, addAccountScreen } from './screens/admin-account.ts';
import { accountsScreen } from './screens/admin-accounts.ts';
import { keysScreen } from './screens/admin-keys.ts';
import { teamScreen, teamsScreen } from './screens/admin-teams.ts';
import { applyScreen } from './screens/apply.ts';
import { findScreen } from './screens/find.ts';
import { absenceScreen } from './screens/absence.ts';
import { absenceOfScreen } from './screens/absence-of.ts';
import { calendarScreen } from './screens/calendar.ts';
import { giveBackScreen } from './screens/give-back.ts';
import { clientsScreen } from './screens/clients.ts';
import { deliveriesScreen } from './screens/deliveries.ts';
import { helpScreen } from './screens/help.ts';
import { leaveScreen } from './screens/leave.ts';
import { levelScreen } from './screens/level.ts';
import { myTasksScreen } from './screens/my-tasks.ts';
import { peopleScreen } from './screens/people.ts';
import { reassignScreen } from './screens/reassign.ts';
import { resultScreen, undoScreen } from './screens/result.ts';
import { roundScreen } from './screens/round.ts';
import { sessionsScreen } from './screens/sign-in/sessions.ts';
import { signInScreen } from './screens/sign-in/sign-in.ts';
import { signedOnScreen, signOnScreen } from './screens/sign-in/sign-on.ts';
import { signOutScreen } from './screens/sign-in/sign-out.ts';
import { taskScreen } from './screens/task.ts';
import { workScreen } from './screens/work.ts';

/** How people sign in; by password alone where nothing is said. */
export interface SigningIn {
  readonly passwordLogin?: boolean;
  readonly signOn?: SignOnProvider | null;
}

/** Every page of the desk. */
export const screensOf = (
  needs: DeskNeeds,
  { passwordLogin = true, signOn = null }: SigningIn = {},
): readonly (Screen | OpenScreen)[] => [
  signInScreen(needs, { byPassword: passwordLogin, byProvider: signOn !== null }),
  ...(signOn ? [signOnScreen(signOn), signedOnScreen(needs, signOn)] : []),
  signOutScreen(needs),
  myTasksScreen(needs),
  workScreen(needs),
  roundScreen(needs),
  findScreen(needs),
  reassignScreen(needs),
  applyScreen(needs),
  resultScreen(needs),
  undoScreen(needs),
  taskScreen(needs),
  absenceScreen(needs),
  absenceOfScreen(needs),
  giveBackScreen(needs),
  calendarScreen(needs),
  leaveScreen(needs),
  peopleScreen(needs),
  levelScreen(needs),
  deliveriesScreen(needs),
  clientsScreen(needs),
  accountsScreen(needs),
  addAccountScreen(needs),
  accountScreen(needs),
  teamsScreen(needs),
  teamScreen(needs),
  keysScreen(needs),
  sessionsScreen(needs),
  helpScreen(needs),
];

const placeWords = inLanguages(
  {
    mine: 'My tasks',
    work: 'Work',
    people: 'People',
    absence: 'Absence',
    deliveries: 'Mail',
    clients: 'Clients',
    accounts: 'Accounts',
  },
  {
    mine: 'Meine Aufgaben',
    work: 'Alle Aufgaben',
    people: 'Personen',
    absence: 'Abwesenheit',
    deliveries: 'Mails',
    clients: 'Clients',
    accounts: 'Konten',
  },
);

/** The places in the bar at the top. */
const PLACES: readonly Omit<Place, 'forAdministrators'>[] = [
  { path: '/desk', label: (language) => placeWords(language).mine },
  { path: '/desk/work', label: (language) => placeWords(language).work },
  { path: '/desk/people', label: (language) => placeWords(language).people },
  { path: '/desk/absence', label: (language) => placeWords(language).absence },
  { path: '/desk/deliveries', label: (language) => placeWords(language).deliveries },
  { path: '/desk/clients', label: (language) => placeWords(language).clients },
  { path: '/desk/admin/accounts', label: (language) => placeWords(language).accounts },
];

/** Gives each place to those who see its page; throws for a place without one. */
export const placesOf = (screens: readonly (Screen | OpenScreen)[]): readonly Place[] =>
  PLACES.map((place) => {
    const screen = screens.find(({ path }) => path === place.path);
    if (!screen) throw new Error(`no page is at ${place.path}`);
    return { ...place, forAdministrators: 'forAdministrators' in screen && screen.forAdministrators === true };
  });

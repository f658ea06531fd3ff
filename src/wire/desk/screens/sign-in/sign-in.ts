import { isRefused } from '../../../../core/refusal.ts';
import { markup, type Markup } from '../../../html/markup.ts';
import type { DeskNeeds } from '../../desk-operations.ts';
import { inLanguages } from '../../frame/language.ts';
import { redirect, type OpenCall, type OpenScreen, type PageReply } from '../../frame/screen.ts';
import { cookieOf, isReadable } from '../../frame/session-cookie.ts';

const wordsIn = inLanguages(
  {
    title: 'Sign in',
    login: 'Login',
    password: 'Password',
    signIn: 'Sign in',
    byProvider: 'Sign in with single sign-on',
    providerFailed: 'Single sign-on did not work. Try again, or ask your administrator.',
    noAccount: 'Single sign-on knows you, but you have no account here. Ask your administrator.',
    readable: 'This connection is not encrypted: what you type can be read on its way. Ask for an https address.',
    refusals: {
      'authentication-failed': 'Login or password is wrong, or the account is disabled.',
      'tickets-not-allowed': 'This account may not sign in here.',
      'sign-in-throttled': 'Too many attempts have failed. Wait a few minutes, then try again.',
      'sign-ins-busy': 'Too many people are signing in at the moment. Try again in a few seconds.',
    },
  },
  {
    title: 'Anmelden',
    login: 'Anmeldename',
    password: 'Kennwort',
    signIn: 'Anmelden',
    byProvider: 'Mit Single Sign-on anmelden',
    providerFailed:
      'Single Sign-on ist fehlgeschlagen. Versuchen Sie es noch einmal oder fragen Sie Ihre Administration.',
    noAccount: 'Single Sign-on kennt Sie, aber Sie haben hier kein Konto. Fragen Sie Ihre Administration.',
    readable:
      'Diese Verbindung ist nicht verschlüsselt: Was Sie eingeben, kann unterwegs gelesen werden. Fragen Sie nach einer Adresse mit https.',
    refusals: {
      'authentication-failed': 'Anmeldename oder Kennwort ist falsch, oder das Konto ist gesperrt.',
      'tickets-not-allowed': 'Mit diesem Konto kann man sich hier nicht anmelden.',
      'sign-in-throttled':
        'Zu viele Versuche sind fehlgeschlagen. Warten Sie einige Minuten und versuchen Sie es dann noch einmal.',
      'sign-ins-busy': 'Gerade melden sich zu viele an. Versuchen Sie es in einigen Sekunden noch einmal.',
    },
  },
);

/** How people may sign in. */
export interface SignInWays {
  readonly byPassword: boolean;
  readonly byProvider: boolean;
}

const NOTHING: Markup = { html: '' };

/** Sign-in by login and password. Password managers may fill the fields, and pasting works. */
export const signInScreen = (needs: Pick<DeskNeeds, 'signInToDesk'>, ways: SignInWays): OpenScreen => ({
  isOpen: true,
  path: '/desk/sign-in',
  name: 'signIn',
  show: (call) => {
    const failure = call.query.get('failed');
    const shown = page(call, ways, wantedPath(call.query.get('to')));
    if (failure === null) return shown;
    const { noAccount, providerFailed } = wordsIn(call.language);
    return { ...shown, notice: { kind: 'wrong', text: failure === 'no-account' ? noAccount : providerFailed } };
  },

  async act(call) {
    if (!ways.byPassword) return page(call, ways, '/desk');
    const { message, form, language } = call;
    const login = form.get('login') ?? '';
    const to = wantedPath(form.get('to'));
    const opened = await needs.signInToDesk({
      login,
      password: form.get('password') ?? '',
      agent: message.headers['user-agent'] ?? '',
      origin: { client: message.client, way: 'desk', requestId: message.requestId },
    });
    if (isRefused(opened)) {
      const text = wordsIn(language).refusals[opened.refused];
      const status = opened.refused === 'authentication-failed' ? 401 : 429;
      return { ...page(call, ways, to, login), status, notice: { kind: 'wrong', text }, outcome: opened.refused };
    }
    return redirect(to, cookieOf(message, opened.secret));
  },
});

function page({ base, language, message }: OpenCall, ways: SignInWays, to: string, login = ''): PageReply {
  const words = wordsIn(language);
  const warning: Markup = isReadable(message) ? markup`<p class="notice wrong">${words.readable}</p>` : { html: '' };
  const provider = markup`<p class="actions"><a class="button" href="${base}/desk/sign-on?to=${encodeURIComponent(to)}">${words.byProvider}</a></p>
`;
  const form = markup`<form method="post" action="${base}/desk/sign-in">
<input type="hidden" name="to" value="${to}">
<div class="field"><label for="login">${words.login}</label>
<input id="login" name="login" value="${login}" autocomplete="username" autocapitalize="none" spellcheck="false" required maxlength="200"></div>
<div class="field"><label for="password">${words.password}</label>
<input id="password" name="password" type="password" autocomplete="current-password" required maxlength="1000"></div>
<div class="actions"><button>${words.signIn}</button></div>
</form>`;
  return {
    kind: 'page',
    title: words.title,
    content: markup`${warning}${ways.byProvider ? provider : NOTHING}${ways.byPassword ? form : NOTHING}`,
  };
}

/** Where to go after signing in: a page of the desk, and no other address. */
export const wantedPath = (to: string | null): string =>
  to !== null && /^\/desk(?:[/?][\x21-\x5b\x5d-\x7e]*)?$/.test(to) && !to.startsWith('/desk/sign-') ? to : '/desk';

import { isRefused } from '../../../core/refusal.ts';
import { markup, type Markup } from '../../html/markup.ts';
import type { DeskNeeds } from '../desk-operations.ts';
import { inLanguages } from '../frame/language.ts';
import { redirect, type OpenCall, type OpenScreen, type PageReply } from '../frame/screen.ts';
import { cookieOf, isReadable } from '../frame/session-cookie.ts';

const wordsIn = inLanguages(
  {
    title: 'Sign in',
    login: 'Login',
    password: 'Password',
    signIn: 'Sign in',
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
    readable:
      'Diese Verbindung ist nicht verschlüsselt: Was Sie eingeben, kann unterwegs gelesen werden. Fragen Sie nach einer Adresse mit https.',
    refusals: {
      'authentication-failed': 'Anmeldename oder Kennwort ist falsch, oder das Konto ist gesperrt.',
      'tickets-not-allowed': 'Mit diesem Konto kann man sich hier nicht anmelden.',
      'sign-in-throttled': 'Zu viele Versuche sind fehlgeschlagen. Warten Sie einige Minuten.',
      'sign-ins-busy': 'Gerade melden sich zu viele an. Versuchen Sie es in einigen Sekunden noch einmal.',
    },
  },
);

/** Sign-in by login and password. Password managers may fill the fields, and pasting works. */
export const signInScreen = (needs: Pick<DeskNeeds, 'signInToDesk'>): OpenScreen => ({
  isOpen: true,
  path: '/desk/sign-in',
  name: 'signIn',
  show: (call) => page(call, wantedPath(call.query.get('to')), ''),

  async act(call) {
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
      return { ...page(call, to, login), status, notice: { kind: 'wrong', text }, outcome: opened.refused };
    }
    return redirect(to, cookieOf(message, opened.secret));
  },
});

function page({ base, language, message }: OpenCall, to: string, login: string): PageReply {
  const words = wordsIn(language);
  const warning: Markup = isReadable(message) ? markup`<p class="notice wrong">${words.readable}</p>` : { html: '' };
  return {
    kind: 'page',
    title: words.title,
    content: markup`${warning}<form method="post" action="${base}/desk/sign-in">
<input type="hidden" name="to" value="${to}">
<div class="field"><label for="login">${words.login}</label>
<input id="login" name="login" value="${login}" autocomplete="username" autocapitalize="none" spellcheck="false" required maxlength="200"></div>
<div class="field"><label for="password">${words.password}</label>
<input id="password" name="password" type="password" autocomplete="current-password" required maxlength="1000"></div>
<div class="actions"><button>${words.signIn}</button></div>
</form>`,
  };
}

/** Where to go after signing in: a page of the desk, and no other address. */
const wantedPath = (to: string | null): string =>
  to !== null && /^\/desk(?:[/?][\x21-\x5b\x5d-\x7e]*)?$/.test(to) && !to.startsWith('/desk/sign-') ? to : '/desk';

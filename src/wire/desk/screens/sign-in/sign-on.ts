import type { SignOnProvider } from '../../../../core/desk/sign-on.ts';
import { isRefused } from '../../../../core/refusal.ts';
import type { DeskNeeds } from '../../desk-operations.ts';
import { redirect, type OpenCall, type OpenScreen } from '../../frame/screen.ts';
import { cookieOf } from '../../frame/session-cookie.ts';
import { readSignOnCookie, signOnCookie } from '../../frame/sign-on-cookie.ts';
import { wantedPath } from './sign-in.ts';

const FAILED = '/desk/sign-in?failed=provider';

/** The address that the provider sends browsers back to; it is registered there. */
const callbackOf = ({ message }: OpenCall): string => `${message.origin}/desk/sign-on/back`;

/** Sends a browser to the provider of single sign-on. */
export const signOnScreen = (provider: SignOnProvider): OpenScreen => ({
  isOpen: true,
  path: '/desk/sign-on',
  name: 'signOn',
  async show(call) {
    const started = await provider.start(callbackOf(call));
    if (!started) return { ...redirect(FAILED), outcome: 'provider-failed' };
    const to = wantedPath(call.query.get('to'));
    return redirect(started.url, signOnCookie(call.message, { ...started.secrets, to }));
  },
});

/** Takes a browser that the provider has sent back. */
export const signedOnScreen = (needs: Pick<DeskNeeds, 'signInByProvider'>, provider: SignOnProvider): OpenScreen => ({
  isOpen: true,
  path: '/desk/sign-on/back',
  name: 'signedOn',
  async show(call) {
    const { message } = call;
    const left = readSignOnCookie(message);
    const identity = left && (await provider.finish(`${callbackOf(call)}?${message.query}`, left));
    if (!identity) return { ...redirect(FAILED), outcome: 'provider-failed' };
    const opened = await needs.signInByProvider({
      identity,
      agent: message.headers['user-agent'] ?? '',
      origin: { client: message.client, way: 'single sign-on', requestId: message.requestId },
    });
    if (isRefused(opened)) return { ...redirect('/desk/sign-in?failed=no-account'), outcome: opened.refused };
    return redirect(wantedPath(left.to), cookieOf(message, opened.secret));
  },
});

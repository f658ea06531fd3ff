import type { DeskNeeds } from '../../desk-operations.ts';
import { redirect, type OpenScreen } from '../../frame/screen.ts';
import { endedCookie, sessionOf } from '../../frame/session-cookie.ts';

/** Ends the session of the browser, whether it is still alive or not. */
export const signOutScreen = (needs: Pick<DeskNeeds, 'logOut'>): OpenScreen => ({
  isOpen: true,
  path: '/desk/sign-out',
  name: 'signOut',
  async act({ message }) {
    const session = sessionOf(message);
    if (session.kind === 'session') await needs.logOut(session);
    return redirect('/desk/sign-in', endedCookie(message));
  },
});

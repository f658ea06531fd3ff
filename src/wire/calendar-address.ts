import type { Message } from './dialect.ts';

/** Where calendars are: below the desk, as proxies let that through. */
const CALENDARS = '/desk/calendar/';

const SECRET = /^([\w-]{43})\.ics$/;

/** Whether a path is below that of the calendars. */
export const isCalendarPath = (path: string): boolean => path.startsWith(CALENDARS) && path.length > CALENDARS.length;

/** The secret in the path of a calendar; null in one that is no calendar's. */
export const calendarSecretIn = (path: string): string | null =>
  (isCalendarPath(path) ? SECRET.exec(path.slice(CALENDARS.length))?.[1] : undefined) ?? null;

/** The whole address of a calendar, as programs are given it. */
export const calendarAddress = ({ origin }: Pick<Message, 'origin'>, secret: string): string =>
  `${origin.replace(/\/+$/, '')}${CALENDARS}${secret}.ics`;

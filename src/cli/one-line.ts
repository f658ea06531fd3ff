/** What somebody wrote into a name or a text must not write on the terminal. */
export const oneLine = (text: string): string => text.replace(/\p{Cc}+/gu, ' ');

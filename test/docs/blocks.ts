/** A command of a document, and the answer that is shown below it. */
export interface Walked {
  readonly command: string;
  readonly shown: string | null;
}

/** The commands of a document in their order: blocks of shell, each with the block of another kind behind it. */
export function commandsOf(markdown: string): readonly Walked[] {
  const blocks = [...markdown.matchAll(/^```(\w+)\n(.*?)\n```$/gms)].map(([, kind, text = '']) => ({ kind, text }));
  return blocks.flatMap(({ kind, text }, at) => {
    const next = blocks[at + 1];
    return kind === 'sh' ? [{ command: text, shown: next && next.kind !== 'sh' ? next.text : null }] : [];
  });
}

/** What an answer that is shown allows: … stands for any text. */
export const shownAs = (shown: string): RegExp => new RegExp(`^${shown.split('…').map(escaped).join('[^]*?')}$`);

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

import { readFileSync } from 'node:fs';

/** The code on docs/clients.md that the page says is run, by the heading of its section. */
export function readMarked(): ReadonlyMap<string, readonly string[]> {
  const page = readFileSync(new URL('../../docs/clients.md', import.meta.url), 'utf8');
  const sections = page.split(/^## /m).slice(1);
  return new Map(
    sections.flatMap((section): [string, readonly string[]][] => {
      const [heading = ''] = section.split('\n', 1);
      const code = [...section.matchAll(/^▶\n\n```\w+\n(.*?)^```$/gms)].map(([, text = '']) => text);
      return code.length === 0 ? [] : [[heading, code]];
    }),
  );
}

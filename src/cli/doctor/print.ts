import type { Console } from '../console.ts';
import type { Finding } from './finding.ts';

const WORDS: Readonly<Record<Finding['level'], string>> = { ok: 'ok', warning: 'warning', wrong: 'WRONG' };

/** One line for each, which a person reads down to where something stands out. */
export function printFindings({ print }: Console, findings: readonly Finding[]): void {
  const width = Math.max(...findings.map(({ about }) => about.length));
  for (const { level, about, says } of findings) {
    print(`${WORDS[level].padEnd(7)}  ${about.padEnd(width)}  ${says.replace(/\s*\n\s*/g, ' ')}`);
  }
}

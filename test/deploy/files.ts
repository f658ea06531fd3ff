import { readFileSync } from 'node:fs';

export const DEPLOY = new URL('../../deploy/', import.meta.url);

/** Reads a file of deploy/ with what an operator has to replace replaced; throws where the text to replace is not there. */
export function readDeployed(name: string, replacements: readonly (readonly [string, string])[] = []): string {
  let text = readFileSync(new URL(name, DEPLOY), 'utf8');
  for (const [from, to] of replacements) {
    if (!text.includes(from)) throw new Error(`${name} does not say ${from}`);
    text = text.replaceAll(from, to);
  }
  return text;
}

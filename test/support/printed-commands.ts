import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';

/** The curl commands a text shows, each as it would be pasted. */
export const commandsIn = (text: string): string[] =>
  text.split('\n\n').flatMap((paragraph) => (paragraph.startsWith('curl ') ? [paragraph.trimEnd()] : []));

/** Runs a printed curl command as a person does, by pasting it into a shell, and gives what it prints. */
export async function runPrinted(command: string): Promise<string> {
  if (!hasCurl()) return sendAsCurl(wordsOf(command));
  const { stdout } = await promisify(execFile)('bash', ['-c', command]);
  return stdout;
}

function hasCurl(): boolean {
  try {
    execFileSync('curl', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** The words of a command that quotes with apostrophes only. */
const wordsOf = (command: string): string[] =>
  [...command.replaceAll('\\\n', ' ').matchAll(/(?:'([^']*)'|(\S+))/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');

async function sendAsCurl([, ...words]: readonly string[]): Promise<string> {
  const form = new URLSearchParams();
  const headers: [string, string][] = [];
  let address = '';
  let body: string | undefined;
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const [name = '', value = ''] = splitOnce(words[at + 1] ?? '', word === '-H' ? ': ' : '=');
    if (word === '--data-urlencode') form.append(name, value);
    else if (word === '-H') headers.push([name, value]);
    else if (word === '-d') body = words[at + 1] ?? '';
    else if (word !== '-G') address = word;
    if (/^(--data-urlencode|-H|-d)$/.test(word)) at += 1;
  }
  if (words.includes('-G')) return (await fetch(`${address}?${form.toString()}`)).text();
  return (await fetch(address, { method: 'POST', headers, body: body ?? form })).text();
}

function splitOnce(text: string, separator: string): string[] {
  const at = text.indexOf(separator);
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + separator.length)];
}

import { execFile, execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** The curl commands a text shows, each as it would be pasted. */
export const commandsIn = (text: string): string[] =>
  text.split('\n\n').flatMap((paragraph) => (paragraph.startsWith('curl ') ? [paragraph.trimEnd()] : []));

/** Runs commands as a person does, by pasting one after the other into a shell, and gives what each prints. */
export async function runPrinted(commands: readonly string[]): Promise<string[]> {
  const script = [...(hasCurl() ? [] : [OUR_CURL]), 'set -e', commands.join(`\nprintf '\\0'\n`)].join('\n');
  const { stdout } = await promisify(execFile)('bash', ['-c', script]);
  return stdout.split('\0');
}

function hasCurl(): boolean {
  try {
    execFileSync('curl', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const OUR_CURL = `curl() { '${process.execPath}' --import '${import.meta.resolve('tsx')}' '${fileURLToPath(
  new URL('curl.ts', import.meta.url),
)}' "$@"; }`;

import { readFileSync } from 'node:fs';

/** Settings that hold secrets: each may be read from a file instead, which its name with _FILE names. */
export const SECRETS: readonly string[] = [
  'DATABASE_URL',
  'SMTP_URL',
  'ADMIN_PASSWORD',
  'TRUSTED_USER_PASSWORD',
  'OIDC_CLIENT_SECRET',
];

export const fileSettingOf = (name: string): string => `${name}_FILE`;

export interface Read {
  /** The settings with what the files hold in place of the files' names. */
  readonly given: Readonly<Record<string, string>>;
  /** Which of them were read from a file, and its path. */
  readonly files: ReadonlyMap<string, string>;
  /** What is wrong with a file, by the variable that names it. */
  readonly faults: readonly (readonly [variable: string, fault: string])[];
}

/** Reads the files that variables such as DATABASE_URL_FILE name, each without the end of its last line. */
export function readSecretFiles(given: Readonly<Record<string, string>>): Read {
  const values: Record<string, string> = { ...given };
  const files = new Map<string, string>();
  const faults: [string, string][] = [];
  for (const name of SECRETS) {
    const variable = fileSettingOf(name);
    const path = given[variable];
    if (path === undefined) continue;
    if (given[name] !== undefined) {
      faults.push([variable, `expected either it or ${name}, and both are set`]);
      continue;
    }
    const held = readHeld(path);
    if ('fault' in held) faults.push([variable, held.fault]);
    else {
      values[name] = held.text;
      files.set(name, path);
    }
  }
  return { given: values, files, faults };
}

function readHeld(path: string): { readonly text: string } | { readonly fault: string } {
  try {
    const text = readFileSync(path, 'utf8').replace(/\r?\n$/, '');
    return text === '' ? { fault: 'expected a file that is not empty' } : { text };
  } catch (error) {
    const { code = 'an error' } = error as NodeJS.ErrnoException;
    return { fault: `expected a file that can be read (${code})` };
  }
}

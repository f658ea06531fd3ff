import * as rules from '../../store/seed/reading/text-rules.ts';
import { readText } from '../arguments.ts';
import type { Console } from '../console.ts';
import { generatePassword, readPassword } from '../password.ts';

/** For every command that gives an account a password; the words of the option, and what it does. */
export const GENERATE = ['--generate', 'make a password and print it once'] as const;

/** What the help of these commands says. */
export const PASSWORD_NOTES =
  'The password is asked for, or read as one line from standard input; it is never an argument, which others can read.';

/** Makes a password, or has it given by whoever runs the command; throws UsageError. */
export const choosePassword = async (
  generate: boolean | undefined,
  login: string,
  console: Console,
): Promise<string> =>
  generate === true ? generatePassword() : readText('password', await readPassword(console, login), rules.password);

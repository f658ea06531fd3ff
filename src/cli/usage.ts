import { RIGHTS } from '../core/access/rights.ts';
import type { CommandName } from './call-name.ts';

/** The command line cannot be understood; the message says what is wrong with it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The commands, and how the person who asks can call them. */
export const helpFor = (command: CommandName): string => `Usage: ${command('COMMAND ARGUMENTS')}

  serve                    run the server, as npm start does
  migrate                  bring the database's tables up to date
  seed FILE                load a fixture, all of it or nothing (docs/fixtures.md)

  user list                show all accounts
  user add LOGIN           add an account
       --first NAME --last NAME --email ADDRESS --language CODE
       --role administrator|userManager|libraryManager (may be repeated)
       --no-password       nobody can log on until it has one
       --no-tickets        the ticket operations turn it away
  user password LOGIN      replace the password and end the account's tickets
  user disable LOGIN       refuse logons and end the account's tickets
  user disable --demo      the same for accounts that have the password of the demo data; removes its keys
  user enable LOGIN        allow logons again

  key list                 show all API keys, never the keys themselves
  key add NAME --as LOGIN  make an API key that acts as the user, and print it once
       --rights LIST       only these rights, on every task (${RIGHTS.join(',')})
       --addresses LIST    only from these addresses and networks (10.0.0.0/8,2001:db8::/32)
  key revoke NAME          end an API key, and what was signed on with it

  help                     show this text

A password is asked for, or read as one line from standard input; with --generate one is made and printed once.
API keys are for the JSON interfaces. Without --rights a key may do what its account may.
The database is the one named by DATABASE_URL, else the embedded one in DATA_DIR; each command says which. Where there is
none, serve and seed make one, and the other commands with --new.
`;

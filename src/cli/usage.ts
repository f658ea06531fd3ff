/** The command line cannot be understood; the message says what is wrong with it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const HELP = `Usage: handover COMMAND

  serve                    run the server
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
  user enable LOGIN        allow logons again
  user key NAME --as LOGIN make an API key that acts as the user, and print it once
  user key NAME --remove   remove an API key

  help                     show this text

A password is asked for, or read as one line from standard input; with --generate one is made and printed once.
API keys are for JSON interfaces, and no interface of this version reads them.
The database is the one named by DATABASE_URL, else the embedded one in DATA_DIR.
`;

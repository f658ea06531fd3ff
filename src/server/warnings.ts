import { isLoopback, misspelledSettings, type Config } from '../config.ts';

export interface Facts {
  readonly config: Config;
  readonly env: NodeJS.ProcessEnv;
  /** Whether there is any account. */
  readonly hasAnybody: boolean;
  /** Whether an account that is enabled is an administrator. */
  readonly hasAdministrator: boolean;
  /** Logins of accounts that have the password of the demo data. */
  readonly openDemoAccounts: readonly string[];
  /** Names of the API keys of the demo data that work. */
  readonly openDemoKeys: readonly string[];
  /** Where mail is written when it is not sent. */
  readonly mailDirectory: string;
  /** How the command line is called here, as in "npm run user -- list". */
  readonly command: (words: string) => string;
}

/** Warnings for the operator at the start of the server, a sentence or two each. */
export function warningsAtStart(facts: Facts): string[] {
  const { config, env, openDemoAccounts, openDemoKeys, mailDirectory, command } = facts;
  const isProduction = env.NODE_ENV === 'production';
  const isForTrying = config.databaseUrl === undefined && isLoopback(config.host) && !isProduction;
  const warnings = misspelledSettings(env).map(({ given, meant }) => `${given} is not a setting. Is ${meant} meant?`);
  if (isProduction && config.databaseUrl === undefined) {
    warnings.push('NODE_ENV is production, and DATABASE_URL is not set: everything is kept in the embedded database.');
  }
  const added = command('user add LOGIN --role administrator --generate');
  if (!facts.hasAnybody) {
    warnings.push(`Nobody has an account, so nobody can sign in. To make the first one: ${added}`);
  } else if (!facts.hasAdministrator) {
    const given = command('user role LOGIN --add administrator');
    warnings.push(`No account that is enabled is an administrator. To make one: ${given}, or ${added}`);
  }
  const known = [
    ...(openDemoAccounts.length > 0 ? [`the passwords of the demo accounts: ${openDemoAccounts.join(', ')}`] : []),
    ...(openDemoKeys.length > 0 ? [`the API keys of the demo data: ${openDemoKeys.join(', ')}`] : []),
  ];
  if (known.length > 0) {
    warnings.push(`Everybody knows ${known.join('; and ')}. To close them: ${command('user disable --demo')}`);
  }
  if (config.smtpUrl === undefined && !isForTrying) {
    warnings.push(`SMTP_URL is not set: mail is written to ${mailDirectory} and reaches nobody.`);
  }
  return warnings;
}

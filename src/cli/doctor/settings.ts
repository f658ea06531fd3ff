import { ConfigError, misspelledSettings, readConfig, type Config } from '../../config.ts';
import { settingsInForce } from '../../config/in-force.ts';
import { ok, warning, wrong, type Finding } from './finding.ts';

/** Looks for settings that are wrong, and for those that are likely misspelled; without settings nothing else is known. */
export function checkSettings(env: NodeJS.ProcessEnv): { config: Config | null; findings: Finding[] } {
  const misspelled = misspelledSettings(env).map(({ given, meant }) =>
    warning('settings', `${given} is not a setting. Is ${meant} meant?`),
  );
  try {
    const config = readConfig(env);
    const set = settingsInForce(env).filter(({ from }) => from !== 'default');
    const names = set.map(({ name }) => name).join(', ');
    return { config, findings: [ok('settings', names === '' ? 'all as by default' : `set: ${names}`), ...misspelled] };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return {
      config: null,
      findings: [...error.message.split('\n').map((line) => wrong('settings', line)), ...misspelled],
    };
  }
}

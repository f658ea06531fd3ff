import { readConfig, readGiven, SETTINGS } from '../config.ts';
import { SECRETS } from './secret-files.ts';

/** A setting as it is in force. */
export interface SettingInForce {
  readonly name: string;
  /** As a variable would have it, secrets masked; null where nothing is set and there is no default. */
  readonly value: string | null;
  /** "default", "environment", or "file" and its path. */
  readonly from: string;
}

/** Lists all settings as they are in force; throws ConfigError naming every one that is wrong. */
export function settingsInForce(env: Readonly<Record<string, string | undefined>>): SettingInForce[] {
  const config = new Map(Object.entries(readConfig(env)));
  const { given, files } = readGiven(env);
  return SETTINGS.map((name) => {
    const file = files.get(name);
    const set = given[name];
    const value = set ?? asVariable(config.get(keyOf(name)));
    return {
      name,
      value: value !== null && SECRETS.includes(name) ? masked(name, value) : value,
      from: file !== undefined ? `file ${file}` : set !== undefined ? 'environment' : 'default',
    };
  });
}

/** The property of `Config`: databaseUrl of DATABASE_URL. */
const keyOf = (name: string): string =>
  name.toLowerCase().replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** Where the default is nothing there is no variable that says so. */
function asVariable(value: unknown): string | null {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (Array.isArray(value)) return value.join(',');
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}

/** Of an address all but its account, its password and what follows its path; of anything else nothing. */
function masked(name: string, secret: string): string {
  const [, scheme, place] = /^([a-z]+:\/\/)([^?#]*)/i.exec(secret) ?? [];
  if (!name.endsWith('_URL') || scheme === undefined || place === undefined) return '***';
  return scheme + place.replace(/^.*@/, '***@');
}

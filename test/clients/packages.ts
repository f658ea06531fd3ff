import { execFileSync, spawnSync } from 'node:child_process';

/** Debian's names of everything the suite runs; each is fetched without what it merely recommends. */
const PACKAGES = [
  'python3-zeep',
  'python3-suds',
  'php-cli',
  'php-soap',
  'php-xml',
  'libsoap-lite-perl',
  'gsoap',
  'libgsoap-dev',
  'gcc',
  'libc6-dev',
  'mono-mcs',
  'ca-certificates-mono',
  'libmono-system-web-services4.0-cil',
  'libmono-system-servicemodel4.0a-cil',
  'ruby',
  'default-jdk-headless',
  'jaxws',
  'libaxis-java',
  'wine',
  'curl',
  'openssl',
  'chromium',
] as const;

/**
 * Makes sure that the packages are installed, with apt-get if it may.
 * @returns null when they are, else one sentence saying what is missing and why it stays so
 */
export function ensurePackages(): string | null {
  const missing = PACKAGES.filter((name) => !isInstalled(name));
  if (missing.length === 0) return null;

  const sentence = `These Debian packages are missing: ${missing.join(', ')}`;
  if (spawnSync('apt-get', ['--version']).status !== 0) return `${sentence}; there is no apt-get to install them.`;
  if (process.getuid?.() !== 0) return `${sentence}; only root can install them.`;

  const environment = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, stdio: 'ignore' } as const;
  console.log(`installing ${missing.join(', ')}`);
  try {
    execFileSync('apt-get', ['update'], environment);
    execFileSync('apt-get', ['install', '--yes', '--no-install-recommends', ...missing], environment);
  } catch (error) {
    return `${sentence}; apt-get could not install them: ${error instanceof Error ? error.message : String(error)}.`;
  }
  return null;
}

const isInstalled = (name: string): boolean => {
  const query = spawnSync('dpkg-query', ['--show', '--showformat', '${db:Status-Status}', name], { encoding: 'utf8' });
  return query.stdout === 'installed';
};

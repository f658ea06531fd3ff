import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { reassign, type DocumentedPlay } from './documented.ts';
import { startTls } from './tls.ts';

type Trust = (certificate: string, directory: string) => Promise<NodeJS.ProcessEnv> | NodeJS.ProcessEnv;

/** Mono keeps what it trusts below the home of the account. */
const inMono: Trust = async (certificate, directory) => {
  const env = { ...process.env, HOME: directory };
  await promisify(execFile)('cert-sync', ['--user', certificate], { env });
  return { HOME: directory };
};

/** How docs/clients.md says that a client learns of an authority, by section. */
const TRUST: Readonly<Record<string, Trust>> = {
  curl: (certificate) => ({ CURL_CA_BUNDLE: certificate }),
  '.NET Framework': inMono,
  '.NET and WCF': inMono,
  PHP: async (certificate, directory) => {
    await writeFile(join(directory, 'authority.ini'), `openssl.cafile=${certificate}\n`);
    return { PHP_INI_SCAN_DIR: `:${directory}` };
  },
  Python: (certificate) => ({ REQUESTS_CA_BUNDLE: certificate }),
  Ruby: (certificate) => ({ SSL_CERT_FILE: certificate }),
  Perl: (certificate) => ({ PERL_LWP_SSL_CA_FILE: certificate }),
  'Node.js': (certificate) => ({ NODE_EXTRA_CA_CERTS: certificate }),
};

/** The same code by https, with a certificate that has to be made known first. */
export const ownAuthorityPlays: readonly DocumentedPlay[] = Object.entries(TRUST).map(([section, trust]) => ({
  name: `docs/clients.md, ${section} by https`,
  play: async (url, { handedOnTaskId }, step) => {
    const directory = await mkdtemp(join(tmpdir(), 'handover-authority-'));
    const proxy = await startTls(url, directory);
    try {
      await step('reaches a server whose certificate is of an own authority', async () => {
        const env = await trust(proxy.certificate, directory);
        await reassign(section, { address: proxy.url, url, taskId: handedOnTaskId, env });
      });
    } finally {
      proxy.close();
      await rm(directory, { recursive: true });
    }
  },
}));

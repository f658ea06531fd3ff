import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';

/** The server behind would name the proxy in its WSDL if it had a PUBLIC_URL, which is set once for all clients. */
const isWsdl = (url: string): boolean => /\?(single)?wsdl$/i.test(url);

export interface TlsProxy {
  /** The same path as behind it, by https. */
  readonly url: string;
  /** The file with its certificate, which is its own authority. */
  readonly certificate: string;
  readonly close: () => void;
}

/** Stands with TLS in front of a server, with a certificate that no client knows; its files are made in the directory. */
export async function startTls(target: string, directory: string): Promise<TlsProxy> {
  const [key, certificate] = [join(directory, 'key.pem'), join(directory, 'ca.pem')];
  const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  const files = ['-keyout', key, '-out', certificate];
  const make = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', ...names, ...files];
  await promisify(execFile)('openssl', make);

  const { host, pathname } = new URL(target);
  const proxy = createServer({ key: await readFile(key), cert: await readFile(certificate) }, (asked, answer) => {
    const { url = '', method = '', headers } = asked;
    const passedOn = request(
      new URL(url, target),
      { method, headers: { ...headers, host, 'accept-encoding': 'identity' } },
      (given) => {
        const pass = (body: Buffer): void => {
          const told = isWsdl(url) ? Buffer.from(body.toString().replaceAll(`http://${host}/`, own)) : body;
          answer.writeHead(given.statusCode ?? 502, { ...given.headers, 'content-length': told.length }).end(told);
        };
        buffer(given).then(pass, () => answer.destroy());
      },
    );
    passedOn.on('error', () => answer.destroy());
    asked.pipe(passedOn);
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const { port } = proxy.address() as AddressInfo;
  const own = `https://localhost:${port}/`;
  return {
    url: new URL(pathname, own).href,
    certificate,
    close: () => {
      proxy.close();
      proxy.closeAllConnections();
    },
  };
}

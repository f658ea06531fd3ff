import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';

/** What a browser was answered. */
export interface Shown {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** The text of the page, without tags. */
  readonly text: string;
}

export interface Asked {
  readonly method?: 'GET' | 'POST' | 'HEAD' | 'PUT';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export type Fields = Readonly<Record<string, string | readonly string[]>>;

/** A browser at the desk, as far as HTTP sees it: it keeps its cookies and says where a form was sent from. */
export interface DeskBrowser {
  readonly get: (path: string) => Promise<Shown>;
  /** Sends a form from a page of the server, and follows where it is sent. */
  readonly post: (path: string, fields: Fields) => Promise<Shown>;
  /** Sends a form and does not follow. */
  readonly send: (path: string, fields: Fields) => Promise<Shown>;
  /** Sends what it is told, with its cookies. */
  readonly ask: (path: string, asked?: Asked) => Promise<Shown>;
  /** Signs in, and gives the page that comes then. */
  readonly signIn: (login: string, password: string) => Promise<Shown>;
  /** What it would send as the header Cookie. */
  readonly cookies: () => string;
}

/** Opens a browser on a server. @param language of Accept-Language */
export function openDesk(port: number, language = 'en'): DeskBrowser {
  const origin = `http://127.0.0.1:${port}`;
  const jar = new Map<string, string>();
  const cookies = (): string => [...jar].map((pair) => pair.join('=')).join('; ');

  const ask = async (path: string, { method = 'GET', headers = {}, body }: Asked = {}): Promise<Shown> => {
    const shown = await exchange(new URL(path, origin), {
      method,
      body,
      headers: { 'accept-language': language, ...(jar.size > 0 && { cookie: cookies() }), ...headers },
    });
    for (const line of shown.headers['set-cookie'] ?? []) {
      const [pair = ''] = line.split(';');
      const [name = '', value = ''] = pair.split('=');
      if (value === '') jar.delete(name);
      else jar.set(name, value);
    }
    return shown;
  };
  const send = (path: string, fields: Fields): Promise<Shown> =>
    ask(path, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin', origin },
      body: encoded(fields),
    });
  const post = async (path: string, fields: Fields): Promise<Shown> => {
    const shown = await send(path, fields);
    return shown.status === 303 ? ask(shown.headers.location ?? '') : shown;
  };
  return {
    get: (path) => ask(path),
    post,
    send,
    ask,
    cookies,
    signIn: (login, password) => post('/desk/sign-in', { login, password, to: '/desk' }),
  };
}

const encoded = (fields: Fields): string =>
  new URLSearchParams(
    Object.entries(fields).flatMap(([name, values]) => [values].flat().map((value): [string, string] => [name, value])),
  ).toString();

const exchange = (
  url: URL,
  { method, headers, body }: { method: string; headers: Readonly<Record<string, string>>; body: string | undefined },
): Promise<Shown> =>
  new Promise((resolve, reject) => {
    const sent = httpRequest(url, { method, headers, agent: false }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(parts).toString('utf8');
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text, text: textOf(text) });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};

const textOf = (html: string): string =>
  html
    .replace(/^.*?<main[^>]*>/s, '')
    .replace(/<\/main>.*$/s, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/&(?:amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity] ?? entity)
    .replaceAll(/\s+/g, ' ')
    .trim();

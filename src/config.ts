import { z } from 'zod';
import { findMisspelled, type Misspelled } from './config/misspelled.ts';
import { fileSettingOf, readSecretFiles, SECRETS } from './config/secret-files.ts';
import { findTimeZone } from './config/time-zone.ts';
import { trustedProxies } from './config/trusted-proxies.ts';
import { password } from './store/seed/reading/text-rules.ts';
import { wordsFor } from './store/seed/reading/wording.ts';
import { EMAIL_ADDRESS } from './core/access/email-address.ts';

const oneOf = <const Words extends readonly string[]>(words: Words, expected: string) =>
  z.enum(words, { error: `expected ${expected}` });
const onOff = oneOf(['on', 'off'], 'on or off').transform((word) => word === 'on');
const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .refine(
      (digits) => /^\d+$/.test(digits) && Number(digits) >= least && Number(digits) <= most,
      `expected a whole number from ${least} to ${most}`,
    )
    .transform(Number);

const timeZone = z.string().transform((given, context) => {
  const name = findTimeZone(given);
  if (name !== null) return name;
  context.addIssue({ code: 'custom', message: 'expected an IANA time zone such as Europe/Berlin' });
  return z.NEVER;
});

/** The moment at which a day begins in UTC. */
const day = z.iso.date('expected a day such as 2027-12-31').transform((text) => new Date(text));

const url = (protocols: RegExp, example: string) =>
  z.url({ protocol: protocols, error: `expected an address such as ${example}` });

const DATABASE_EXAMPLE = 'postgresql://user:password@host:5432/database';

/** Not a WHATWG URL: PostgreSQL's own form may leave the host out (postgresql://user@/db?host=/var/run/postgresql). */
const databaseUrl = z
  .string()
  .regex(/^postgres(ql)?:\/\/./, `expected an address such as ${DATABASE_EXAMPLE}`)
  .refine(
    (address) => URL.canParse(address.replace('@/', '@host/')),
    `expected an address such as ${DATABASE_EXAMPLE}, in the password %23 for #, %2F for /, %3F for ?`,
  );

function isDecodable(address: string): boolean {
  try {
    decodeURI(address);
    return true;
  } catch {
    return false;
  }
}

const smtpUrl = url(/^smtps?$/, 'smtp://user:password@mail.example.com:587').refine(
  (address) => URL.canParse(address) && new URL(address).hostname !== '' && isDecodable(address),
  'expected a host, and in the password %25 for %',
);

/** An address, or a name and an address: a mail without one would leave with an empty sender. */
const sender = z
  .string()
  .refine(
    (text) => EMAIL_ADDRESS.test(/^[^<>]*<([^<>]+)>\s*$/.exec(text)?.[1] ?? text.trim()),
    'expected a sender such as Handover <handover@example.com>',
  );

const publicUrl = url(/^https?$/, 'https://tasks.example.com')
  .refine((address) => !/[?#]/.test(address), 'expected an address without ? and #')
  .refine((address) => !/\/srv\.asmx\/*$/i.test(address), 'expected the address above /srv.asmx')
  .refine((address) => !/^https?:\/*[^/]*@/i.test(address), 'expected an address without an account')
  // As clients are to read it in the WSDL: escaped, and without dots, default port and capitals in the host.
  .transform((address) => (URL.canParse(address) ? new URL(address).href : address).replace(/\/+$/, ''));

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;

export const JSON_DIALECTS = ['maxsight', 'worldserver', 'orkes', 'box', 'handover'] as const;

/** Every way of speaking to the server that can be switched off. */
export const DIALECTS = ['asmx', ...JSON_DIALECTS, 'desk'] as const;

/** A list with commas, each entry once and with what surrounds it cut off. */
const listOf = (isEntry: (entry: string) => boolean, expected: string) =>
  z
    .string()
    .transform((given) => [...new Set(given.split(',').map((entry) => entry.trim()))])
    .refine((entries) => entries.every(isEntry), expected);

/** As browsers name it: no path, no account, no standard port. */
const isOrigin = (text: string): boolean => URL.canParse(text) && new URL(text).origin === text;

const settings = z.object({
  PORT: wholeNumber(0, 65535).default(8080),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATABASE_URL: databaseUrl.optional(),
  DATA_DIR: z.string().min(1).default('./data'),
  DEMO: onOff.optional(),
  ADMIN_PASSWORD: password.optional(),
  DATABASE_POOL: wholeNumber(2, 100).default(8),
  PROCESSES: wholeNumber(1, 64).default(1),
  SMTP_URL: smtpUrl.optional(),
  MAIL_FROM: sender.default('Handover <handover@localhost>'),
  MAIL_PER_SECOND: wholeNumber(1, 1000).default(20),
  PUBLIC_URL: publicUrl.optional(),
  TASK_URL: url(/^https?$/, 'https://dms.example.com/tasks/{taskId}')
    .refine((address) => address.includes('{taskId}'), 'expected {taskId} in it')
    .optional(),
  SERVER_TIME_ZONE: timeZone.optional(),
  TICKET_DAYS: wholeNumber(1, 3650).default(30),
  RETRY_WINDOW_SECONDS: wholeNumber(0, 86_400).default(0),
  USAGE_DAYS: wholeNumber(1, 3650).default(400),
  EMPTY_INSTRUCTIONS: oneOf(['reuse', 'clear'], 'reuse or clear').default('reuse'),
  REJECTION: oneOf(['stop', 'advance'], 'stop or advance').default('stop'),
  TIER_CLOCK: oneOf(['tier', 'task'], 'tier or task').default('tier'),
  MAX_REASSIGNMENTS: wholeNumber(0, 1000).default(0),
  ERROR_CODES: onOff.default(false),
  LIST_EMPTY_DATES: oneOf(['empty', '1900'], 'empty or 1900').default('empty'),
  OIDC_ISSUER: url(/^https?$/, 'https://login.example.com/realms/office').optional(),
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  OIDC_LOGIN_CLAIM: z.string().min(1).default('preferred_username'),
  OIDC_ADMIN_GROUP: z.string().min(1).optional(),
  DESK_PASSWORD_LOGIN: onOff.default(true),
  TRUSTED_USER_PASSWORD: z.string().min(16, 'expected 16 characters or more').optional(),
  DIALECTS: listOf(
    (name) => DIALECTS.some((dialect) => dialect === name),
    `expected names from ${DIALECTS.join(', ')}, with commas`,
  ).default([...DIALECTS]),
  CORS_ORIGINS: listOf(
    (origin) => origin === '*' || isOrigin(origin),
    'expected origins such as https://app.example.com with commas, or *',
  ).optional(),
  RATE_PER_SECOND: wholeNumber(0, 1_000_000).default(0),
  HTTP_GET: onOff.default(true),
  HTTP_POST: onOff.default(true),
  LEGACY_DEPRECATED: day.optional(),
  LEGACY_SUNSET: day.optional(),
  MAX_BODY_BYTES: wholeNumber(1024, 1_073_741_824).default(4 * 1024 * 1024),
  MAX_BODIES_BYTES: wholeNumber(1024, 68_719_476_736).default(64 * 1024 * 1024),
  BUFFER_ANSWER_BYTES: wholeNumber(0, 268_435_456).default(4 * 1024 * 1024),
  BUFFER_ANSWERS: onOff.default(false),
  KEEP_ALIVE_SECONDS: wholeNumber(1, 3600).default(120),
  DRAIN_SECONDS: wholeNumber(0, 3600).optional(),
  TRUST_PROXY: trustedProxies.optional(),
  LOG_LEVEL: oneOf(LOG_LEVELS, `one of ${LOG_LEVELS.join(', ')}`).default('info'),
  METRICS: onOff.default(true),
  METRICS_PORT: wholeNumber(1, 65535).optional(),
});

/** Enough for a balancer that asks every two seconds; nobody balances what runs in a terminal. */
const DRAIN_SECONDS = 5;

/** The settings of one process, read once at start. Names and defaults: docs/settings.md. */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** Absent: embedded PostgreSQL in `dataDir`. */
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
  /** The embedded database, while it holds nobody, is filled with demo data: unless told, only where nobody else is. */
  readonly demo: boolean;
  /** Password of the administrator that a first start without demo data makes. */
  readonly adminPassword: string | undefined;
  /** Connections to PostgreSQL at the most. */
  readonly databasePool: number;
  /** Server processes behind the one port. */
  readonly processes: number;
  /** Absent: mail is written to `dataDir`/mail. */
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
  /** Mails that all processes together send per second at the most. */
  readonly mailPerSecond: number;
  /** Without a slash at the end. */
  readonly publicUrl: string | undefined;
  /** Where mail links to, with {taskId} in it. Absent: mail has no link. */
  readonly taskUrl: string | undefined;
  /** Spelled as TZ understands it. */
  readonly serverTimeZone: string | undefined;
  readonly ticketDays: number;
  /** Seconds during which an identical call gets the first answer again; 0 disables. */
  readonly retryWindowSeconds: number;
  /** How long it is known who called what. */
  readonly usageDays: number;
  readonly emptyInstructions: 'reuse' | 'clear';
  /** Whether a rejected task stops its workflow or lets it advance. */
  readonly rejection: 'stop' | 'advance';
  /** Whether the minutes of tiers count from the call that asks them, or from the start of their task. */
  readonly tierClock: 'tier' | 'task';
  /** How often a task may be reassigned; 0 for any number. */
  readonly maxReassignments: number;
  readonly errorCodes: boolean;
  /** How getTasks and GetTasks1 write a date that is not set. */
  readonly listEmptyDates: 'empty' | '1900';
  /** Address of the provider of single sign-on at the desk. */
  readonly oidcIssuer: string | undefined;
  readonly oidcClientId: string | undefined;
  /** Absent: a public client, proven by PKCE alone. */
  readonly oidcClientSecret: string | undefined;
  /** The claim that is the login of an account. */
  readonly oidcLoginClaim: string;
  /** Whose members are administrators. Absent: roles are given here. */
  readonly oidcAdminGroup: string | undefined;
  /** Whether people may sign in at the desk by login and password. */
  readonly deskPasswordLogin: boolean;
  readonly trustedUserPassword: string | undefined;
  /** Those of DIALECTS that are spoken. */
  readonly dialects: readonly string[];
  /** Origins whose pages may call the JSON dialects; '*' for all. Absent: none. */
  readonly corsOrigins: readonly string[] | undefined;
  /** Calls a second of one credential in the JSON dialects, in each process; 0 for any number. */
  readonly ratePerSecond: number;
  readonly httpGet: boolean;
  readonly httpPost: boolean;
  /** Since when the legacy API is not to be used for anything new, and from when it may be gone, as its answers say. */
  readonly legacyDeprecated: Date | undefined;
  readonly legacySunset: Date | undefined;
  readonly maxBodyBytes: number;
  /** Bytes that the bodies of all requests in progress may hold together. */
  readonly maxBodiesBytes: number;
  /** Longer answers go out in chunks, unless `bufferAnswers`. */
  readonly bufferAnswerBytes: number;
  readonly bufferAnswers: boolean;
  /** How long a connection without a call is kept. */
  readonly keepAliveSeconds: number;
  /** How long `/readyz` says that the server stops before it takes no more calls. */
  readonly drainSeconds: number;
  readonly logLevel: string;
  readonly metrics: boolean;
  /** Absent: the main port, where only this machine reaches it; else none. */
  readonly metricsPort: number | undefined;
  /** Whose X-Forwarded-For is believed. */
  readonly trustProxy: { readonly hops: number } | { readonly networks: readonly string[] } | undefined;
}

/** Its message is for the operator: one line for each setting that is wrong, never with the value of a secret. */
export class ConfigError extends Error {}

/** What is set, with secrets out of the files that hold them; a variable that is set but empty counts as absent. */
export const readGiven = (env: Readonly<Record<string, string | undefined>>) =>
  readSecretFiles(
    Object.fromEntries(
      Object.entries(env).flatMap(([name, value]) => (value === undefined || value === '' ? [] : [[name, value]])),
    ),
  );

/** Names of all settings. */
export const SETTINGS: readonly string[] = Object.keys(settings.shape);

/**
 * Reads the settings; a variable that is set but empty counts as absent.
 *
 * @throws ConfigError naming every variable that is wrong and what was expected
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const { given, files, faults } = readGiven(env);
  const parsed = settings.safeParse(given, { error: wordsFor });
  // The first fault of a setting is enough: the others follow from it.
  const wrong = new Map(
    (parsed.error?.issues ?? []).toReversed().map(({ path, message }) => {
      const name = path.join('.');
      return [files.has(name) ? fileSettingOf(name) : name, message];
    }),
  );
  const lines = [...faults, ...[...wrong].reverse(), ...contradictionsIn(given)].map((line) => line.join(': '));
  if (!parsed.success || lines.length > 0) throw new ConfigError(lines.join('\n'));
  const read = parsed.data;
  return Object.freeze({
    port: read.PORT,
    host: read.HOST,
    databaseUrl: read.DATABASE_URL,
    dataDir: read.DATA_DIR,
    demo: read.DEMO ?? isLoopback(read.HOST),
    adminPassword: read.ADMIN_PASSWORD,
    databasePool: read.DATABASE_POOL,
    processes: read.PROCESSES,
    smtpUrl: read.SMTP_URL,
    mailFrom: read.MAIL_FROM,
    mailPerSecond: read.MAIL_PER_SECOND,
    publicUrl: read.PUBLIC_URL,
    taskUrl: read.TASK_URL,
    serverTimeZone: read.SERVER_TIME_ZONE,
    ticketDays: read.TICKET_DAYS,
    retryWindowSeconds: read.RETRY_WINDOW_SECONDS,
    usageDays: read.USAGE_DAYS,
    emptyInstructions: read.EMPTY_INSTRUCTIONS,
    rejection: read.REJECTION,
    tierClock: read.TIER_CLOCK,
    maxReassignments: read.MAX_REASSIGNMENTS,
    errorCodes: read.ERROR_CODES,
    listEmptyDates: read.LIST_EMPTY_DATES,
    oidcIssuer: read.OIDC_ISSUER,
    oidcClientId: read.OIDC_CLIENT_ID,
    oidcClientSecret: read.OIDC_CLIENT_SECRET,
    oidcLoginClaim: read.OIDC_LOGIN_CLAIM,
    oidcAdminGroup: read.OIDC_ADMIN_GROUP,
    deskPasswordLogin: read.DESK_PASSWORD_LOGIN,
    trustedUserPassword: read.TRUSTED_USER_PASSWORD,
    dialects: read.DIALECTS,
    corsOrigins: read.CORS_ORIGINS,
    ratePerSecond: read.RATE_PER_SECOND,
    httpGet: read.HTTP_GET,
    httpPost: read.HTTP_POST,
    legacyDeprecated: read.LEGACY_DEPRECATED,
    legacySunset: read.LEGACY_SUNSET,
    maxBodyBytes: read.MAX_BODY_BYTES,
    maxBodiesBytes: read.MAX_BODIES_BYTES,
    bufferAnswerBytes: read.BUFFER_ANSWER_BYTES,
    bufferAnswers: read.BUFFER_ANSWERS,
    keepAliveSeconds: read.KEEP_ALIVE_SECONDS,
    drainSeconds: read.DRAIN_SECONDS ?? (process.stdin.isTTY ? 0 : DRAIN_SECONDS),
    logLevel: read.LOG_LEVEL,
    metrics: read.METRICS,
    metricsPort: read.METRICS_PORT,
    trustProxy: read.TRUST_PROXY,
  });
}

/** Settings that are good each, and not together; as far as those can be read that it takes. */
function contradictionsIn(given: Readonly<Record<string, string | undefined>>): readonly (readonly [string, string])[] {
  const { LEGACY_DEPRECATED, LEGACY_SUNSET, DESK_PASSWORD_LOGIN } = settings.shape;
  const deprecated = LEGACY_DEPRECATED.safeParse(given.LEGACY_DEPRECATED).data;
  const sunset = LEGACY_SUNSET.safeParse(given.LEGACY_SUNSET).data;
  const isPasswordOff = DESK_PASSWORD_LOGIN.safeParse(given.DESK_PASSWORD_LOGIN).data === false;
  const isSignOn = given.OIDC_ISSUER !== undefined;
  const found: [string, string][] = [];
  if (isPasswordOff && !isSignOn) {
    found.push(['DESK_PASSWORD_LOGIN', 'expected on, as without OIDC_ISSUER nobody could sign in']);
  }
  if (isSignOn && given.OIDC_CLIENT_ID === undefined) {
    found.push(['OIDC_CLIENT_ID', 'expected the name that OIDC_ISSUER knows this server by']);
  }
  // RFC 9745 4
  if (deprecated && sunset && sunset < deprecated) {
    found.push(['LEGACY_SUNSET', 'expected no day before LEGACY_DEPRECATED']);
  }
  return found;
}

/** Reports whether a server that listens on the host is reached from its own machine only. */
export const isLoopback = (host: string): boolean => /^(localhost|127(\.\d+){3}|\[?::1\]?)$/i.test(host);

/** Finds variables of the environment that are likely meant for settings. */
export const misspelledSettings = (env: Readonly<Record<string, string | undefined>>): Misspelled[] =>
  findMisspelled(env, [...SETTINGS, ...SECRETS.map(fileSettingOf)]);

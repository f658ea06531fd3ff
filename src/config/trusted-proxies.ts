import { z } from 'zod';
import { isNetwork } from '../core/access/networks.ts';

/** How many proxies stand in a row, or the networks they are in. */
export const trustedProxies = z.string().transform((given, context) => {
  if (/^[1-9]\d?$/.test(given)) return { hops: Number(given) };
  const networks = given.split(',').map((each) => each.trim());
  if (networks.every(isNetwork)) return { networks };
  context.addIssue({
    code: 'custom',
    message: 'expected how many proxies stand in a row, or their networks, such as 10.0.0.0/8,192.0.2.7',
  });
  return z.NEVER;
});

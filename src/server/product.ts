import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Product } from '../wire/html/document.ts';

const MANIFEST = new URL('../../package.json', import.meta.url);

const manifest = z.object({ version: z.string(), homepage: z.url({ protocol: /^https?$/ }).optional() });

/** Name, version and `homepage`, the address of the documentation, as package.json has them. */
export function readProduct(): Product {
  const { version, homepage } = manifest.parse(JSON.parse(readFileSync(MANIFEST, 'utf8')));
  return { name: 'Handover', version, documentation: homepage ?? null };
}

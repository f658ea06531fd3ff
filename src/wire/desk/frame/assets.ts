import { createHash } from 'node:crypto';
import type { TextAnswer } from '../../dialect.ts';
import { SCRIPT } from './script.ts';
import { DESK_STYLE } from './style.ts';

interface Asset {
  /** Changes with the contents, so that browsers may keep what they have. */
  readonly path: string;
  readonly mediaType: string;
  readonly body: string;
}

const assetOf = (name: string, ending: string, mediaType: string, body: string): Asset => ({
  path: `/desk/${name}-${createHash('sha256').update(body).digest('hex').slice(0, 12)}.${ending}`,
  mediaType,
  body,
});

export const STYLE_SHEET = assetOf('style', 'css', 'text/css; charset=utf-8', DESK_STYLE);
export const PAGE_SCRIPT = assetOf('script', 'js', 'text/javascript; charset=utf-8', SCRIPT);

/** The answer to a request for the style sheet or the script; null for every other path. */
export function assetAnswer(path: string): TextAnswer | null {
  const asset = [STYLE_SHEET, PAGE_SCRIPT].find((each) => each.path === path);
  if (!asset) return null;
  const headers = {
    'Cache-Control': 'public, max-age=31536000, immutable',
    'Content-Type': asset.mediaType,
    'X-Content-Type-Options': 'nosniff',
  };
  return { status: 200, headers, body: asset.body };
}

import { markup, type Markup } from '../../html/markup.ts';

/** A part of a bar: its class says the colour, its words are for those who do not see it. */
export interface BarPart {
  readonly kind: 'late' | 'soon' | 'later' | 'undated';
  readonly value: number;
}

const BAR = { width: 160, height: 14 } as const;

/**
 * One bar of parts side by side, as long as their sum is of the most on the page. The numbers stand in cells beside it,
 * and are said in the description.
 * @param id of this bar on its page
 */
export function stackedBar(
  id: string,
  parts: readonly BarPart[],
  { most, title, description }: { readonly most: number; readonly title: string; readonly description: string },
): Markup {
  const scale = most === 0 ? 0 : BAR.width / most;
  let at = 0;
  const drawn = parts.flatMap(({ kind, value }) => {
    if (value === 0) return [];
    const x = at;
    at += value * scale;
    const width = Math.max(at - x, 0.5);
    return [
      markup`<rect class="${kind}" x="${x.toFixed(1)}" width="${width.toFixed(1)}" height="${String(BAR.height)}"/>`,
    ];
  });
  return image(`load-${id}`, BAR, { title, description }, drawn);
}

const SPARK = { width: 150, height: 28 } as const;

/** A column for each of some days, as high as its number is of the most among them. */
export function sparkline(
  id: string,
  values: readonly number[],
  { title, description }: { readonly title: string; readonly description: string },
): Markup {
  const most = Math.max(1, ...values);
  const step = SPARK.width / Math.max(values.length, 1);
  const drawn = values.flatMap((value, index) => {
    if (value === 0) return [];
    const height = Math.max((value / most) * (SPARK.height - 1), 1);
    return [
      markup`<rect class="calls" x="${(index * step).toFixed(1)}" y="${(SPARK.height - 1 - height).toFixed(1)}" width="${(step - 1).toFixed(1)}" height="${height.toFixed(1)}"/>`,
    ];
  });
  const line = markup`<path class="base" d="M0 ${String(SPARK.height - 0.5)}H${String(SPARK.width)}"/>`;
  return image(`days-${id}`, SPARK, { title, description }, [line, ...drawn]);
}

const image = (
  id: string,
  { width, height }: { readonly width: number; readonly height: number },
  { title, description }: { readonly title: string; readonly description: string },
  drawn: readonly Markup[],
): Markup =>
  markup`<svg class="chart" role="img" aria-labelledby="${id}-t" aria-describedby="${id}-d" viewBox="0 0 ${String(width)} ${String(height)}" width="${String(width)}" height="${String(height)}"><title id="${id}-t">${title}</title><desc id="${id}-d">${description}</desc>${drawn}</svg>`;

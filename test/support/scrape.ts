/** A metric as a scrape shows it. */
export interface ScrapedMetric {
  readonly name: string;
  readonly type: string;
  /** Names of the labels of its samples, without those that its type brings. */
  readonly labels: ReadonlySet<string>;
}

/** The label that a histogram's samples have besides its own. */
const OF_TYPE: ReadonlySet<string> = new Set(['le', 'quantile']);

/** Reads the text that Prometheus scrapes; labels are known of metrics with samples only. */
export const readScrape = (text: string): readonly ScrapedMetric[] =>
  [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name = '', type = '']) => ({
    name,
    type,
    labels: labelsOf(text, name, type),
  }));

function labelsOf(text: string, name: string, type: string): ReadonlySet<string> {
  const sample = new RegExp(`^${name}${type === 'histogram' ? '(?:_bucket|_sum|_count)' : ''}\\{(.*)\\} \\S+$`, 'gm');
  const names = [...text.matchAll(sample)].flatMap(([, labels = '']) =>
    [...labels.matchAll(/(\w+)="(?:[^"\\]|\\.)*"/g)].map(([, label = '']) => label),
  );
  return new Set(names.filter((label) => !OF_TYPE.has(label)));
}

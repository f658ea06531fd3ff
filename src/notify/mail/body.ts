/** Words of somebody's own, as many lines as they have. */
export interface Quote {
  readonly label: string;
  readonly text: string;
}

/** One part of a mail. Everything but the quotes is on one line each. */
export interface Section {
  /** Null for a mail's only section, whose heading is the subject. */
  readonly heading: string | null;
  readonly paragraphs: readonly string[];
  readonly facts: readonly (readonly [label: string, value: string])[];
  readonly quotes: readonly Quote[];
  readonly link: { readonly label: string; readonly url: string } | null;
}

/** The content of a mail, before it is written as text or HTML. */
export interface Body {
  readonly language: string;
  readonly title: string;
  readonly sections: readonly Section[];
  readonly closing: string;
}

/** A section of words alone. */
export const plainSection = (paragraph: string): Section => ({
  heading: null,
  paragraphs: [paragraph],
  facts: [],
  quotes: [],
  link: null,
});

const linesOf = (text: string): string[] => text.trimEnd().split(/\r\n|\r|\n/);

/** Writes the body as plain text: facts in a column, quotes whole. */
export function textOf({ sections, closing }: Body): string {
  return `${[...sections.flatMap(blocksOf), closing].join('\n\n')}\n`;
}

function blocksOf({ heading, paragraphs, facts, quotes, link }: Section): readonly string[] {
  const width = Math.max(0, ...facts.map(([label]) => label.length)) + 2;
  const blocks = [
    heading && `${heading}\n${'-'.repeat(Math.min(Array.from(heading).length, 70))}`,
    paragraphs.join('\n'),
    facts.map(([label, value]) => `${`${label}:`.padEnd(width)}${value}`).join('\n'),
    ...quotes.map(
      ({ label, text }) =>
        `${label}:\n${linesOf(text)
          .map((line) => `> ${line}`.trimEnd())
          .join('\n')}`,
    ),
    link && `${link.label}: ${link.url}`,
  ];
  return blocks.flatMap((block) => block || []);
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (char) => ESCAPES[char] ?? char);

/**
 * Writes the body as one HTML page: styles inline, nothing to load, and no colour but the reader's own, so
 * that it is as legible in a dark client as in a light one.
 */
export function htmlOf({ language, title, sections, closing }: Body): string {
  return [
    `<!DOCTYPE html>`,
    `<html lang="${escaped(language)}" style="color-scheme:light dark">`,
    `<head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>${escaped(title)}</title></head>`,
    `<body style="margin:16px;max-width:640px;font:15px/1.5 system-ui,'Segoe UI',Helvetica,Arial,sans-serif">`,
    `<h1 style="margin:0 0 12px;font-size:20px;line-height:1.3">${escaped(title)}</h1>`,
    ...sections.flatMap(htmlOfSection),
    `<p style="margin:24px 0 0;font-size:13px;opacity:.75">${escaped(closing)}</p>`,
    `</body>`,
    `</html>`,
    ``,
  ].join('\n');
}

function htmlOfSection({ heading, paragraphs, facts, quotes, link }: Section): readonly string[] {
  const cell = 'padding:2px 16px 2px 0;vertical-align:top;text-align:left';
  const rows = facts.map(
    ([label, value]) =>
      `<tr><th scope="row" style="${cell};font-weight:normal;opacity:.75">${escaped(label)}</th>` +
      `<td style="${cell}">${escaped(value)}</td></tr>`,
  );
  return [
    ...(heading === null
      ? []
      : [`<h2 style="margin:24px 0 8px;font-size:16px;line-height:1.3">${escaped(heading)}</h2>`]),
    ...paragraphs.map((paragraph) => `<p style="margin:0 0 8px">${escaped(paragraph)}</p>`),
    ...(rows.length === 0
      ? []
      : [
          `<table role="presentation" style="margin:16px 0;border-collapse:collapse;font-size:15px">`,
          ...rows,
          `</table>`,
        ]),
    ...quotes.flatMap(({ label, text }) => [
      `<p style="margin:0 0 4px;opacity:.75">${escaped(label)}</p>`,
      `<blockquote style="margin:0 0 16px;padding:4px 0 4px 12px;border-left:3px solid #888">` +
        `${linesOf(text).map(escaped).join('<br>\n')}</blockquote>`,
    ]),
    ...(link ? [`<p style="margin:0 0 16px"><a href="${escaped(link.url)}">${escaped(link.label)}</a></p>`] : []),
  ];
}

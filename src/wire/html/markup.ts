/** HTML that needs no escaping any more; only `markup` makes it from text. */
export interface Markup {
  readonly html: string;
}

type Part = string | Markup | readonly Markup[];

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const htmlOf = (part: Part): string => {
  if (typeof part === 'string') return part.replace(/[&<>"']/g, (char) => ESCAPES[char] ?? char);
  return 'html' in part ? part.html : part.map(({ html }) => html).join('');
};

/** Template tag: the template's own text is HTML, every string put into it is escaped for text and attributes. */
export const markup = (template: TemplateStringsArray, ...parts: readonly Part[]): Markup => ({
  html: String.raw({ raw: template }, ...parts.map(htmlOf)),
});

/** Joins lines with LF, as a `pre` shows them. */
export const joinLines = (lines: readonly Markup[]): Markup => ({ html: lines.map(({ html }) => html).join('\n') });

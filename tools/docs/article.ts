import { Marked, type Tokens } from 'marked';
import { markup, type Markup } from '../../src/wire/html/markup.ts';
import { createAnchors } from './anchors.ts';
import { pathLinked, targetOf } from './links.ts';
import { pictureAddress } from './sources.ts';
import { renderTable } from './table.ts';

/** A heading below the title. */
export interface Section {
  readonly level: number;
  readonly anchor: string;
  readonly html: Markup;
}

/** A document, rendered. */
export interface Article {
  readonly title: string;
  readonly sections: readonly Section[];
  readonly html: Markup;
}

/** Renders a document in Markdown: headings get anchors, links lead to the pages of the site. */
export function renderArticle(path: string, source: string, shown: ReadonlySet<string>): Article {
  const sections: Section[] = [];
  const anchorOf = createAnchors();
  let title = path;

  const marked = new Marked({
    renderer: {
      heading({ depth, tokens, text }: Tokens.Heading): string {
        const anchor = anchorOf(text);
        const html = { html: this.parser.parseInline(tokens) };
        if (depth === 1) {
          title = this.parser.parseInline(tokens, this.parser.textRenderer);
          return markup`<h1 id="${anchor}">${html}</h1>\n`.html;
        }
        sections.push({ level: depth, anchor, html: withoutLinks(html) });
        const level = { html: `h${depth}` };
        return markup`<${level} id="${anchor}">${html} <a class="anchor" href="#${anchor}" aria-label="Link to this section">#</a></${level}>\n`
          .html;
      },
      link({ href, tokens }: Tokens.Link): string {
        const text = { html: this.parser.parseInline(tokens) };
        const target = targetOf(path, href, shown);
        if (target.kind === 'address') return markup`<a href="${target.href}">${text}</a>`.html;
        const isNamed = text.html.includes(target.path.split('/').at(-1) ?? target.path);
        return isNamed ? text.html : markup`${text} (<code>${target.path}</code>)`.html;
      },
      image({ href, text }: Tokens.Image): string {
        return markup`<img src="${pictureAddress(pathLinked(path, href) ?? href)}" alt="${text}" />`.html;
      },
      code({ text }: Tokens.Code): string {
        return markup`<pre>${text}</pre>\n`.html;
      },
      table(table: Tokens.Table): string {
        return renderTable(table, ({ tokens }) => ({ html: this.parser.parseInline(tokens) })).html;
      },
    },
  });
  const html = { html: marked.parse(source, { async: false }) };
  return { title, sections, html };
}

const withoutLinks = ({ html }: Markup): Markup => ({ html: html.replace(/<\/?a\b[^>]*>/g, '') });

import { markup, type Markup } from './markup.ts';
import { STYLE } from './style.ts';

/** Name and version of the server, for the foot of a page. */
export interface Product {
  readonly name: string;
  readonly version: string;
  /** Where its documentation is, an address or a path of the server; null where it is nowhere. */
  readonly documentation: string | null;
}

export interface Page {
  readonly title: string;
  /** Elements of the head beside those all pages have. */
  readonly head: Markup;
  /** CSS rules of these pages beside those that all pages share. */
  readonly style: string;
  /** The bar at the top: whose pages these are. */
  readonly banner: Markup;
  readonly content: Markup;
  /** Links at the foot beside the documentation. */
  readonly links: readonly Markup[];
  readonly product: Product;
}

/** Renders a whole page: a link past the bar for who goes by keyboard, the bar, the content, the foot. */
export const renderDocument = ({ title, head, style, banner, content, links, product }: Page): string =>
  markup`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
${head}
<style>${{ html: STYLE + style }}</style>
</head>
<body>
<a class="skip" href="#content">Skip to content</a>
<header><div class="column">${banner}</div></header>
<main id="content" tabindex="-1" class="column">
${content}
</main>
<footer><div class="column"><span>${product.name} ${product.version}</span>${footLinks(product, links)}</div></footer>
</body>
</html>
`.html;

function footLinks({ documentation }: Product, links: readonly Markup[]): readonly Markup[] {
  const docs = documentation === null ? [] : [markup`<a href="${documentation}">Documentation</a>`];
  return [...docs, ...links].map((link) => markup`\n${link}`);
}

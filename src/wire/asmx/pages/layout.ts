import { renderDocument, type Product } from '../../html/document.ts';
import { markup, type Markup } from '../../html/markup.ts';
import { STYLE } from './style.ts';

/** The address that the client used, which links and samples of every page repeat. */
export interface PageContext {
  /** Scheme, host and port: "http://localhost:8080". */
  readonly origin: string;
  /** The path as the client spelled it: "/srv.asmx". */
  readonly path: string;
  readonly product: Product;
}

/** The last segment of the path: a relative reference that still holds behind a proxy that adds a prefix. */
export const fileOf = ({ path }: Pick<PageContext, 'path'>): string => path.slice(path.lastIndexOf('/') + 1);

/** Renders a whole page: title, the bar with the service's name, content. */
export function renderPage(context: PageContext, title: string, content: Markup): string {
  const file = fileOf(context);
  return renderDocument({
    title,
    head: markup`<link rel="alternate" type="text/xml" href="${file}?disco">`,
    style: STYLE,
    banner: markup`<a href="${file}">Srv</a> <span>Web Service</span>`,
    content,
    links: [markup`<a href="${file}?WSDL">Service Description (WSDL)</a>`],
    product: context.product,
  });
}

/** The way back from any other page to the list. */
export const renderWayBack = (context: PageContext): Markup =>
  markup`<p class="back quiet">Click <a href="${fileOf(context)}">here for a complete list of operations</a>.</p>`;

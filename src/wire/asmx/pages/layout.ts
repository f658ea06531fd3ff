import { renderDocument, type Product } from '../../html/document.ts';
import { markup, type Markup } from '../../html/markup.ts';
import { STYLE } from './style.ts';

/** The address that the client used, which links and samples of every page repeat. */
export interface Place {
  /** Scheme, host and port: "http://localhost:8080". */
  readonly origin: string;
  /** The path as the client spelled it: "/srv.asmx". */
  readonly path: string;
  readonly product: Product;
}

/** The last segment of the path: a relative reference that still holds behind a proxy that adds a prefix. */
export const fileOf = ({ path }: Pick<Place, 'path'>): string => path.slice(path.lastIndexOf('/') + 1);

/** Renders a whole page: title, the bar with the service's name, content. */
export function renderPage(place: Place, title: string, content: Markup): string {
  const file = fileOf(place);
  return renderDocument({
    title,
    head: markup`<link rel="alternate" type="text/xml" href="${file}?disco">`,
    style: STYLE,
    banner: markup`<a href="${file}">Srv</a> <span>Web Service</span>`,
    content,
    links: [markup`<a href="${file}?WSDL">Service Description (WSDL)</a>`],
    product: place.product,
  });
}

/** The way back from any other page to the list. */
export const renderWayBack = (place: Place): Markup =>
  markup`<p class="back quiet">Click <a href="${fileOf(place)}">here for a complete list of operations</a>.</p>`;

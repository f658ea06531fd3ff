import { markup, type Markup } from './markup.ts';
import { STYLE } from './style.ts';

/** What every page knows of the request, so that its links and samples name the address the client used. */
export interface Place {
  /** Scheme, host and port: "http://localhost:8080". */
  readonly origin: string;
  /** The path as the client spelled it: "/srv.asmx". */
  readonly path: string;
}

/** The last segment of the path: a relative reference that still holds behind a proxy that adds a prefix. */
export const fileOf = ({ path }: Place): string => path.slice(path.lastIndexOf('/') + 1);

/** Renders a whole page: title, the bar with the service's name, content. */
export const renderPage = (place: Place, title: string, content: Markup): string =>
  markup`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="alternate" type="text/xml" href="${fileOf(place)}?disco">
<style>${{ html: STYLE }}</style>
</head>
<body>
<header><div class="column"><a href="${fileOf(place)}">Srv</a> <span>Web Service</span></div></header>
<main class="column">
${content}
</main>
</body>
</html>
`.html;

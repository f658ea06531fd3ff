import { fileURLToPath } from 'node:url';
import { readXml, type XmlNode } from '../../../clients/xml.ts';
import { readSamples } from '../../../support/samples/folder.ts';
import { oneOf } from '../../../support/samples/templates.ts';

const VALUES = { loadedAt: new Date(2026, 2, 2, 9), host: 'tasks.example.com', tickets: new Map<string, string>() };

/** An answer document of a wire sample. */
export interface SampledAnswer {
  readonly sample: string;
  readonly operation: string;
  readonly document: XmlNode;
  /** The server sends numbers of errors. */
  readonly numbered: boolean;
  readonly isLegacyOfDates: boolean;
}

/** Every answer document of the samples of legacy operations. */
export function readSampledAnswers(): readonly SampledAnswer[] {
  const root = fileURLToPath(new URL('../../samples', import.meta.url));
  return readSamples(root)
    .filter(({ name }) => name.startsWith('asmx/'))
    .flatMap(({ name, exchanges, settings }) =>
      exchanges.flatMap(({ request, response }) => {
        const operation = operationOf(request);
        const xml = documentIn(response);
        if (operation === null || xml === null) return [];
        return [
          {
            sample: name,
            operation,
            document: readXml(oneOf(xml.replace(/\{\{ticket:[^{}]+\}\}/g, '{{guid}}'), VALUES)),
            numbered: settings.ERROR_CODES === 'on',
            isLegacyOfDates: settings.LIST_EMPTY_DATES === '1900',
          },
        ];
      }),
    );
}

/** Of a call to an operation's own address, or of one in SOAP with its action. */
function operationOf(request: string): string | null {
  const [, named] = /^(?:GET|POST) \/srv\.asmx\/(\w+)/m.exec(request) ?? [];
  const [, acted] = /tempuri\.org\/(\w+)["\s]/m.exec(request) ?? [];
  return named ?? acted ?? null;
}

function documentIn(response: string): string | null {
  const [, inner] = /<\w+Result>(.*)<\/\w+Result>/s.exec(response) ?? [];
  const [, whole] = /\?>␍?\n(<(?:root|response)\b.*)$/s.exec(response) ?? [];
  return (inner ?? whole ?? null)?.replaceAll('␍', '').trim() ?? null;
}

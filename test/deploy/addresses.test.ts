import { expect } from 'chai';
import { DIALECTS } from '../../src/config.ts';
import { DOCUMENTS_PATH, isDocumentsPath } from '../../src/wire/documents/documents.ts';
import { isServicePath } from '../../src/wire/asmx/srv.ts';
import { isDeskPath } from '../../src/wire/desk/desk.ts';
import { isOpenApiPath } from '../../src/wire/openapi/openapi.ts';
import type { JsonDialect } from '../../src/wire/json/json-dialect.ts';
import { describedDialects } from '../../tools/reference/json-dialects.ts';
import { readDeployed } from './files.ts';
import { kubernetes } from './kubernetes.ts';

/** What the server answers beside the calls of JSON dialects, by its first folder or file. */
const PAGES: readonly (readonly [path: string, claims: (path: string) => boolean])[] = [
  ['/srv.asmx', isServicePath],
  ['/srv.asmx/ReassignTask', isServicePath],
  ['/desk', isDeskPath],
  ['/desk/work', isDeskPath],
  ['/openapi', isOpenApiPath],
  ['/openapi.json', isOpenApiPath],
  [DOCUMENTS_PATH, isDocumentsPath],
  [`${DOCUMENTS_PATH}quickstart.html`, isDocumentsPath],
];

const INSIDE = ['/metrics', '/readyz', '/healthz', '/deskwork', '/apis'];

/** For whoever types no more than the name of the machine, as each proxy writes it. */
const TO_THE_DESK =
  /location = \/ \{\s+return 302 \/desk;|redirect location \/desk code 302 if \{ path \/ \}|handle \/ \{\s+redir \* \/desk\s/;

/** The expression in a proxy's file that says which paths go to the server. */
function passedBy(file: string, line: RegExp): RegExp {
  const [, expression = ''] = line.exec(readDeployed(file)) ?? [];
  expect(expression, file).not.to.equal('');
  return new RegExp(expression, 'i');
}

const PROXIES: Readonly<Record<string, RegExp>> = {
  Caddyfile: passedBy('Caddyfile', /path_regexp \(\?i\)(\S+)/),
  'nginx.conf': passedBy('nginx.conf', /location ~\* (\S+) \{/),
  'haproxy.cfg': passedBy('haproxy.cfg', /acl service path_reg -i (\S+)/),
};

describe('the addresses that deploy/ lets through', () => {
  let dialects: readonly JsonDialect[];
  let calls: readonly string[];

  before(async () => {
    ({ dialects } = await describedDialects());
    calls = dialects.flatMap(({ routes }) => routes.map(({ path }) => path.replaceAll(/:\w+/g, '7')));
  });

  it('are of dialects that are all looked at here', () => {
    expect([...DIALECTS]).to.have.members(['asmx', ...dialects.map(({ name }) => name), 'desk']);
    for (const [path, claims] of PAGES) expect(claims(path), path).to.equal(true);
  });

  for (const [file, passed] of Object.entries(PROXIES)) {
    it(`are all that the server has, and none that stays inside, in ${file}`, () => {
      const all = [...PAGES.map(([path]) => path), ...calls];
      const asked = all.flatMap((path) => [path, `/infoRouter${path}`]);
      expect(asked.filter((path) => !passed.test(path))).to.deep.equal([]);
      expect(INSIDE.filter((path) => passed.test(path))).to.deep.equal([]);
      // The proxy itself leads from here to the desk, so that no other address is taken for it.
      expect(passed.test('/')).to.equal(false);
      expect(readDeployed(file)).to.match(TO_THE_DESK);
    });
  }

  it('are all that the server has, and none that stays inside, in kubernetes.yaml', () => {
    const { paths } = kubernetes();
    const isPassed = (path: string): boolean =>
      paths.some((each) => path === each.path || (each.pathType === 'Prefix' && path.startsWith(`${each.path}/`)));
    expect([...PAGES.map(([path]) => path), ...calls].filter((path) => !isPassed(path))).to.deep.equal([]);
    expect(INSIDE.filter(isPassed)).to.deep.equal([]);
    expect(isPassed('/')).to.equal(true);
  });
});

import { expect } from 'chai';
import { parse } from 'yaml';
import { z } from 'zod';
import { loadDemo } from '../../src/server/demo.ts';
import { queriesOf } from '../deploy/queries.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { readScrape, type ScrapedMetric } from '../support/scrape.ts';
import { endServerProcesses, startServerProcess } from '../support/server-process.ts';
import { codeIn, codeRowsOf, readProject } from './tables.ts';

const alertFile = z.object({ groups: z.array(z.object({ rules: z.array(z.object({ expr: z.string() })) })) });

/** What Prometheus adds by itself. */
const OF_TARGET = new Set(['job', 'instance']);

/** Gives metrics and labels that a query names and a scrape does not have. */
const unknownIn = (query: string, metrics: readonly ScrapedMetric[]): string[] =>
  [...query.matchAll(/\b((?:handover|nodejs|process)_\w+)(?:\{([^}]*)\})?/g)].flatMap(([, name = '', labels = '']) => {
    const metric = metrics.find((each) => name.replace(/_(bucket|sum|count)$/, '') === each.name || name === each.name);
    if (!metric) return [name];
    return [...labels.matchAll(/(\w+)\s*[=!]/g)]
      .map(([, label = '']) => label)
      .filter((label) => !OF_TARGET.has(label) && !metric.labels.has(label))
      .map((label) => `${name}{${label}}`);
  });

describe('docs/metrics.md', function () {
  this.timeout(60_000);
  let database: TestDatabase;
  let text: string;
  let metrics: readonly ScrapedMetric[];

  const rows = codeRowsOf(readProject('docs/metrics.md')).map(([name = '', type = '', labels = '']) => ({
    name: codeIn(name)[0] ?? '',
    type,
    labels: codeIn(labels),
  }));

  before(async () => {
    database = await createTestDatabase('docs_metrics');
    await loadDemo(database.knex);
    const { address } = await startServerProcess({ DATABASE_URL: database.url });
    const get = async (path: string) => (await fetch(address + path)).text();
    const login = await get('/srv.asmx/AuthenticateUser?UID=john.smith&PWD=john-demo');
    const ticket = /ticket="([^"]+)"/.exec(login)?.[1] ?? '';
    expect(await get(`/srv.asmx/GetTask?authenticationTicket=${ticket}&taskId=4800`)).to.include('TaskID');
    expect(await get('/srv.asmx/GetTask?authenticationTicket=none&taskId=4800')).to.include('[901]');
    expect(await get('/srv.asmx/GetTask?authenticationTicket=none&taskId=many')).to.include('many');
    text = await get('/metrics');
    metrics = readScrape(text);
  });

  after(async () => {
    await endServerProcesses();
    await database.drop();
  });

  it('names every metric of ours, and none that is not there', () => {
    const ours = (name: string): boolean => name.startsWith('handover_');
    expect(rows.map(({ name }) => name).filter(ours)).to.have.members(metrics.map(({ name }) => name).filter(ours));
    expect(metrics.map(({ name }) => name)).to.include.members(rows.map(({ name }) => name));
  });

  for (const { name, type, labels } of rows) {
    it(`gives type and labels of ${name}`, () => {
      const metric = metrics.find((each) => each.name === name);
      expect({ type: metric?.type, labels: [...(metric?.labels ?? [])] }).to.deep.equal({ type, labels });
    });
  }

  it('has all that the dashboard and the alerts ask for', () => {
    const alerts = alertFile.parse(parse(readProject('deploy/alerts.yml')));
    const queries = [
      ...queriesOf(readProject('deploy/grafana.json')).map(({ query }) => query),
      ...alerts.groups.flatMap((group) => group.rules.map(({ expr }) => expr)),
    ];
    expect(queries).to.have.length.above(20);
    expect(queries.flatMap((query) => unknownIn(query, metrics))).to.deep.equal([]);
    expect(unknownIn('sum(rate(handover_calls_total[5m])) / handover_ready{colour="red"}', metrics)).to.deep.equal([
      'handover_calls_total',
      'handover_ready{colour}',
    ]);
  });

  it('is right about versions, readiness and connections', () => {
    const { version } = JSON.parse(readProject('package.json')) as { readonly version: string };
    expect(text).to.include(`\nhandover_build_info{version="${version}",node="${process.versions.node}"} 1\n`);
    expect(text).to.include('\nhandover_ready 1\n');
    expect(text).to.match(/^handover_pool_in_use\{pool="calls"\} \d+$/m);
    expect(text).to.include('\nhandover_pool_waiting{pool="lists"} 0\n');
  });

  it('is right about calls', () => {
    const call = (outcome: string) => `{operation="GetTask",binding="http-get",outcome="${outcome}",dialect="asmx"}`;
    expect(text).to.include(`\nhandover_call_duration_seconds_count${call('done')} 1\n`);
    expect(text).to.include(`\nhandover_call_duration_seconds_count${call('unreadable')} 1\n`);
    const refused = [...text.matchAll(/^handover_refusals_total\{reason="(.+)"\} 1$/gm)].map(
      ([, reason = '']) => reason,
    );
    expect(refused).to.have.length(1);
    expect(text).to.include(`\nhandover_call_duration_seconds_count${call(refused[0] ?? '')} 1\n`);
    expect(text).to.include('\nhandover_batch_calls_count{statement="readTask"} 2\n');
    const seen =
      /^handover_last_call_timestamp_seconds\{operation="GetTask",binding="http-get",dialect="asmx"\} (\S+)$/m;
    expect(Number(seen.exec(text)?.[1])).to.be.closeTo(Date.now() / 1000, 60);
  });
});

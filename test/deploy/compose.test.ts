import { existsSync } from 'node:fs';
import { expect } from 'chai';
import { parse } from 'yaml';
import { compose } from './compose.ts';
import { DEPLOY } from './files.ts';

describe('deploy/compose.yaml', () => {
  const { services, configs, volumes } = compose();

  it('has a database, a mail catcher, Prometheus and Grafana beside the server', () => {
    expect(services).to.have.keys(['handover', 'postgres', 'mail', 'prometheus', 'grafana']);
  });

  for (const [name, service] of Object.entries(services)) {
    it(`names one release for ${name}, and lets only this machine in`, () => {
      if (name !== 'handover') expect(service.image).to.match(/^[\w./-]+:v?\d+\.\d+(\.\d+)?$/);
      for (const port of service.ports) expect(port).to.match(/^127\.0\.0\.1:\d+:\d+$/);
    });

    it(`gives ${name} files, volumes and neighbours that there are`, () => {
      for (const volume of service.volumes) {
        const [source = '', , mode] = volume.split(':');
        if (!source.startsWith('./')) expect(volumes).to.have.property(source);
        else expect([existsSync(new URL(source, DEPLOY)), mode], volume).to.deep.equal([true, 'ro']);
      }
      for (const { source } of service.configs) expect(configs).to.have.property(source);
      for (const [neighbour, { condition }] of Object.entries(service.depends_on)) {
        if (condition === 'service_healthy') expect(services[neighbour]?.healthcheck).not.to.equal(undefined);
      }
    });
  }

  it('lets the server write nothing but what is lost with it', () => {
    expect(services.handover).to.deep.include({ read_only: true, cap_drop: ['ALL'] });
  });

  it('shows Grafana its data and its dashboard', () => {
    for (const { content } of Object.values(configs)) expect(parse(content)).to.include({ apiVersion: 1 });
    const { content = '' } = configs['grafana-dashboards'] ?? {};
    const folder = /path: (\S+)/.exec(content)?.[1] ?? '';
    expect(services.grafana?.volumes[0]).to.include(`:${folder}/handover.json:`);
  });
});

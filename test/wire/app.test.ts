import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { createApp, shortcutTo, withShortcut, type MountedDirectly } from '../../src/wire/app.ts';

/** The service, in as far as it matters here: it says where it was asked. */
const service: MountedDirectly = {
  name: 'service',
  claims: (path) => path.startsWith('/srv.asmx'),
  listener: (request, response) => void response.end(request.url),
};
const health = { problems: () => Promise.resolve([]), metrics: null };

for (const prefix of ['', '/infoRouter']) {
  describe(`the app ${prefix === '' ? 'without a prefix' : `below ${prefix}`}`, () => {
    let server: Server;
    let address: string;

    before(async () => {
      const app = createApp([service], health, { prefix });
      server = createServer(withShortcut(app, [shortcutTo(service)], prefix));
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    });
    after(() => new Promise((resolve) => server.close(resolve)));

    const get = (path: string) => fetch(address + path, { redirect: 'manual' });

    it('sends whoever opens it to the desk', async () => {
      const from = (at: string, location: string | null) =>
        new URL(location ?? '', `https://tasks.example.com${at}`).href;
      const { status, headers } = await get('/');
      expect(status).to.equal(302);
      expect(from(`${prefix}/`, headers.get('location'))).to.equal(`https://tasks.example.com${prefix}/desk`);
    });

    it('serves the bare addresses', async () => {
      expect(await (await get('/healthz')).text()).to.equal('ok\n');
      expect(await (await get('//srv.asmx?wsdl')).text()).to.equal('/srv.asmx?wsdl');
      expect((await get('/nothing')).status).to.equal(404);
    });

    if (prefix !== '')
      it('serves them below the prefix too, and sends a browser on to the desk there', async () => {
        expect(await (await get(`${prefix}/healthz`)).text()).to.equal('ok\n');
        expect(await (await get(`${prefix}/srv.asmx?wsdl`)).text()).to.equal('/srv.asmx?wsdl');
        expect((await get(prefix)).headers.get('location')).to.equal(`${prefix}/desk`);
        expect((await get(`${prefix}x/healthz`)).status).to.equal(404);
      });
  });
}

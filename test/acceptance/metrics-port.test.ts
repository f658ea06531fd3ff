import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { expect } from 'chai';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { rejectionOf } from '../support/rejection.ts';
import { ASMX_ALONE, endServerProcesses, startServerProcess } from '../support/server-process.ts';

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

describe('the port of the metrics', function () {
  this.timeout(60_000);
  let database: TestDatabase;

  before(async () => (database = await createTestDatabase('metrics_port')));
  after(async () => {
    await endServerProcesses();
    await database.drop();
  });

  const start = (settings: Readonly<Record<string, string>>) =>
    startServerProcess({ ...ASMX_ALONE, DATABASE_URL: database.url, ADMIN_PASSWORD: 'for-a-test-only', ...settings });
  const statusOf = async (address: string) => (await fetch(`${address}/metrics`)).status;

  it('is the main one where only this machine reaches it', async () => {
    expect(await statusOf((await start({})).address)).to.equal(200);
  });

  it('is none where others reach the server', async () => {
    const { address } = await start({ HOST: '0.0.0.0' });
    expect(await statusOf(address.replace('0.0.0.0', '127.0.0.1'))).to.equal(404);
  });

  it('is one of its own where that is wanted', async () => {
    const port = await freePort();
    const { address } = await start({ METRICS_PORT: String(port) });
    expect(await statusOf(address)).to.equal(404);
    expect(await statusOf(`http://127.0.0.1:${port}`)).to.equal(200);
    expect((await fetch(`http://127.0.0.1:${port}/srv.asmx?wsdl`)).status).to.equal(404);
  });

  it('is the setting to change where the port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const failure = await rejectionOf(start({ METRICS_PORT: String(port) })).finally(() => other.close());
    expect(failure.message).to.include(`Port ${port} on 127.0.0.1 is taken; stop what uses it or set METRICS_PORT to`);
  });
});

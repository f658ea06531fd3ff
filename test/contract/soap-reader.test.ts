import { expect } from 'chai';
import { createClientAsync } from 'soap';
import { srv } from '../../src/wire/asmx/contract/srv.ts';

/** An operation as node-soap sees it: `input` has a key per parameter, beside two about its namespace. */
interface Described {
  readonly input: Readonly<Record<string, unknown>>;
}

const parametersOf = ({ input }: Described) =>
  Object.fromEntries(Object.entries(input).filter(([name]) => name !== 'targetNSAlias' && name !== 'targetNamespace'));

describe('wsdl/srv.wsdl, read by node-soap', () => {
  for (const port of ['SrvSoap', 'SrvSoap12']) {
    it(`describes the same operations and parameters on ${port}`, async () => {
      const client = await createClientAsync(new URL('../../wsdl/srv.wsdl', import.meta.url).pathname);
      const services = client.describe() as Record<string, Record<string, Record<string, Described>>>;

      const seen = Object.entries(services.Srv?.[port] ?? {}).map(([name, each]) => [name, parametersOf(each)]);
      const ours = Object.values(srv).map(({ name, parameters }) => [
        name,
        Object.fromEntries(parameters.map((each) => [each.name, `s:${each.type}`])),
      ]);

      expect(seen).to.have.deep.members(ours);
    });
  }
});

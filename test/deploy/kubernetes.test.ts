import { expect } from 'chai';
import { Deployment } from 'kubernetes-models/apps/v1';
import { Ingress, NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1';
import { Secret, Service, ServiceAccount } from 'kubernetes-models/v1';
import { kubernetes, type Resource } from './kubernetes.ts';

/** Each throws in `validate` where a resource is not as the schema of its kind has it. */
const MODELS: Readonly<Record<string, new () => { validate(): void }>> = {
  'apps/v1 Deployment': Deployment,
  'networking.k8s.io/v1 Ingress': Ingress,
  'networking.k8s.io/v1 NetworkPolicy': NetworkPolicy,
  'policy/v1 PodDisruptionBudget': PodDisruptionBudget,
  'v1 Secret': Secret,
  'v1 Service': Service,
  'v1 ServiceAccount': ServiceAccount,
};

/**
 * Validates a resource, and gives the properties at which the validation has not even looked, as paths: there are none
 * of that name. Whoever lists the keys of an object, as of labels, takes any.
 */
function unknownIn({ apiVersion, kind, ...content }: Resource): string[] {
  const unread = new Set<string>();
  const watched = (value: unknown, path: string): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).map(([key, each]) => [key, watched(each, `${path}.${key}`)] as const);
    if (Array.isArray(value)) return entries.map(([, each]) => each);
    for (const [key] of entries) unread.add(`${path}.${key}`);
    return new Proxy(Object.fromEntries(entries), {
      get(target, key, receiver) {
        unread.delete(`${path}.${String(key)}`);
        return Reflect.get(target, key, receiver) as unknown;
      },
      ownKeys(target) {
        for (const [key] of entries) unread.delete(`${path}.${key}`);
        return Reflect.ownKeys(target);
      },
    });
  };
  const properties = Object.entries(content).map(([key, value]) => [key, watched(value, key)] as const);
  const Model = MODELS[`${apiVersion} ${kind}`];
  if (!Model) throw new Error(`no schema of ${apiVersion} ${kind}`);
  // Assigned: a constructor would copy, and look at everything.
  Object.assign(new Model(), Object.fromEntries(properties)).validate();
  return [...unread];
}

describe('deploy/kubernetes.yaml', () => {
  const { resources, settings, graceSeconds } = kubernetes();

  it('has one resource of every kind', () => {
    expect(resources.map(({ apiVersion, kind }) => `${apiVersion} ${kind}`)).to.have.members(Object.keys(MODELS));
  });

  for (const resource of resources) {
    it(`has a ${resource.kind} as its schema wants it`, () => {
      expect(unknownIn(resource)).to.deep.equal([]);
    });
  }

  it('would not be taken with a name or a value that is wrong', () => {
    const [port] = [{ name: 'http', port: 80, targetport: 'http' }];
    const service = { apiVersion: 'v1', kind: 'Service', spec: { selectors: {}, ports: [port] } };
    expect(unknownIn(service)).to.have.members(['spec.selectors', 'spec.ports.0.targetport']);
    expect(() => unknownIn({ ...service, spec: { ports: [{ port: 'eighty' }] } })).to.throw('must be integer');
  });

  it('gives the server the time that it takes to stop', () => {
    // Ten seconds for calls in hand, and the time of a mail.
    expect(graceSeconds).to.be.at.least(Number(settings.DRAIN_SECONDS) + 10 + 30);
  });
});

import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { readDeployed } from './files.ts';

const resource = z.looseObject({ apiVersion: z.string(), kind: z.string() });

export type Resource = z.infer<typeof resource>;

const secret = z.object({ stringData: z.record(z.string(), z.string()) });

const deployment = z.object({
  spec: z.object({
    template: z.object({
      spec: z.object({
        terminationGracePeriodSeconds: z.number(),
        containers: z.array(z.object({ env: z.array(z.object({ name: z.string(), value: z.string() })) })),
      }),
    }),
  }),
});

const ingress = z.object({
  spec: z.object({
    rules: z.array(
      z.object({
        http: z.object({ paths: z.array(z.object({ path: z.string(), pathType: z.enum(['Exact', 'Prefix']) })) }),
      }),
    ),
  }),
});

/** Reads kubernetes.yaml: its resources, the settings that the server gets of them, and the paths that lead to it. */
export function kubernetes() {
  const resources = parseAllDocuments(readDeployed('kubernetes.yaml')).map((each) => resource.parse(each.toJS()));
  const of = (kind: string): Resource | undefined => resources.find((each) => each.kind === kind);
  const { spec } = deployment.parse(of('Deployment')).spec.template;
  const settings = {
    ...secret.parse(of('Secret')).stringData,
    ...Object.fromEntries(spec.containers.flatMap(({ env }) => env.map(({ name, value }) => [name, value]))),
  };
  const paths = ingress.parse(of('Ingress')).spec.rules.flatMap(({ http }) => http.paths);
  return { resources, settings, paths, graceSeconds: spec.terminationGracePeriodSeconds };
}

import { parse } from 'yaml';
import { z } from 'zod';
import { readDeployed } from './files.ts';

const texts = z.record(z.string(), z.string());

const service = z.object({
  image: z.string(),
  environment: texts.default({}),
  ports: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
  configs: z.array(z.object({ source: z.string(), target: z.string() })).default([]),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
  healthcheck: z.object({ test: z.array(z.string()) }).optional(),
  read_only: z.boolean().default(false),
  cap_drop: z.array(z.string()).default([]),
});

const file = z.object({
  services: z.record(z.string(), service),
  configs: z.record(z.string(), z.object({ content: z.string() })),
  volumes: z.record(z.string(), z.null()),
});

/** Reads what compose.yaml says, as far as the tests look at it. */
export const compose = (): z.infer<typeof file> => file.parse(parse(readDeployed('compose.yaml')));

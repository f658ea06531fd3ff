import { z } from 'zod';

/** A value that may be left out or null. */
export const maybe = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? undefined);

/** A value that stands for itself when left out or null. */
export const otherwise = <T extends z.ZodType>(schema: T, fallback: z.output<T>) =>
  schema.nullish().transform((value): z.output<T> => value ?? fallback);

export const list = <T extends z.ZodType>(schema: T) => otherwise(z.array(schema), []);

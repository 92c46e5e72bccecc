import * as z from 'zod';
import { AssetRef } from '#shared/domain/asset.ts';

/** One file that a production hands over. */
export const DeliveredFile = z.strictObject({ name: z.string().regex(/^[a-z][a-z0-9.-]*$/), ref: AssetRef });
export type DeliveredFile = z.infer<typeof DeliveredFile>;

/** What a production hands over, and how it turned out. */
export const FilmPackage = z.strictObject({
  version: z.literal(1),
  title: z.string(),
  verdict: z.enum(['passed', 'degraded', 'failed']),
  reasons: z.array(z.string()),
  seconds: z.number().positive(),
  scenes: z.int().positive(),
  width: z.int().positive(),
  height: z.int().positive(),
  files: z.array(DeliveredFile).min(1),
});
export type FilmPackage = z.infer<typeof FilmPackage>;

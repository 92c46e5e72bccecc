import * as z from 'zod';

/** SHA-256 of an asset's bytes, lower-case hex. */
export const ContentHash = z.string().regex(/^[0-9a-f]{64}$/);
export type ContentHash = z.infer<typeof ContentHash>;

/** A reference to bytes kept under their content hash; the only form in which bytes travel between steps. */
export const AssetRef = z.strictObject({
  hash: ContentHash,
  mediaType: z.string().regex(/^[a-z]+\/[a-z0-9.+-]+$/),
  bytes: z.int().nonnegative(),
});
export type AssetRef = z.infer<typeof AssetRef>;

/** Where an asset came from, for the report and for lineage. */
export const Provenance = z.strictObject({
  role: z.string(),
  madeBy: z.string(),
  origin: z.string().optional(),
  licence: z.string().optional(),
});
export type Provenance = z.infer<typeof Provenance>;

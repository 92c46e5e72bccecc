import * as z from 'zod';

/** The owner of everything; no read or write happens without one. On one machine it is `local`. */
export const TenantId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/)
  .brand('TenantId');
export type TenantId = z.infer<typeof TenantId>;

/** One execution of a workflow for one brief. */
export const RunId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,79}$/)
  .brand('RunId');
export type RunId = z.infer<typeof RunId>;

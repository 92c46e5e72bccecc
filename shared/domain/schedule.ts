import * as z from 'zod';
import { ProductionRequest } from '#shared/domain/production-request.ts';

/** When a film is asked for again and again, and which. A file of `examples/schedules/` holds one. */
export const Schedule = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,47}$/, 'give 1 to 48 small letters, digits and hyphens'),
  /** As EventBridge Scheduler writes it: `cron(0 6 ? * MON *)`, `rate(1 day)` or `at(2027-01-01T06:00:00)`. */
  expression: z
    .string()
    .regex(/^(cron|rate|at)\(.+\)$/, 'write cron(0 6 ? * MON *), rate(1 day) or at(2027-01-01T06:00:00)'),
  /** IANA name of the zone in which `cron` and `at` are read. */
  timezone: z.string().default('UTC'),
  production: ProductionRequest,
});
export type Schedule = z.infer<typeof Schedule>;

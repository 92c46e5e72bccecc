import * as z from 'zod';
import { scheduleHandler } from '#functions/schedule-handler.ts';
import { acceptProduction } from '#shared/brief/accept-production.ts';
import { TenantId } from '#shared/domain/identity.ts';
import { Schedule } from '#shared/domain/schedule.ts';

/** What a schedule calls with: itself, and the moment that it is for. */
const Occurrence = z.strictObject({
  schedule: Schedule.shape.name,
  at: z.iso.datetime({ offset: true }),
  tenant: TenantId,
  production: Schedule.shape.production,
});

/** Takes on the production of a schedule; each occurrence gives one, however often it is told. */
export const handler = scheduleHandler(
  'brief-schedule',
  Occurrence,
  async ({ schedule, at, tenant, production }, { ports }) => {
    const request = `schedule:${schedule}:${new Date(at).toISOString()}`;
    const { run, isNew } = await acceptProduction(ports, tenant, production, { request, trace: '' });
    ports.log.info('schedule fired', { tenant, run: run.id, schedule, at, isNew });
  },
);

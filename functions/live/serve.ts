import * as z from 'zod';
import { sendBacklog } from '#functions/live/send-backlog.ts';
import { liveHandler } from '#functions/live-handler.ts';
import { describeIssues } from '#shared/brief/describe-issues.ts';
import { RunId } from '#shared/domain/identity.ts';
import { AppError, toAppError } from '#shared/errors.ts';

/** What somebody at the other end may say: which production to watch, and the version that they have. */
const Watch = z.strictObject({
  action: z.literal('watch'),
  run: RunId,
  after: z.int().nonnegative().default(0),
});

/** Live connections: watching a production, what it has done so far first. */
export const handler = liveHandler('live-serve', {
  $connect: ({ ports, tenant, connection }) => ports.live.open(tenant, connection),
  $disconnect: ({ ports, tenant, connection }) => ports.live.close(tenant, connection),
  async $default({ ports, tenant, connection, body }) {
    try {
      const { run, after } = readMessage(body);
      if (!(await ports.runs.get(tenant, run))) {
        throw new AppError('NOT_FOUND', `There is no production ${run}.`);
      }
      await ports.live.watch(tenant, connection, run);
      await sendBacklog(ports, tenant, connection, run, after);
    } catch (thrown) {
      const { code, message } = toAppError(thrown);
      ports.log.info('live message refused', { code });
      if (code === 'INTERNAL') throw thrown;
      await ports.live.send(connection, { type: 'problem', code, detail: message });
    }
  },
});

function readMessage(body: string): z.infer<typeof Watch> {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch (cause) {
    throw new AppError('REQUEST_INVALID', 'The message is not JSON.', { cause });
  }
  const parsed = Watch.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new AppError('REQUEST_INVALID', `The message is not right: ${describeIssues(parsed.error)}.`);
}

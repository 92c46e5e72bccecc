import type { AwsContext } from '#shared/aws/context.ts';
import { TracedLog } from '#shared/aws/log.ts';
import { JsonLog } from '#shared/node/log.ts';

/** Opens the port `log`: standard output, from where CloudWatch Logs takes it. */
export const open = ({ config, ports, redactor }: AwsContext) =>
  new TracedLog(
    new JsonLog({
      write: (line) => process.stdout.write(line),
      clock: ports.clock,
      redactor,
      level: config.logLevel,
    }),
  );

import { createAwsAccess } from '#shared/aws/access.ts';
import type { AwsContext } from '#shared/aws/context.ts';

/** Opens the port `access`. */
export const open = ({ config, ports }: AwsContext) => createAwsAccess(config, ports.clock);

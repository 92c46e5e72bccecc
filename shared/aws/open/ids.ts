import type { AwsContext } from '#shared/aws/context.ts';
import { UlidIds } from '#shared/node/ids.ts';

/** Opens the port `ids`. */
export const open = ({ ports }: AwsContext) => new UlidIds(ports.clock);

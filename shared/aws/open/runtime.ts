import type { AwsContext } from '#shared/aws/context.ts';
import { nodeRuntime } from '#shared/node/runtime.ts';

/** Opens the port `runtime`. */
export const open = ({ config }: AwsContext) => nodeRuntime(config.renderLanes, config.dailyUsd);

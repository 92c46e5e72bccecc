import { systemRandom } from '#shared/node/random.ts';

/** Opens the port `random`. */
export const open = () => systemRandom;

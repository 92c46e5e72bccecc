import { systemClock } from '#shared/node/clock.ts';

/** Opens the port `clock`. */
export const open = () => systemClock;

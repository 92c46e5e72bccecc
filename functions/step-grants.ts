import type { Grants } from '#shared/ports/grants.ts';

/** What every step needs that keeps its result among the assets. */
export const steps = {
  assets: 'write',
  journal: ['append'],
  ledger: ['claim', 'renew', 'commit', 'release', 'forgetAsset'],
} as const satisfies Grants;

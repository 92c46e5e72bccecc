import type { Stage } from '#infra/config.ts';

/** Variables that every function and every job of a stage has; `shared/aws/config.ts` reads them. */
export function baseVariables(stage: Stage): Record<string, string> {
  return {
    REELWRIGHT_STAGE: stage.stage,
    REELWRIGHT_LOG: stage.log.level,
    REELWRIGHT_RENDER_LANES: ['functions', 'jobs', ...(stage.features.gpu ? ['gpu-jobs'] : [])].join(','),
    REELWRIGHT_DAILY_USD: String(stage.budgets.dailyPerTenantUsd),
    ...('fixed' in stage.tenant
      ? { REELWRIGHT_TENANT: stage.tenant.fixed }
      : { REELWRIGHT_TENANT_CLAIM: stage.tenant.claim }),
  };
}

import type { AssetRef } from '#shared/domain/asset.ts';
import type { TenantId } from '#shared/domain/identity.ts';
import { AppError, errorCode } from '#shared/errors.ts';
import type { Assets } from '#shared/ports/assets.ts';
import type { StepLedger } from '#shared/ports/step-ledger.ts';

/**
 * The same assets, but when one is lost or damaged the results that kept it are forgotten: the error then says truly that
 * the same command makes it anew.
 */
export function healingAssets(assets: Assets, ledger: Pick<StepLedger, 'forgetAsset'>): Assets {
  const heal = async <T>(tenant: TenantId, { hash }: AssetRef, reading: Promise<T>): Promise<T> => {
    try {
      return await reading;
    } catch (error) {
      const code = errorCode(error);
      if (code !== 'ASSET_NOT_FOUND' && code !== 'ASSET_CORRUPT') throw error;
      if ((await ledger.forgetAsset(tenant, hash)) === 0) throw error;
      throw new AppError(code, 'Something that was made earlier is lost or damaged.', {
        hint: 'Run the same command again: it is made anew.',
        cause: error,
      });
    }
  };
  return {
    has: (...args) => assets.has(...args),
    put: (...args) => assets.put(...args),
    putFile: (...args) => assets.putFile(...args),
    get: (tenant, ref) => heal(tenant, ref, assets.get(tenant, ref)),
    copyTo: (tenant, ref, path) => heal(tenant, ref, assets.copyTo(tenant, ref, path)),
  };
}

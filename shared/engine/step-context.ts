import type * as z from 'zod';
import type { AssetRef } from '#shared/domain/asset.ts';
import type { StepContext } from '#shared/engine/step.ts';
import type { StepEnvironment } from '#shared/engine/step-environment.ts';
import { canonicalJson } from '#shared/engine/step-key.ts';
import { AppError } from '#shared/errors.ts';
import type { Assets } from '#shared/ports/assets.ts';
import type { Ports } from '#shared/ports/ports.ts';

/** What a step said and spent while it ran. */
export interface Collected {
  usd: number;
  notices: { code: string; message: string }[];
  /** Hashes of what it kept. */
  assets: Set<string>;
}

/** Makes the context that a step's `run` is given, and the place where what it says is collected. */
export function createStepContext<P extends keyof Ports>(
  environment: StepEnvironment<P>,
): { context: StepContext<P>; collected: Collected } {
  const { tenant, run, signal } = environment;
  const collected: Collected = { usd: 0, notices: [], assets: new Set() };
  const ports = noting(environment.ports, collected.assets);
  const context: StepContext<P> = {
    tenant,
    run,
    ports,
    signal,
    readJson: (schema, ref) => readJson(ports, tenant, schema, ref),
    writeJson: (schema, value) => writeJson(ports, tenant, schema, value),
    notice: (code, message) => {
      const told = collected.notices.some((notice) => notice.code === code && notice.message === message);
      if (!told) collected.notices.push({ code, message });
    },
    spend: (usd) => {
      collected.usd += usd;
    },
  };
  return { context, collected };
}

/** The same ports, with a note of every asset that is kept through them. */
function noting<T extends { assets: Assets }>(ports: T, kept: Set<string>): T {
  const note = async (keeping: Promise<AssetRef>) => {
    const ref = await keeping;
    kept.add(ref.hash);
    return ref;
  };
  const { assets } = ports;
  const noted: Assets = {
    get: (...args) => assets.get(...args),
    copyTo: (...args) => assets.copyTo(...args),
    has: (...args) => assets.has(...args),
    put: (...args) => note(assets.put(...args)),
    putFile: (...args) => note(assets.putFile(...args)),
  };
  return Object.create(ports, { assets: { value: noted } }) as T;
}

/** Reads a JSON asset through its schema; throws `ASSET_CORRUPT` when it does not fit. */
export async function readJson<S extends z.ZodType>(
  { assets }: { assets: Pick<Assets, 'get'> },
  tenant: StepEnvironment['tenant'],
  schema: S,
  ref: AssetRef,
): Promise<z.infer<S>> {
  const bytes = await assets.get(tenant, ref);
  const result = schema.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8')));
  if (result.success) return result.data;
  throw new AppError('ASSET_CORRUPT', `The asset ${ref.hash} does not fit its schema.`, {
    cause: result.error,
  });
}

/** Keeps a value as a JSON asset in canonical form; throws `STEP_OUTPUT_INVALID` when it does not fit the schema. */
export async function writeJson<S extends z.ZodType>(
  { assets }: { assets: Pick<Assets, 'put'> },
  tenant: StepEnvironment['tenant'],
  schema: S,
  value: z.input<S>,
): Promise<AssetRef> {
  const result = schema.safeParse(value);
  if (!result.success) {
    throw new AppError('STEP_OUTPUT_INVALID', 'A value does not fit the schema it is kept under.', {
      cause: result.error,
    });
  }
  return await assets.put(tenant, Buffer.from(canonicalJson(result.data)), 'application/json');
}

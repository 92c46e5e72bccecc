import * as z from 'zod';
import { taskHandler } from '#functions/handler.ts';
import { prepareMedia } from '#shared/brief/prepare-media.ts';
import { AssetRef } from '#shared/domain/asset.ts';
import { Brief } from '#shared/domain/brief.ts';
import { PreparedMedia } from '#shared/domain/prepared-media.ts';
import { readJson, writeJson } from '#shared/engine/step-context.ts';

/** Makes footage, music and recordings that came with the brief uniform; gives what was found in them. */
export const handler = taskHandler(
  'brief-prepare',
  z.strictObject({ brief: AssetRef }),
  async (input, invocation) => {
    const { ports, tenant } = invocation;
    const brief = await readJson(ports, tenant, Brief, input.brief);
    return { media: await writeJson(ports, tenant, PreparedMedia, await prepareMedia(brief, invocation)) };
  },
);

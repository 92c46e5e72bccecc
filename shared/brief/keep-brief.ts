import { chooseLook } from '#shared/brief/wished-look.ts';
import { readWishedText } from '#shared/brief/wished-text.ts';
import type { AssetRef } from '#shared/domain/asset.ts';
import { Brief, type BriefSource } from '#shared/domain/brief.ts';
import type { TenantId } from '#shared/domain/identity.ts';
import type { ProductionRequest } from '#shared/domain/production-request.ts';
import { writeJson } from '#shared/engine/step-context.ts';
import type { Assets } from '#shared/ports/assets.ts';
import { Look } from '#shared/scenes/styles/look.ts';
import { parseStyle } from '#shared/scenes/styles/parse-style.ts';

const MEDIA_TYPES = { plain: 'text/plain', markdown: 'text/markdown', html: 'text/html' } as const;
const LONGEST_TITLE = 200;
/** Letters of a line that are looked at for a title: marks take time by the square of them. */
const LOOKED_AT = 2_000;

/** A brief that is kept. */
export interface KeptBrief {
  ref: AssetRef;
  brief: Brief;
  /** What to call the production: the wanted title, or what it is made of. */
  title: string;
}

/**
 * Makes the brief of a request and keeps it, and the text that came with it, as assets. Of what stands at the head of the text
 * and in the request too, the request holds. Throws `BRIEF_INVALID` or `OPTION_INVALID` for a head
 * that cannot be read, `STYLE_INVALID` for a style or brand that cannot.
 */
export async function keepBrief(
  ports: { assets: Pick<Assets, 'put'> },
  tenant: TenantId,
  { topic, text: whole, format, url, sources, approval: _, styleSheet, brand, ...wished }: ProductionRequest,
): Promise<KeptBrief> {
  const given: BriefSource[] = sources.map(({ asset, ...source }) => ({
    kind: 'text',
    ref: asset,
    ...source,
  }));
  const head = whole === undefined ? undefined : readWishedText(whole, format, 'the text');
  const text = head?.text;
  const title = wished.title ?? head?.title;
  if (text !== undefined) {
    const ref = await ports.assets.put(tenant, Buffer.from(text), MEDIA_TYPES[format]);
    given.unshift({ kind: 'text', ref, format, name: 'text' });
  }
  if (url !== undefined) given.unshift({ kind: 'address', url });
  const asked = { ...head?.options, ...wished.options };
  const sheet = styleSheet && parseStyle(styleSheet, styleSheet.name);
  const chosen = chooseLook({ style: asked.style, sheet, brand });
  const brief = Brief.parse({
    version: 1,
    ...(chosen.own ? { look: await writeJson(ports, tenant, Look, chosen.look) } : {}),
    ...(topic === undefined ? {} : { topic }),
    sources: given,
    ...wished,
    ...(title === undefined ? {} : { title }),
    options: { ...chosen.options, ...asked, style: chosen.options.style },
  });
  return {
    ref: await writeJson(ports, tenant, Brief, brief),
    brief,
    title: (title ?? topic ?? firstLine(text) ?? url ?? sources[0]?.name ?? '')
      .slice(0, LONGEST_TITLE)
      .toWellFormed(),
  };
}

/** The first line of a text that says something, without marks. */
function firstLine(text: string | undefined): string | undefined {
  return text
    ?.split('\n', 50)
    .map((line) =>
      line
        .slice(0, LOOKED_AT)
        .replace(/!\[[^\]]*\]\([^)]*\)|<[^>]*>|^[\s#>*-]+/g, '')
        .trim(),
    )
    .find((line) => line !== '');
}

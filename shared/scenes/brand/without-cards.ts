import type { Brief } from '#shared/domain/brief.ts';
import type { TenantId } from '#shared/domain/identity.ts';
import { FPS } from '#shared/domain/timeline.ts';
import type { AssetReader } from '#shared/ports/assets.ts';
import { cardTransition } from '#shared/scenes/brand/with-brand.ts';
import { brandOf, lookOf } from '#shared/scenes/styles/look-of.ts';

/** A film is at least this long, whatever its cards take, in seconds. */
const LEAST = 5;

/** Seconds of the wanted length that are left for what is told, without the cards of the brief's brand. */
export async function secondsWithoutCards(
  brief: Brief,
  ports: { assets: Pick<AssetReader, 'get'> },
  tenant: TenantId,
): Promise<number> {
  const { duration, seed } = brief.options;
  const brand = await brandOf(brief, ports, tenant);
  if (!brand) return duration;
  const { frames } = cardTransition(await lookOf(brief, ports, tenant), seed);
  const cards = [brand.intro, brand.outro].flatMap((card) => (card ? [card.seconds - frames / FPS] : []));
  return Math.max(
    LEAST,
    cards.reduce((left, seconds) => left - seconds, duration),
  );
}

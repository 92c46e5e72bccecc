import type { Beat } from '#shared/agents/director/plan-beats.ts';
import type { Document } from '#shared/domain/document.ts';
import type { Research } from '#shared/domain/research.ts';
import { common, keysOf } from '#shared/language/shared-words.ts';

/** A picture or a piece of footage that came with the brief. */
export interface Given {
  name: string;
  alt?: string | undefined;
}

/** One picture of the document and where it stands in it. */
interface Picture {
  index: number;
  keys: ReadonlySet<string>;
  /** How many sentences stand before it; undefined when the text does not show where it belongs. */
  place: number | undefined;
  section: number | undefined;
}

/** Where a scene's words stand in the document: the places of its sentences, and the section of the first. */
interface Spot {
  keys: ReadonlySet<string>;
  places: readonly number[];
  section: number | undefined;
}

/** Words of file names that say nothing of what is in the picture. */
const NOISE =
  /\b(?:img|image|photo|picture|pic|figure|fig|dsc|screenshot|scan|bild|foto|imagen|jpe?g|png|webp|gif|\d+)\b/giu;
const WORD_MATCH = 1;
const PLACE_MATCH = 1.2;
const SECTION_MATCH = 0.5;
/** Below this a picture has nothing to do with the scene. */
const ENOUGH = 0.4;
/** How much a scene with a chart, a quotation or a list of its own resists a picture. */
const RESISTANCE = 0.8;
/** Pictures that one scene shows at most. */
const COLLAGE = 5;

/** What the name of a file says of what is in it: `IMG_0041-grey_heron.jpg` says `grey heron`. */
export const nameWords = (name: string): string =>
  name
    .replace(/\.[a-z0-9]{2,5}$/i, '')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/[_\-./\\]+/g, ' ')
    .replace(NOISE, ' ');

/** The name of a file without its folders, whatever its case. */
const placeKey = (name: string): string =>
  (name.split(/[\\/]/u).at(-1) ?? name).normalize('NFC').toLowerCase();

interface Layout {
  places: ReadonlyMap<string, number>;
  sections: readonly number[];
  images: ReadonlyMap<string, { place: number; section: number }>;
}

function layOut({ sections }: Document): Layout {
  const places = new Map<string, number>();
  const sectionOf: number[] = [];
  const images = new Map<string, { place: number; section: number }>();
  for (const [section, { blocks }] of sections.entries()) {
    for (const block of blocks) {
      if (block.kind === 'image' && !images.has(placeKey(block.name)))
        images.set(placeKey(block.name), { place: places.size, section });
      const sentences = 'sentences' in block ? block.sentences : 'items' in block ? block.items : [];
      for (const { id } of sentences) {
        sectionOf[places.size] = section;
        places.set(id, places.size);
      }
    }
  }
  return { places, sections: sectionOf, images };
}

function fit(picture: Picture, spot: Spot): number {
  const shared = common(picture.keys, spot.keys);
  const words = shared === 0 ? 0 : WORD_MATCH * (0.5 + shared / picture.keys.size);
  if (picture.place === undefined) return words;
  const { place } = picture;
  const distance = Math.min(...spot.places.map((at) => (at < place ? place - at : at - place + 1.5)));
  const near = distance <= 3 ? PLACE_MATCH / distance : 0;
  const section = spot.section === picture.section && spot.section !== undefined ? SECTION_MATCH : 0;
  return words + Math.max(near, section);
}

const crowds = (taken: ReadonlyMap<number, number>, at: number): boolean => {
  const has = (offset: number): boolean => taken.has(at + offset);
  return (has(-1) && has(-2)) || (has(-1) && has(1)) || (has(1) && has(2));
};

/** Gives the pictures that nothing points to an even place in the film, keeping their order as far as it goes. */
function spread(rest: readonly Picture[], taken: Map<number, number>, strengths: readonly number[]): void {
  const last = strengths.length - 1;
  for (const [turn, picture] of rest.entries()) {
    const wanted = 1 + ((turn + 0.5) / rest.length) * (last - 1);
    let best: { at: number; cost: number } | undefined;
    for (let at = 1; at <= last; at += 1) {
      if (taken.has(at) || crowds(taken, at)) continue;
      const cost = Math.abs(at - wanted) + 2.5 * (strengths[at] ?? 0);
      if (best === undefined || cost < best.cost) best = { at, cost };
    }
    if (best) taken.set(best.at, picture.index);
  }
}

/** Puts pictures that found no scene of their own beside others, as far as a collage holds them. */
function gather(rest: readonly Picture[], shown: ReadonlyMap<number, number[]>): void {
  const scenes = [...shown.keys()].sort((a, b) => a - b);
  for (const [turn, { index }] of rest.entries()) {
    const start = Math.floor((turn * scenes.length) / rest.length);
    const order = [...scenes.slice(start), ...scenes.slice(0, start)];
    const free = order.map((scene) => shown.get(scene)).find((list) => list && list.length < COLLAGE);
    free?.push(index);
  }
}

/**
 * Which of the given pictures and clips each beat shows, by the beat's index; each at most once. One goes where its name
 * or alternative text shares words with what is said, or where it stands in the text; the rest are spread evenly over the
 * scenes that have no stronger picture of their own (`strengths`: how well that one fits, 0 to 1), and those that find no
 * scene join another one of the document's, up to five in one scene.
 * The first beat is the title's, and no three of them follow each other.
 */
export function placePictures(
  beats: readonly Beat[],
  strengths: readonly number[],
  language: string,
  research: Research,
  document: Document,
  given: readonly Given[] = document.images,
): Map<number, number[]> {
  const layout = layOut(document);
  const factSentences = new Map(research.facts.map((fact) => [fact.id, fact]));
  const pictures = given.map(({ name, alt }, index): Picture => {
    const at = layout.images.get(placeKey(name));
    const keys = keysOf(`${nameWords(name)} ${alt ?? ''}`, language);
    return { index, keys, place: at?.place, section: at?.section };
  });
  const spots = beats.map(({ narration, lines }): Spot => {
    const facts = lines.flatMap((line) => line.facts).flatMap((id) => factSentences.get(id) ?? []);
    const places = facts.flatMap((fact) => fact.sentences).flatMap((id) => layout.places.get(id) ?? []);
    return { keys: keysOf(narration, language), places, section: layout.sections[places[0] ?? -1] };
  });
  const pairs = pictures.flatMap((picture) =>
    spots.flatMap((spot, at) => {
      const score = at === 0 ? 0 : fit(picture, spot);
      return score < ENOUGH
        ? []
        : [{ at, picture, score: score - RESISTANCE * Math.max(0, (strengths[at] ?? 0) - 0.6) }];
    }),
  );
  const taken = new Map<number, number>();
  const used = new Set<number>();
  for (const { at, picture } of pairs.sort((a, b) => b.score - a.score || a.at - b.at)) {
    if (taken.has(at) || used.has(picture.index) || crowds(taken, at)) continue;
    taken.set(at, picture.index);
    used.add(picture.index);
  }
  spread(
    pictures.filter(({ index }) => !used.has(index)),
    taken,
    strengths,
  );
  const shown = new Map([...taken].map(([at, index]) => [at, [index]]));
  const stills = document.images.length;
  const missing = pictures.filter(({ index }) => index < stills && ![...taken.values()].includes(index));
  const hosts = new Map([...shown].filter(([, [index = stills]]) => index < stills));
  gather(missing, hosts);
  return shown;
}

import { createHash } from 'node:crypto';
import type { AssetRef } from '#shared/domain/asset.ts';
import { type Block, Document } from '#shared/domain/document.ts';
import { Fact, Research } from '#shared/domain/research.ts';
import { Script, type ScriptLine } from '#shared/domain/script.ts';

type Extra = { [K in Fact['kind']]: Partial<Extract<Fact, { kind: K }>> & { kind: K } }[Fact['kind']];

/** A line of a film made by hand: its text, and the richer fact that it rests on, if it rests on one. */
export interface LineSpec {
  text: string;
  chapter?: string;
  fact?: Extra;
  /** Name of a picture that stands after the line's sentence in the document. */
  picture?: string;
}

/** A film made by hand. Series that no line cites stand in `tables`. */
export interface FilmSpec {
  title: string;
  language: string;
  lines: (string | LineSpec)[];
  terms?: string[];
  entities?: string[];
  tables?: Extra[];
  images?: { name: string; alt?: string }[];
  origin?: string;
}

/** What the agents before the director hand over. */
export interface Film {
  script: Script;
  research: Research;
  document: Document;
}

/** A reference to bytes that nobody reads, distinct for each name. */
export function fakeRef(name: string, mediaType = 'image/png'): AssetRef {
  return { hash: createHash('sha256').update(name).digest('hex'), mediaType, bytes: name.length };
}

const roleOf = (index: number, count: number): ScriptLine['role'] =>
  index === 0 ? 'hook' : index === count - 1 && count > 2 ? 'ending' : 'point';

/** Makes script, research and document that belong together from a film written by hand; checked by their schemas. */
export function makeFilm(spec: FilmSpec): Film {
  const lines = spec.lines.map((line) => (typeof line === 'string' ? { text: line } : line));
  const facts = lines.map(({ text, fact }, index) =>
    Fact.parse({
      kind: 'statement',
      ...fact,
      id: `f${index}`,
      text,
      sentences: [`s${index}`],
      salience: 0.5,
    }),
  );
  const tables = (spec.tables ?? []).map((table, index) =>
    Fact.parse({
      ...table,
      id: `f${lines.length + index}`,
      text: 'table',
      sentences: ['s999'],
      salience: 0.5,
    }),
  );
  const blocks = lines.flatMap(({ text, picture }, index): Block[] => [
    { kind: 'paragraph', sentences: [{ id: `s${index}`, text }] },
    ...(picture === undefined ? [] : [{ kind: 'image' as const, name: picture }]),
  ]);
  return {
    script: Script.parse({
      version: 1,
      title: spec.title,
      language: spec.language,
      lines: lines.map(({ text, chapter }, index) => ({
        id: `l${index}`,
        role: roleOf(index, lines.length),
        text,
        facts: [`f${index}`],
        ...(chapter === undefined ? {} : { chapter }),
      })),
      wantedSeconds: 45,
      estimatedSeconds: 45,
      notes: [],
    }),
    research: Research.parse({
      version: 1,
      facts: [...facts, ...tables],
      terms: (spec.terms ?? []).map((text, index) => ({ text, weight: 1 / (index + 1) })),
      entities: (spec.entities ?? []).map((text) => ({ text, kind: 'NAME', sentences: [] })),
    }),
    document: Document.parse({
      version: 1,
      title: spec.title,
      language: spec.language,
      sections: [{ blocks }],
      images: (spec.images ?? []).map((image) => ({ ...image, ref: fakeRef(image.name) })),
      origins: [spec.origin ?? 'source.md'],
      words: 100,
    }),
  };
}

/** A piece of a source as its format marks it up, before cleaning and splitting. Texts may hold anything. */
export type RawBlock =
  | { kind: 'heading'; depth: number; text: string }
  | { kind: 'paragraph'; text: string }
  /** `done` when all its items have a box: ticked or open. */
  | { kind: 'list'; ordered: boolean; items: string[]; done?: boolean }
  | { kind: 'quote'; text: string; source?: string }
  | { kind: 'table'; header: string[]; rows: string[][] }
  /** `target` is what the source points to: a file name, a path or an address. */
  | { kind: 'image'; target: string; alt: string }
  | { kind: 'code'; code: string; language?: string };

/** A source taken apart: its own title, if the format has a place for one, and its blocks in order. */
export interface RawSource {
  title?: string;
  blocks: RawBlock[];
}

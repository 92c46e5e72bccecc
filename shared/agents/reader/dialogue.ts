import type { RawBlock } from '#shared/agents/reader/raw-block.ts';

/** `ANNA: text`, `Dr. Weiss: text`, `太郎：text`. */
const TURN = /^\s*([\p{Lu}\p{Lo}][\p{L}\p{M}\p{N}.’' -]{0,28}?)\s?[:：]\s*(\S.*)$/u;
/** What stands before a colon and is nobody's name. */
const LABEL =
  /^(?:note|tip|hint|warning|caution|important|example|source|update|ps|faq|hinweis|achtung|tipp|wichtig|beispiel|quelle|nota|aviso|consejo|ejemplo|fuente|remarque|attention|exemple|esempio|attenzione)s?$/iu;
/** What an actor does, between two sentences: `(laughs)`, `(turns away)`. */
const STAGE_DIRECTION = /(?<=^|[.!?…]["'”»]?\s+)\(\p{Ll}+(?:\s\p{Ll}+){0,2}\)\s*(?=$|["'“«¿¡]?\p{Lu})/gu;
const LEAST_TURNS = 3;
const LEAST_SPEAKERS = 2;

function linesOf(block: RawBlock): string[] {
  return block.kind === 'paragraph' ? block.text.split('\n') : [];
}

/** Who speaks: two names or more before colons, of which one at least speaks twice. */
function speakersOf(blocks: readonly RawBlock[]): ReadonlySet<string> {
  const turns = new Map<string, number>();
  for (const line of blocks.flatMap(linesOf)) {
    const name = TURN.exec(line)?.[1];
    if (name !== undefined && !LABEL.test(name)) turns.set(name, (turns.get(name) ?? 0) + 1);
  }
  const counts = [...turns.values()];
  const total = counts.reduce((sum, count) => sum + count, 0);
  const talk = turns.size >= LEAST_SPEAKERS && total >= LEAST_TURNS && Math.max(...counts) >= 2;
  return new Set(talk ? turns.keys() : []);
}

function turnsOf(block: RawBlock, speakers: ReadonlySet<string>): RawBlock[] {
  if (!linesOf(block).some((line) => speakers.has(TURN.exec(line)?.[1] ?? ''))) return [block];
  const turns: RawBlock[] = [];
  for (const line of linesOf(block)) {
    const [, source, speech] = TURN.exec(line) ?? [];
    const last = turns.at(-1);
    if (source !== undefined && speech !== undefined && speakers.has(source))
      turns.push({ kind: 'quote', text: speech.replace(STAGE_DIRECTION, ''), source });
    else if (last?.kind === 'quote' || last?.kind === 'paragraph') last.text = `${last.text}\n${line}`;
    else turns.push({ kind: 'paragraph', text: line });
  }
  return turns;
}

/** Turns of a dialogue (`NAME: text`) as quotations of who says them, without stage directions; all else as it was. */
export function readTurns(blocks: readonly RawBlock[]): RawBlock[] {
  const speakers = speakersOf(blocks);
  return speakers.size === 0 ? [...blocks] : blocks.flatMap((block) => turnsOf(block, speakers));
}

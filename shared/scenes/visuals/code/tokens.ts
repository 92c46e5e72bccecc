/** What a stretch of code is; `plain` for all that is not told apart. */
export type TokenKind = 'plain' | 'keyword' | 'string' | 'number' | 'comment' | 'name' | 'type';

/** A stretch of code of one kind, without line ends. */
export interface Token {
  text: string;
  kind: TokenKind;
}

/** Kinds by the classes of highlight.js. */
const KINDS: readonly (readonly [RegExp, TokenKind])[] = [
  [/comment|quote|meta/, 'comment'],
  [/keyword|selector-tag|^hljs-tag|operator/, 'keyword'],
  [/string|regexp|link/, 'string'],
  [/number|literal|symbol|bullet/, 'number'],
  [/class_|type|built_in|selector-class|^hljs-name/, 'type'],
  [/title|attr|property|variable|function_/, 'name'],
];
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', '#x27': "'" };

function kindOf(classes: string): TokenKind {
  return KINDS.find(([pattern]) => pattern.test(classes))?.[1] ?? 'plain';
}

/**
 * Code as lines of tokens. The language is that of a fence of Markdown (`ts`, `py`); of one that is not known, all is plain.
 * The grammars of all languages take 40 ms to read, and few films have code: they are read when the first one comes.
 */
export async function tokenLines(code: string, language: string | undefined): Promise<Token[][]> {
  const { default: hljs } = await import('highlight.js');
  const known = language !== undefined && hljs.getLanguage(language) !== undefined;
  const marked = known ? hljs.highlight(code, { language, ignoreIllegals: true }).value : undefined;
  if (marked === undefined) {
    return code.split('\n').map((text): Token[] => (text === '' ? [] : [{ text, kind: 'plain' }]));
  }
  const lines: Token[][] = [[]];
  const open: TokenKind[] = [];
  for (const [, begin, end, raw] of marked.matchAll(/<span class="([^"]*)">|(<\/span>)|([^<]+)/g)) {
    if (begin !== undefined) open.push(kindOf(begin) === 'plain' ? (open.at(-1) ?? 'plain') : kindOf(begin));
    if (end !== undefined) open.pop();
    const text = (raw ?? '').replace(/&([^;]+);/g, (whole, name: string) => ENTITIES[name] ?? whole);
    for (const [index, part] of text.split('\n').entries()) {
      if (index > 0) lines.push([]);
      if (part !== '') lines.at(-1)?.push({ text: part, kind: open.at(-1) ?? 'plain' });
    }
  }
  return lines;
}

import { type MarkedToken, marked, type Token, type Tokens } from 'marked';
import { joinLines } from '#shared/agents/reader/join-lines.ts';
import { type OutlineItem, outlineBlocks } from '#shared/agents/reader/outline.ts';
import { splitQuoteSource } from '#shared/agents/reader/quote-source.ts';
import type { RawBlock, RawSource } from '#shared/agents/reader/raw-block.ts';
import { htmlText, readHtmlFragment } from '#shared/agents/reader/read-html.ts';

/** Only with a `key:` right behind the fence; else it is a rule. */
const FRONT_MATTER = /^\ufeff?---[ \t]*\r?\n(?=[\w-]+:)[\s\S]*?\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/;
const NOTE_DEFINITION = /^\[\^[^\]]+\]:/;

/** The words of inline tokens; images go to `images`, notes and code marks are dropped. */
function inlineText(tokens: readonly Token[] | undefined, images: RawBlock[]): string {
  let text = '';
  for (const token of (tokens ?? []) as MarkedToken[]) {
    if (token.type === 'image') images.push({ kind: 'image', target: token.href, alt: htmlText(token.text) });
    else if (token.type === 'br') text += '\n';
    else if (token.type === 'html') text += /^<br\b/i.test(token.text) ? '\n' : '';
    else if (token.type === 'codespan' || token.type === 'escape') text += token.text;
    else if ('tokens' in token && token.tokens) text += inlineText(token.tokens, images);
    else if (token.type === 'text') text += htmlText(token.text);
  }
  return text;
}

/** Bold words that open a paragraph and end with a stop lead in what follows: `**Day 1.** Take the train`. */
function leadIn(text: string, [first]: readonly Token[]): string {
  const bold = first?.type === 'strong' ? first.raw.replace(/^[*_]+|[*_]+$/gu, '').trim() : '';
  const leads = /^[^.:!?]{1,40}\.$/u.test(bold) && text.startsWith(bold) && text.length > bold.length;
  return leads ? `${bold.slice(0, -1)}:${text.slice(bold.length)}` : text;
}

function paragraph(tokens: readonly Token[] | undefined): RawBlock[] {
  const images: RawBlock[] = [];
  const text = leadIn(inlineText(tokens, images), tokens ?? []);
  const words = NOTE_DEFINITION.test(text) ? '' : joinLines(text.split('\n'));
  return words === '' ? images : [{ kind: 'paragraph', text: words }, ...images];
}

/** The items of a list, each with the list below it. */
function outline(list: Tokens.List, images: RawBlock[]): OutlineItem[] {
  return list.items.map((item) => {
    const made: OutlineItem = { text: '', ...(item.task ? { done: item.checked === true } : {}) };
    for (const token of item.tokens as MarkedToken[]) {
      if (token.type === 'list') {
        const items = [...(made.inner?.items ?? []), ...outline(token, images)];
        made.inner = { ordered: token.ordered, items };
      } else if (token.type === 'text' || token.type === 'paragraph') {
        const text = inlineText(token.tokens ?? [token], images);
        made.text = `${made.text} ${text.replaceAll('\n', ' ')}`.trim();
      }
    }
    return made;
  });
}

function quote(token: Tokens.Blockquote): RawBlock[] {
  const inner = token.tokens.flatMap((part) => blocksOf(part as MarkedToken));
  const rest = inner.filter((block) => block.kind === 'image' || block.kind === 'table');
  const text = inner
    .flatMap((block) => {
      if (block.kind === 'list') return block.items;
      return block.kind === 'paragraph' || block.kind === 'quote' ? [block.text] : [];
    })
    .join('\n');
  const named = inner.find((block) => block.kind === 'quote' && block.source !== undefined);
  const source = named?.kind === 'quote' && named.source ? { source: named.source } : {};
  return text === '' ? rest : [{ kind: 'quote', ...splitQuoteSource(text), ...source }, ...rest];
}

function table(token: Tokens.Table): RawBlock[] {
  const images: RawBlock[] = [];
  const cells = (row: readonly Tokens.TableCell[]) => row.map((cell) => inlineText(cell.tokens, images));
  return [{ kind: 'table', header: cells(token.header), rows: token.rows.map(cells) }, ...images];
}

function blocksOf(token: MarkedToken): RawBlock[] {
  const images: RawBlock[] = [];
  switch (token.type) {
    case 'heading':
      return [
        { kind: 'heading', depth: token.depth, text: inlineText(token.tokens, images).replaceAll('\n', ' ') },
        ...images,
      ];
    case 'paragraph':
    case 'text':
      return paragraph(token.type === 'text' ? (token.tokens ?? [token]) : token.tokens);
    case 'list':
      return [...outlineBlocks(outline(token, images), token.ordered), ...images];
    case 'blockquote':
      return quote(token);
    case 'table':
      return table(token);
    case 'html':
      return readHtmlFragment(token.text);
    case 'code': {
      // Four spaces of indent are as often an accident as code; a fence is meant.
      const fenced = token.codeBlockStyle !== 'indented' && token.text.trim() !== '';
      const language = token.lang?.trim().split(/\s/u)[0];
      return fenced ? [{ kind: 'code', code: token.text, ...(language ? { language } : {}) }] : [];
    }
    default:
      return [];
  }
}

/** Takes Markdown (GitHub's flavour) apart. Front matter, rules and notes are left out. Throws on nesting that is too deep. */
export function readMarkdown(text: string): RawSource {
  const tokens = marked.lexer(text.replace(FRONT_MATTER, ''), { gfm: true }) as MarkedToken[];
  return { blocks: tokens.flatMap((token) => blocksOf(token)) };
}

import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { type OutlineItem, outlineBlocks } from '#shared/agents/reader/outline.ts';
import { splitQuoteSource } from '#shared/agents/reader/quote-source.ts';
import type { RawBlock, RawSource } from '#shared/agents/reader/raw-block.ts';

/** What we use of a DOM node; the compiler knows no browser. */
interface Node {
  nodeType: number;
  localName?: string;
  textContent: string | null;
  childNodes: Iterable<Node>;
  getAttribute(name: string): string | null;
  querySelector(selector: string): Node | null;
  querySelectorAll(selector: string): Iterable<Node>;
  remove(): void;
}

const TEXT_NODE = 3;
const ELEMENT_NODE = 1;
const SKIPPED = new Set(
  'script style noscript template svg math iframe object embed form button select input textarea nav aside footer head pre dialog audio video canvas'.split(
    ' ',
  ),
);
const INLINE = new Set(
  'a abbr b bdi bdo cite code data del dfn em font i ins kbd label mark q rp rt ruby s samp small span strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);
/** A page this short (in characters) is read whole: looking for its main part would lose more than it finds. */
const SHORT_PAGE = 1500;
/** When the main part holds less than this share of the page's text, the search went wrong. */
const LEAST_SHARE = 0.25;

function oneLine(node: Node | null): string {
  return (node?.textContent ?? '').replace(/\s+/g, ' ').trim();
}

/** Plain text of a piece of HTML, entities resolved; text without `&` and `<` is given back as it is. */
export function htmlText(html: string): string {
  if (!/&[a-z#]/i.test(html)) return html;
  const { document } = parseHTML(`<html><body>${html.replaceAll('<', '&lt;')}</body></html>`);
  return document.body.textContent ?? '';
}

function rows(table: Node): RawBlock[] {
  const all = [...table.querySelectorAll('tr')].map((row) => ({
    head: [...row.querySelectorAll('td')].length === 0,
    cells: [...row.querySelectorAll('th, td')].map(oneLine),
  }));
  const [first, ...rest] = all;
  if (first === undefined) return [];
  if (rest.length === 0) return [{ kind: 'table', header: [], rows: [first.cells] }];
  return first.head
    ? [{ kind: 'table', header: first.cells, rows: rest.map((row) => row.cells) }]
    : [{ kind: 'table', header: [], rows: all.map((row) => row.cells) }];
}

function image(node: Node): RawBlock {
  return { kind: 'image', target: node.getAttribute('src') ?? '', alt: node.getAttribute('alt') ?? '' };
}

function quote(node: Node): RawBlock[] {
  const named = node.querySelector('cite, footer, figcaption');
  const source = oneLine(named).replace(/^[—–―-]+\s*/u, '');
  named?.remove();
  const text = walk(node)
    .flatMap((block) =>
      block.kind === 'paragraph' ? [block.text] : block.kind === 'list' ? block.items : [],
    )
    .join('\n');
  if (text === '') return [];
  return [{ kind: 'quote', ...splitQuoteSource(text), ...(source === '' ? {} : { source }) }];
}

/** The items of a list, each with the list below it; what is neither text nor list goes to `others`. */
function outline(node: Node, others: RawBlock[]): OutlineItem[] {
  return [...node.childNodes].flatMap((item): OutlineItem[] => {
    const nested = item.localName === 'ul' || item.localName === 'ol' ? item : undefined;
    // A list right inside a list has lost its item: it belongs to none.
    if (nested) return outline(nested, others);
    const inner = [...item.childNodes].filter(({ localName }) => localName === 'ul' || localName === 'ol');
    const items = inner.flatMap((each) => outline(each, others));
    const ordered = inner[0]?.localName === 'ol';
    for (const each of inner) each.remove();
    const texts: OutlineItem[] = [];
    for (const block of walk(item)) {
      if (block.kind === 'paragraph') texts.push({ text: block.text.replaceAll('\n', ' ') });
      else if (block.kind === 'list') texts.push(...block.items.map((text) => ({ text })));
      else others.push(block);
    }
    const last = texts.pop() ?? { text: '' };
    return [...texts, items.length === 0 ? last : { ...last, inner: { ordered, items } }];
  });
}

function list(node: Node, ordered: boolean): RawBlock[] {
  const others: RawBlock[] = [];
  return [...outlineBlocks(outline(node, others), ordered), ...others];
}

function element(node: Node, name: string): RawBlock[] {
  if (/^h[1-6]$/.test(name)) {
    const text = oneLine(node);
    return text === '' ? [] : [{ kind: 'heading', depth: Number(name[1]), text }];
  }
  if (name === 'img') return [image(node)];
  if (name === 'blockquote') return quote(node);
  if (name === 'ul' || name === 'ol') return list(node, name === 'ol');
  if (name === 'table' && node.querySelector('table') === null) return rows(node);
  return walk(node);
}

/** Blocks below a node in order; text between block elements becomes paragraphs. */
function walk(root: Node): RawBlock[] {
  const blocks: RawBlock[] = [];
  let text = '';
  const flush = () => {
    const lines = text.split('\n').map((line) => line.replace(/\s+/g, ' ').trim());
    const paragraph = lines.filter((line) => line !== '').join('\n');
    if (paragraph !== '') blocks.push({ kind: 'paragraph', text: paragraph });
    text = '';
  };
  const visit = (node: Node) => {
    const name = node.localName ?? '';
    if (node.nodeType === TEXT_NODE) text += (node.textContent ?? '').replace(/\s+/g, ' ');
    else if (node.nodeType !== ELEMENT_NODE || SKIPPED.has(name)) return;
    else if (name === 'br') text += '\n';
    else if (name === 'sup' && node.querySelector('a') !== null) return;
    else if (INLINE.has(name)) for (const child of node.childNodes) visit(child);
    else if (name === 'img') blocks.push(image(node));
    else {
      flush();
      blocks.push(...element(node, name));
    }
  };
  if (root.nodeType === TEXT_NODE) visit(root);
  else for (const child of root.childNodes) visit(child);
  flush();
  return blocks;
}

/** Takes a fragment of HTML apart, all of it. */
export function readHtmlFragment(html: string): RawBlock[] {
  const { document } = parseHTML(`<html><body>${html}</body></html>`);
  return walk(document.body as unknown as Node);
}

/** The title without the name of the site: the main heading where it repeats it, else what stands before the last bar. */
function pageTitle(title: string, heading: string): string {
  if (heading !== '' && (title === '' || title.includes(heading))) return heading;
  return title.replace(/\s[|·»]\s[^|·»]{1,40}$/u, '');
}

/**
 * Takes a web page apart: the main part that Readability finds, or the whole body where the page is short or the find
 * poor. Nothing in the page is run or loaded. Throws on nesting that is too deep.
 */
export function readHtml(html: string): RawSource {
  const page = /<body[\s>]/i.test(html) ? html : `<html><body>${html}</body></html>`;
  const whole = walk(parseHTML(page).document.body as unknown as Node);
  const size = (blocks: readonly RawBlock[]) =>
    blocks.reduce((sum, block) => sum + ('text' in block ? block.text.length : 0), 0);
  const { document } = parseHTML(page);
  const text = (selector: string) => oneLine(document.querySelector(selector) as unknown as Node | null);
  const own = pageTitle(text('title'), text('h1'));
  if (size(whole) < SHORT_PAGE) return { ...(own === '' ? {} : { title: own }), blocks: whole };
  const article = new Readability(document as never, { charThreshold: 200 }).parse();
  const main = article?.content ? readHtmlFragment(article.content) : [];
  const title = own || article?.title;
  const blocks = size(main) >= size(whole) * LEAST_SHARE ? main : whole;
  return { ...(title ? { title } : {}), blocks };
}

/** A picture as a text speaks of it. */
export interface MentionedImage {
  /** Path or address, as it is written. */
  target: string;
  /** Empty when there is none. */
  alt: string;
}

/**
 * The pictures that a Markdown or HTML text names: `![alt](target)`, then `<img>`. The text is cut once at each sign that
 * every mention has, and no piece is looked at twice: 2 MiB of nothing but beginnings take no longer than 2 MiB of prose.
 */
export function* mentionedImages(text: string): Generator<MentionedImage> {
  yield* inMarkdown(text);
  yield* inHtml(text);
}

function* inMarkdown(text: string): Generator<MentionedImage> {
  let before = '';
  for (const piece of text.split('](')) {
    const start = before.lastIndexOf('![');
    const alt = before.slice(start + 2);
    before = piece;
    if (start === -1 || alt.includes(']') || !piece.includes(')')) continue;
    const target = /^\s*<?([^)>\s]+)/.exec(piece)?.[1];
    if (target !== undefined) yield { target, alt: oneLine(alt) };
  }
}

function* inHtml(text: string): Generator<MentionedImage> {
  for (const piece of text.split(/<img(?=[\s/])/i).slice(1)) {
    const end = piece.indexOf('>');
    if (end === -1) continue;
    const tag = piece.slice(0, end);
    const target = attribute(tag, 'src');
    if (target) yield { target, alt: oneLine(attribute(tag, 'alt')) };
  }
}

function attribute(tag: string, name: string): string {
  const [, double, single, bare] =
    new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^"'\\s]+))`, 'i').exec(tag) ?? [];
  return double ?? single ?? bare ?? '';
}

function oneLine(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}

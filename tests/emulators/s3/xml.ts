/** What is written as XML: an element per name, one per entry of a list. */
export interface XmlTree {
  [name: string]: string | number | boolean | undefined | XmlTree | readonly (XmlTree | string)[];
}

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

/** A document with one root element in the namespace of S3. */
export function toXml(root: string, tree: XmlTree, namespace = true): string {
  const attribute = namespace ? ' xmlns="http://s3.amazonaws.com/doc/2006-03-01/"' : '';
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root}${attribute}>${content(tree)}</${root}>`;
}

function content(tree: XmlTree): string {
  let out = '';
  for (const [name, value] of Object.entries(tree)) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item === undefined) continue;
      out += `<${name}>${typeof item === 'object' ? content(item as XmlTree) : escaped(String(item))}</${name}>`;
    }
  }
  return out;
}

function escaped(text: string): string {
  // Characters that XML 1.0 cannot hold are sent as references, as the service does without `encoding-type=url`.
  return text.replace(/[<>&"]|[^\t\n\x20-\uffff]|\r/g, (c) => `&#x${c.charCodeAt(0).toString(16)};`);
}

/** Inner texts of every element of that name, in order; good for documents whose elements do not nest in their like. */
export function elements(xml: string, name: string): string[] {
  const found = xml.matchAll(new RegExp(`<${name}(?:\\s[^>]*)?>([\\s\\S]*?)</${name}>`, 'g'));
  return [...found].map(([, inner = '']) => inner);
}

/** The text of the first element of that name with its entities resolved. */
export function text(xml: string, name: string): string | undefined {
  return elements(xml, name)[0]?.replace(
    /&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi,
    (all, hex, decimal, entity) => {
      if (hex) return String.fromCodePoint(Number.parseInt(hex, 16));
      if (decimal) return String.fromCodePoint(Number(decimal));
      return ENTITIES[entity] ?? all;
    },
  );
}

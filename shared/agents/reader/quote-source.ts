const DASHED = /^\s*[—–―]\s*(.{2,120})$|^\s*--\s*(.{2,120})$/u;
const TRAILING = /^(.*[.!?…”»"])\s+(?:[—–―]|--)\s*([^—–]{2,120})$/su;

/**
 * Parts a quotation from the line that names its source: `— Sylvia Earle` on a line of its own or after the last full
 * stop.
 */
export function splitQuoteSource(text: string): { text: string; source?: string } {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const last = lines.length > 1 ? DASHED.exec(lines.at(-1) ?? '') : null;
  const source = last?.[1] ?? last?.[2];
  if (source !== undefined) return { text: lines.slice(0, -1).join('\n'), source: source.trim() };
  const [, body, name] = TRAILING.exec(text) ?? [];
  if (body !== undefined && name !== undefined) return { text: body, source: name.trim() };
  return { text };
}

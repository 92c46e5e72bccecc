/** Longest name, in characters; file systems take 255 bytes. */
const MAX_NAME = 80;

/**
 * The header that makes a browser save an answer under a name or show it (RFC 6266). Nothing in the name can end the header,
 * lead to another folder, or show it in another order than it is written.
 */
export function contentDisposition(name: string, inline = false): string {
  const safe = safeName(name);
  const ascii = safe.replace(/[^\x20-\x7e]|["%\\]/g, '_');
  const encoded = encodeURIComponent(safe).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
  return `${inline ? 'inline' : 'attachment'}; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

function safeName(name: string): string {
  const kept = name
    .toWellFormed()
    .normalize('NFC')
    // Separators of folders, what Windows refuses, control characters, and what turns the direction of writing.
    .replace(/[/\\:*?"<>|]|\p{Cc}|\p{Cf}|\ufffd/gu, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  const letters = [...kept];
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(kept)?.[0] ?? '';
  if (letters.length <= MAX_NAME) return kept === '' ? 'file' : kept;
  return letters.slice(0, MAX_NAME - ending.length).join('') + ending;
}

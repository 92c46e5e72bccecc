import { parse as parseYaml } from 'yaml';
import { parseWith } from '#shared/brief/brief-file.ts';
import { describeIssues } from '#shared/brief/describe-issues.ts';
import { decodeText } from '#shared/brief/sniff-text.ts';
import { formatOf, isStructured, TEXT_FORMATS, type TextFormat } from '#shared/brief/text-formats.ts';
import { readWishedText, type WishedText } from '#shared/brief/wished-text.ts';
import { ProductionRequest } from '#shared/domain/production-request.ts';
import { AppError } from '#shared/errors.ts';

/** What a dropped file asks for: a request as it is, or a text with its options. */
export type DroppedBrief =
  | { kind: 'request'; request: ProductionRequest }
  | ({ kind: 'text'; format: TextFormat } & WishedText);

/** Whether a file is none of those that people drop: hidden, half uploaded, a folder, or what an editor leaves. */
export function isPassedOver(path: string): boolean {
  const parts = path.split('/');
  const name = parts.at(-1) ?? '';
  return (
    parts.some((part) => part.startsWith('.') || part === '') ||
    /(^[~#]|^Thumbs\.db$|^desktop\.ini$|~$|\.(tmp|temp|part|partial|crdownload|download|sw[px]|lock)$)/i.test(
      name,
    )
  );
}

/**
 * Reads a file that was dropped in: a text with front matter, or a request as JSON or YAML. `name` has no folders. Throws
 * `BRIEF_INVALID`, `BRIEF_UNREADABLE` or `OPTION_INVALID` with what to do.
 */
export function readDroppedFile(bytes: Uint8Array, name: string): DroppedBrief {
  if (isStructured(name)) return { kind: 'request', request: readRequest(decodeText(bytes, name), name) };
  const format = formatOf(name);
  if (format === undefined) {
    throw new AppError('BRIEF_INVALID', `${name} is not a file that a film can be made of.`, {
      hint: `Drop in a text (${Object.keys(TEXT_FORMATS).join(', ')}) or a request (.json, .yaml).`,
    });
  }
  const whole = decodeText(bytes, name);
  return { kind: 'text', format, ...readWishedText(whole, format, name) };
}

/** Letters of a request in YAML: its parser takes time by the square of the keys, 2 s for so many. */
const MAX_YAML = 64 * 1024;

function readRequest(content: string, name: string): ProductionRequest {
  const isJson = name.toLowerCase().endsWith('.json');
  if (!isJson && content.length > MAX_YAML) {
    throw new AppError('BRIEF_INVALID', `${name} is longer than ${MAX_YAML / 1024} KiB.`, {
      hint: 'Drop the text in as a file of its own, or write the request as JSON.',
    });
  }
  const parse = isJson ? JSON.parse : (yaml: string) => parseYaml(yaml, { maxAliasCount: 10 });
  const value = parseWith(parse, content, name);
  const parsed = ProductionRequest.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new AppError(
    'BRIEF_INVALID',
    `${name} is not a request for a film: ${describeIssues(parsed.error)}.`,
    {
      hint: 'It has one of topic, text, url or sources, and options beside it; see docs/reference/api.md.',
      cause: parsed.error,
    },
  );
}

import { parse as parseYaml } from 'yaml';
import * as z from 'zod';
import { type BriefFileOptions, parseBriefOptions } from '#shared/brief/given-options.ts';
import { AppError } from '#shared/errors.ts';
import { parseJson } from '#shared/security/parse-json.ts';

/** What stands at the head of a text file, and the text below it. */
export interface FrontMatter {
  options: BriefFileOptions;
  text: string;
}

const FENCED = /^\uFEFF?---[ \t]*\r?\n(?<head>[\s\S]*?)\r?\n(---|\.\.\.)[ \t]*(\r?\n|$)/;

/** A fence and then an option of ours: whoever writes this means front matter. */
const OPENED =
  /^\uFEFF?---[ \t]*\r?\n(duration|aspect|style|voice|language|captions|music|images|sources|title|seed|quality|footage|recording|translations|platform|caption-?style|brand):/i;

/** Letters of front matter: options are few, and YAML takes time by the square of its keys. */
const MAX_HEAD = 16 * 1024;
/** Letters of what the parser says is wrong. */
const MAX_REASON = 300;

/** Splits YAML front matter from a text; a text that only looks fenced, without any `key:`, is left whole. */
export function splitFrontMatter(text: string, name: string): FrontMatter {
  const match = FENCED.exec(text);
  if (!match && OPENED.test(text)) {
    throw new AppError('BRIEF_INVALID', `The front matter of ${name} does not end.`, {
      hint: 'Put a line of --- between the options and the text.',
    });
  }
  if (!match?.groups || !/^[A-Za-z][\w-]*:/m.test(match.groups.head ?? '')) return { options: {}, text };
  if (match[0].length > MAX_HEAD) {
    throw new AppError(
      'BRIEF_INVALID',
      `The front matter of ${name} is longer than ${MAX_HEAD / 1024} KiB.`,
      {
        hint: 'Leave only options between the lines of ---.',
      },
    );
  }
  const head = readYaml(match.groups.head ?? '', `the front matter of ${name}`);
  return {
    options: parseBriefOptions(head, `In the front matter of ${name}`),
    text: text.slice(match[0].length),
  };
}

const StructuredBrief = z
  .looseObject({
    topic: z.string().min(1).max(500).optional(),
    text: z.string().min(1).optional(),
    file: z.string().min(1).optional(),
    address: z.string().min(1).optional(),
  })
  .refine(({ topic, text, file, address }) => [topic, text, file, address].filter(Boolean).length === 1, {
    message: 'give exactly one of topic, text, file and address',
  });

/** A brief as a `.json` or `.yaml` file gives it: one of topic, text, file or address, and options. */
export interface StructuredBriefFile {
  subject: {
    topic?: string | undefined;
    text?: string | undefined;
    file?: string | undefined;
    address?: string | undefined;
  };
  options: BriefFileOptions;
}

/** Reads a `.json` or `.yaml` brief; throws `BRIEF_INVALID` or `OPTION_INVALID`. JSON is read as the YAML it is. */
export function readStructuredBrief(content: string, name: string): StructuredBriefFile {
  const parsed = StructuredBrief.safeParse(readYaml(content, name));
  if (!parsed.success) {
    throw new AppError('BRIEF_INVALID', `${name} is not a brief: ${parsed.error.issues[0]?.message}.`, {
      hint: 'A brief file has one of the keys topic, text, file or address, and any options beside it.',
    });
  }
  const { topic, text, file, address, ...options } = parsed.data;
  return { subject: { topic, text, file, address }, options: parseBriefOptions(options, `In ${name}`) };
}

/** Letters of YAML of which keys that stand there twice are refused: to find them takes time by the square of the keys. */
const MOST_COMPARED = 64 * 1024;

/** What a YAML text of a stranger says; few aliases, so that none grows beyond measure. Throws a plain error with the place of a mistake. */
export function readYamlText(text: string): unknown {
  return parseYaml(text, { maxAliasCount: 10, uniqueKeys: text.length <= MOST_COMPARED });
}

function readYaml(content: string, where: string): Record<string, unknown> {
  const value = parseWith(readYamlText, content, where);
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw new AppError('BRIEF_INVALID', `There must be "key: value" lines in ${where}.`);
  }
  return value as Record<string, unknown>;
}

/** Parses a content as what JSON can say; throws `BRIEF_INVALID` with the first line of what the parser says, `where` in front. */
export function parseWith(parse: (content: string) => unknown, content: string, where: string): unknown {
  try {
    return parseJson(JSON.stringify(parse(content)) ?? 'null');
  } catch (cause) {
    const [line = ''] = (cause as Error).message.split('\n');
    throw new AppError('BRIEF_INVALID', `There is a mistake in ${where}: ${line.slice(0, MAX_REASON)}`, {
      cause,
    });
  }
}

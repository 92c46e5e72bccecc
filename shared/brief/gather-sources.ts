import * as z from 'zod';
import { chooseForTopic } from '#shared/brief/choose-for-topic.ts';
import { fetchPage } from '#shared/brief/fetch-page.ts';
import { noticeMissingPictures } from '#shared/brief/notice-missing-pictures.ts';
import { decodeText } from '#shared/brief/sniff-text.ts';
import { type Source, Sources, type SourceText } from '#shared/brief/sources.ts';
import { AssetRef } from '#shared/domain/asset.ts';
import { Brief, type BriefSource } from '#shared/domain/brief.ts';
import { packageVersions } from '#shared/engine/package-versions.ts';
import { defineStep, type StepContext } from '#shared/engine/step.ts';
import { AppError, toAppError } from '#shared/errors.ts';

/** Addresses fetched at the same time. */
const AT_ONCE = 4;
const NAMED_IN_NOTICE = 5;
const MEDIA_TYPES = { plain: 'text/plain', markdown: 'text/markdown', html: 'text/html' } as const;

const GatherInput = z.strictObject({
  brief: AssetRef,
  /** The run's id when the brief has an address or only a topic, so that pages are fetched anew; else empty. */
  freshness: z.string().max(80),
});
/** `sources` is a JSON asset that fits `Sources`. */
const GatherOutput = z.strictObject({ sources: AssetRef });

/**
 * Brings together what a brief is to be made of, as UTF-8 texts: those it holds, the pages it names, or what is found for a
 * bare topic. Sources that cannot be read are left out with a notice while there are others, and pictures that a given text
 * names and that did not come with it are told of. Throws `BRIEF_INVALID`,
 * `BRIEF_UNREADABLE`, `SOURCE_MISSING`, `FETCH_REFUSED` and `FETCH_FAILED`.
 */
export const gatherSources = defineStep({
  name: 'gather-sources',
  version: 2,
  input: GatherInput,
  output: GatherOutput,
  dependsOn: packageVersions('stopwords-iso', 'tinyld'),
  run: gather,
});

async function gather(
  { brief: ref }: z.infer<typeof GatherInput>,
  context: StepContext<'fetch'>,
): Promise<z.input<typeof GatherOutput>> {
  const brief = await context.readJson(Brief, ref);
  const given = await readAll(brief.sources, context);
  const texts =
    brief.topic === undefined
      ? given
      : await chooseForTopic(brief.topic, given, brief.options.language, context);
  if (texts.length === 0) {
    throw new AppError('BRIEF_INVALID', 'There is nothing to make a film of.', {
      hint: 'Give a text file, a folder, the address of a page, or a topic.',
    });
  }
  noticeMissingPictures(texts, brief.images, context);
  const sources: Source[] = [];
  for (const { text, format, name, origin } of texts) {
    const kept = await context.ports.assets.put(context.tenant, Buffer.from(text), MEDIA_TYPES[format]);
    sources.push({ ref: kept, format, name, origin });
  }
  return { sources: await context.writeJson(Sources, sources) };
}

async function readAll(
  sources: readonly BriefSource[],
  context: StepContext<'fetch'>,
): Promise<SourceText[]> {
  const texts: SourceText[] = [];
  const failures: AppError[] = [];
  for (let start = 0; start < sources.length; start += AT_ONCE) {
    const batch = sources.slice(start, start + AT_ONCE).map((source) => readOne(source, context));
    for (const result of await Promise.allSettled(batch)) {
      if (result.status === 'fulfilled') texts.push(result.value);
      else failures.push(toAppError(result.reason));
    }
    context.signal.throwIfAborted();
  }
  const [first] = failures;
  const ours = failures.find(({ code }) => !ABOUT_THE_SOURCE.has(code));
  if (ours) throw ours;
  if (first && texts.length === 0) throw first;
  if (first) {
    const left = failures
      .slice(0, NAMED_IN_NOTICE)
      .map(({ message }) => message)
      .join(' ');
    context.notice(
      'SOURCES_LEFT_OUT',
      `${failures.length} of ${sources.length} sources were left out: ${left}`,
    );
  }
  return texts;
}

/** Errors that are no reason to do without the other sources; a store that fails is. */
const ABOUT_THE_SOURCE: ReadonlySet<string> = new Set([
  'BRIEF_INVALID',
  'BRIEF_UNREADABLE',
  'FETCH_REFUSED',
  'FETCH_FAILED',
]);

async function readOne(source: BriefSource, context: StepContext<'fetch'>): Promise<SourceText> {
  const { ports, tenant, signal } = context;
  if (source.kind === 'address') return await fetchPage(ports.fetch, source.url, signal);
  const { ref, format, name } = source;
  return { text: decodeText(await ports.assets.get(tenant, ref), name), format, name, origin: name };
}

import { findOnWikipedia } from '#shared/brief/find-on-wikipedia.ts';
import { rankForTopic } from '#shared/brief/rank-for-topic.ts';
import type { SourceText } from '#shared/brief/sources.ts';
import type { StepContext } from '#shared/engine/step.ts';
import { AppError, errorCode } from '#shared/errors.ts';
import { identifyLanguage } from '#shared/language/identify-language.ts';

const LANGUAGE_SAMPLE = 2_000;
const NAMED_IN_NOTICE = 5;

/**
 * The texts to make a film of a topic from, best first: those given that cover it best, else the Wikipedia article about it;
 * says which in a notice. `language` is a BCP 47 code or `auto`. Throws `SOURCE_MISSING` when neither is to be had.
 */
export async function chooseForTopic(
  topic: string,
  given: readonly SourceText[],
  language: string,
  context: StepContext<'fetch'>,
): Promise<SourceText[]> {
  const words = given.map((source) => ({ name: source.name, text: wordsOf(source) }));
  const sample = [topic, ...words.slice(0, 3).map(({ text }) => text.slice(0, LANGUAGE_SAMPLE))].join('\n');
  const ranked = rankForTopic(topic, words, language === 'auto' ? identifyLanguage(sample) : language);
  const chosen = ranked.flatMap((place) => given[place] ?? []);
  if (chosen.length > 0) {
    if (chosen.length < given.length) {
      const names = chosen
        .slice(0, NAMED_IN_NOTICE)
        .map(({ name }) => name)
        .join(', ');
      context.notice('SOURCES_CHOSEN', `Of ${given.length} texts these say most about “${topic}”: ${names}.`);
    }
    return chosen;
  }
  const article = await ask(topic, given.length, language, context);
  context.notice(
    'WIKIPEDIA_USED',
    `The film is made from the Wikipedia article “${article.name}” (${article.origin}, CC BY-SA 4.0).`,
  );
  return [article];
}

async function ask(
  topic: string,
  given: number,
  language: string,
  { ports, signal }: StepContext<'fetch'>,
): Promise<SourceText> {
  const none = given === 0 ? '' : 'none of the texts given speaks of it, and ';
  try {
    const article = await findOnWikipedia(ports.fetch, topic, language, signal);
    if (article) return article;
  } catch (error) {
    if (signal.aborted || errorCode(error) === 'CANCELLED') throw error;
    throw missing(topic, `${none}Wikipedia could not be read`, error);
  }
  throw missing(topic, `${none}Wikipedia has no article about it`);
}

function missing(topic: string, why: string, cause?: unknown): AppError {
  return new AppError('SOURCE_MISSING', `There is no source for “${topic}”: ${why}.`, {
    hint: 'Give texts with --sources <folder>, the address of a page, or a text file instead of the topic.',
    ...(cause === undefined ? {} : { cause }),
  });
}

/** The words of a source, roughly, for counting them only. */
function wordsOf({ format, text }: SourceText): string {
  if (format !== 'html') return text;
  return text.replace(/<(script|style)\b[^>]*>[\s\S]*?<\/\1>/gi, ' ').replace(/<[^>]*>/g, ' ');
}

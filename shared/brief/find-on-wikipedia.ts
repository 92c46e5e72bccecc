import * as z from 'zod';
import { fetchPage } from '#shared/brief/fetch-page.ts';
import { rankForTopic } from '#shared/brief/rank-for-topic.ts';
import type { SourceText } from '#shared/brief/sources.ts';
import { identifyLanguage } from '#shared/language/identify-language.ts';
import { primaryLanguage } from '#shared/language/stop-words.ts';
import { countWords } from '#shared/language/words.ts';
import type { GuardedFetch } from '#shared/ports/guarded-fetch.ts';

const MAX_ANSWER_BYTES = 256 * 1024;
const CANDIDATES = 5;
/** From so many words on the language of a text in Latin letters can be told. */
const TELLING_WORDS = 3;
const NON_LATIN = /[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u;

/** An answer of `search/page` (mediawiki.org, API:REST_API/Reference); Wikimedia adds fields as it likes. */
const SearchAnswer = z.object({
  pages: z.array(
    z.object({
      key: z.string().min(1),
      title: z.string().min(1),
      excerpt: z.string().nullish(),
      description: z.string().nullish(),
    }),
  ),
});
type Page = z.infer<typeof SearchAnswer>['pages'][number];

/**
 * The Wikipedia article about a topic in its language (`auto` to tell it from the topic's words), or undefined when none
 * speaks of it. Throws what {@link GuardedFetch} throws, and `FETCH_FAILED` or `BRIEF_UNREADABLE` for another answer.
 */
export async function findOnWikipedia(
  fetch: GuardedFetch,
  topic: string,
  language: string,
  signal: AbortSignal,
): Promise<SourceText | undefined> {
  const code = language === 'auto' ? languageOfTopic(topic) : primaryLanguage(language);
  const site = `https://${code}.wikipedia.org`;
  const search = `${site}/w/rest.php/v1/search/page?q=${encodeURIComponent(topic)}&limit=${CANDIDATES}`;
  const answer = await fetch.fetch(search, {
    accept: 'application/json',
    maxBytes: MAX_ANSWER_BYTES,
    signal,
  });
  const page = answer.status === 200 ? bestPage(parseAnswer(answer.bytes), topic, code) : undefined;
  if (!page) return undefined;
  const key = encodeURIComponent(page.key);
  const article = await fetchPage(fetch, `${site}/w/rest.php/v1/page/${key}/html`, signal);
  return { ...article, name: page.title.slice(0, 255), origin: `${site}/wiki/${key}` };
}

/** The language of a topic; English where so few words in Latin letters could be of many languages, as in `Tea`. */
function languageOfTopic(topic: string): string {
  if (countWords(topic) < TELLING_WORDS && !NON_LATIN.test(topic)) return 'en';
  const told = identifyLanguage(topic);
  return told === 'und' ? 'en' : told;
}

function bestPage(pages: readonly Page[], topic: string, language: string): Page | undefined {
  const articles = pages.filter(({ description }) => !/disambiguation|same term/i.test(description ?? ''));
  const texts = articles.map(({ title, description, excerpt }) => ({
    name: title,
    text: `${description ?? ''} ${(excerpt ?? '').replace(/<[^>]*>/g, '')}`,
  }));
  const [best] = rankForTopic(topic, texts, language);
  return best === undefined ? undefined : articles[best];
}

function parseAnswer(bytes: Uint8Array): Page[] {
  try {
    return SearchAnswer.parse(JSON.parse(new TextDecoder().decode(bytes))).pages;
  } catch {
    return [];
  }
}

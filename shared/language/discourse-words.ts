import { readFileSync } from 'node:fs';

/** How sentences of a language hang together. All entries lower case, parted by `|`. */
export interface DiscourseWords {
  /** Openings that may be dropped together with the comma after them: `however, …`. */
  connectives: string;
  /** Conjunctions that may be dropped as they stand: `but the sea …`. */
  conjunctions: string;
  /** Openings that mean something said before: `this`, `they`, `instead`. */
  backward: string;
  /** Openings that look like those and mean nothing before: `it takes`, `this year`. */
  forward: string;
}

/** Discourse words by language. A language that is not here is read without them. */
export const DISCOURSE = JSON.parse(
  readFileSync(new URL('./discourse-words.json', import.meta.url), 'utf8'),
) as Readonly<Record<string, DiscourseWords>>;

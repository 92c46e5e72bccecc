/** What stands in the place of a secret. */
export const MASK = '[masked]';

/** Shorter values are too likely to be part of an ordinary word to be hunted for. */
const SHORTEST_KNOWN = 6;
const DEEPEST = 8;
const LONGEST_TEXT = 8_192;

/** Names of fields whose value is never shown. */
const SECRET_FIELD =
  /(pass(word|wd|phrase)|secret|token|credential|authorization|cookie|api[-_]?key|private[-_]?key|access[-_]?key|signature)/i;

/** Texts that look like a secret, whatever the field: the published prefixes of keys, JWTs, PEM blocks, and parts of URLs. */
const SECRET_TEXTS: readonly [RegExp, string][] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----|$)/g, MASK],
  [/\beyJ[\w-]{5,}\.[\w-]{5,}\.[\w-]*/g, MASK],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]{8,}/gi, `$1 ${MASK}`],
  [/\b(sk|pk|rk)[-_][\w-]{16,}/g, MASK],
  [/\b(gh[opsur]_|github_pat_|glpat-|xox[abeprs]-|npm_|hf_|gsk_|whsec_)[\w-]{10,}/g, MASK],
  [/\b(AKIA|ASIA)[A-Z0-9]{16}\b/g, MASK],
  [/\bAIza[\w-]{30,}/g, MASK],
  [/\bya29\.[\w-]{20,}/g, MASK],
  [/(:\/\/)[^\s/@:]*:[^\s/@]+@/g, `$1${MASK}@`],
  [
    /([?&#;]|\b)((?:x-amz-)?(?:api[-_]?key|key|token|access_token|secret|password|sig|signature|security-token|credential)=)[^&\s"'#]+/gi,
    `$1$2${MASK}`,
  ],
];

/** Finds and masks secrets. */
export interface Redactor {
  /** From now on masks this value wherever it appears, also in JSON, in URLs and in base64. */
  learn(value: string): void;
  /** A copy fit for a log: secrets masked, errors as name, code and message, depth, length and cycles cut. */
  redact(value: unknown): unknown;
}

/** Makes a redactor that knows no value yet, only what secrets look like. */
export function createRedactor(): Redactor {
  let known: string[] = [];
  const maskText = (text: string): string => {
    let masked = text;
    // Before the text is cut: half a secret would not be recognised.
    for (const value of known) masked = masked.replaceAll(value, MASK);
    if (masked.length > LONGEST_TEXT) masked = `${masked.slice(0, LONGEST_TEXT)}…`;
    for (const [pattern, replacement] of SECRET_TEXTS) masked = masked.replace(pattern, replacement);
    return masked;
  };
  const walk = (value: unknown, above: readonly unknown[]): unknown => {
    if (typeof value === 'string') return maskText(value);
    if (typeof value === 'bigint') return value.toString();
    if (typeof value === 'function' || typeof value === 'symbol') return undefined;
    if (typeof value !== 'object' || value === null) return value;
    if (above.includes(value) || above.length >= DEEPEST) return '[…]';
    const path = [...above, value];
    if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
    if (Array.isArray(value)) return value.map((item) => walk(item, path));
    if (value instanceof Date || value instanceof URL) return maskText(JSON.stringify(value).slice(1, -1));
    if (value instanceof Map) return walk(Object.fromEntries(value), path);
    if (value instanceof Set) return walk([...value], path);
    return Object.fromEntries(
      fieldsOf(value).map(([name, field]) => [
        maskText(name),
        SECRET_FIELD.test(name) && field !== undefined ? MASK : walk(field, path),
      ]),
    );
  };
  return {
    learn: (value) => {
      if (value.length < SHORTEST_KNOWN) return;
      const spellings = [
        value,
        JSON.stringify(value).slice(1, -1),
        encodeURIComponent(value.toWellFormed()),
        Buffer.from(value).toString('base64'),
        Buffer.from(value).toString('base64url'),
      ];
      // Longest first: one secret may hold another.
      known = [...new Set([...known, ...spellings])].sort((a, b) => b.length - a.length);
    },
    redact: (value) => {
      try {
        return walk(value, []);
      } catch {
        // A getter or proxy that throws must not end the work that is being logged.
        return '[unreadable]';
      }
    },
  };
}

function fieldsOf(value: object): [string, unknown][] {
  if (!(value instanceof Error)) return Object.entries(value);
  const { name, message, stack, cause } = value;
  const { code } = value as { code?: unknown };
  return Object.entries({ name, code, message, stack, cause }).filter(([, field]) => field !== undefined);
}

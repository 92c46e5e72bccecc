/** AWS: at most 256 KiB of UTF-8 for each input, output and result. */
const DATA_LIMIT_BYTES = 262_144;

/** JSON data together with its text, so that a value which passes through many states is serialised once. */
export class Json {
  readonly value: unknown;
  readonly text: string;

  private constructor(value: unknown, text: string) {
    this.value = value;
    this.text = text;
  }

  /** From a JSON text; throws `SyntaxError`. */
  static parse(text: string): Json {
    return new Json(JSON.parse(text), text);
  }

  /**
   * From any value: what JSON cannot say (dates, undefined fields, hidden marks on arrays) is gone afterwards, so that
   * the value is the same before and after a restart. Nothing (undefined, a function) becomes null.
   */
  static of(value: unknown): Json {
    const text = JSON.stringify(value) ?? 'null';
    return new Json(typeof value === 'object' && value !== null ? JSON.parse(text) : (value ?? null), text);
  }

  /** An array of data that have their texts already. */
  static array(items: readonly Json[]): Json {
    return new Json(
      items.map((item) => item.value),
      `[${items.map((item) => item.text).join(',')}]`,
    );
  }

  /** Whether AWS would refuse it for its size. */
  get tooLarge(): boolean {
    const { length } = this.text;
    if (length * 3 <= DATA_LIMIT_BYTES) return false;
    return length > DATA_LIMIT_BYTES || Buffer.byteLength(this.text) > DATA_LIMIT_BYTES;
  }
}

/** `{}`: what a null `InputPath` or `OutputPath` gives. */
export const EMPTY = Json.parse('{}');

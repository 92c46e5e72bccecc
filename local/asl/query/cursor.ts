/** A reading position in an expression. */
export interface Cursor {
  readonly text: string;
  readonly position: number;
  /** The character at the position; empty at the end. */
  peek(): string;
  /** Steps over `token` if it is next. */
  take(token: string): boolean;
  /** Steps over `token` or throws `SyntaxError`. */
  expect(token: string): void;
  /** Steps over what a sticky pattern finds here and gives it. */
  match(pattern: RegExp): string | undefined;
  space(): void;
  /** Throws `SyntaxError` unless everything was read. */
  end(): void;
  /** A `SyntaxError` that tells what should stand here. */
  fault(expected: string): SyntaxError;
}

/** A cursor at the beginning of `text`. */
export function openCursor(text: string): Cursor {
  let position = 0;
  const fault = (expected: string) =>
    new SyntaxError(`expected ${expected} at character ${position + 1} of '${text}'`);
  const match = (pattern: RegExp) => {
    pattern.lastIndex = position;
    const found = pattern.exec(text)?.[0];
    if (found === undefined) return undefined;
    position += found.length;
    return found;
  };
  const take = (token: string) => {
    if (!text.startsWith(token, position)) return false;
    position += token.length;
    return true;
  };
  return {
    text,
    get position() {
      return position;
    },
    peek: () => text.charAt(position),
    take,
    expect(token) {
      if (!take(token)) throw fault(`'${token}'`);
    },
    match,
    space() {
      match(/\s*/y);
    },
    end() {
      if (position < text.length) throw fault('the end');
    },
    fault,
  };
}

/** Reads a string in single or double quotes (backslash escapes the next character), a number, a boolean or null. */
export function literalAt(cursor: Cursor): string | number | boolean | null {
  const quoted = cursor.match(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/sy);
  if (quoted !== undefined) return quoted.slice(1, -1).replace(/\\(['"\\])/g, '$1');
  const number = cursor.match(/-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y);
  if (number !== undefined) return Number(number);
  switch (cursor.match(/(?:true|false|null)\b/y)) {
    case 'true':
      return true;
    case 'false':
      return false;
    case 'null':
      return null;
    default:
      throw cursor.fault('a text, a number, true, false or null');
  }
}

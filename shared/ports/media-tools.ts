/** Where the programs and data for media lie on this machine. */
export interface MediaTools {
  /** Absolute path of an ffmpeg of version 5 or newer that was run once to prove it; throws `TOOL_MISSING` with what to do. */
  ffmpeg(): Promise<string>;
  /**
   * Part of step keys: changes whenever the same use may give other bytes. `ffmpeg`: the first line of `-version`, throws
   * `TOOL_MISSING`; `fonts`: SHA-256 of the bytes of all font files.
   */
  version(tool: 'ffmpeg' | 'fonts'): Promise<string>;
  /** Absolute path of a `fonts.conf` that names our fonts and nothing of the system's. */
  fontsConf(): Promise<string>;
  /** Absolute paths of our font files (TTF): Inter in several weights, Noto Sans for what Inter lacks. */
  fontFiles(): Promise<readonly string[]>;
}

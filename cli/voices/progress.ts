/** Tells how far an installation is. */
export interface Progress {
  /** A line about what is done now. */
  step(text: string): void;
  /** So many bytes of a download have come; `total` where it is known. */
  bytes(come: number, total: number | undefined): void;
}

/** Lines for people; on a terminal the line of a download is written over, elsewhere it comes once every tenth. */
export function createProgress(out: NodeJS.WriteStream): Progress {
  let last = -1;
  return {
    step(text) {
      out.write(`${last >= 0 && out.isTTY ? '\n' : ''}${text}\n`);
      last = -1;
    },
    bytes(come, total) {
      const percent = total ? Math.floor((100 * come) / total) : Math.floor(come / 10e6);
      if (percent === last || (!out.isTTY && Math.floor(percent / 10) === Math.floor(last / 10))) return;
      last = percent;
      const text = `${(come / 1e6).toFixed(0)} MB${total ? ` of ${(total / 1e6).toFixed(0)} MB` : ''}`;
      out.write(out.isTTY ? `\r  ${text}   ` : `  ${text}\n`);
    },
  };
}

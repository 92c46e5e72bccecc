/** Room for files while one job runs. */
export interface Scratch {
  /** Gives `work` a new empty folder (absolute path) that nobody else uses and removes it with all it holds afterwards. */
  within<T>(work: (folder: string) => Promise<T>): Promise<T>;
}

/** Beyond, a reading waits for memory and disk. A file of its own, so that --help loads no more than this of a reading. */
export const MOST_THREADS = 8;

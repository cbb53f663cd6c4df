const DEFAULT_WIDTH = 80;
const LEAST_WIDTH = 60;

/** Columns of the terminal, or COLUMNS; 80 without either and for a file, so that a file is the same wherever it is made. */
export function terminalWidth(toFile: boolean): number {
  return toFile ? DEFAULT_WIDTH : screenWidth(process.stdout);
}

/** The same of one stream. */
export function screenWidth(stream: NodeJS.WriteStream): number {
  const stated = stream.isTTY === true ? stream.columns : Number(process.env.COLUMNS);
  return Number.isInteger(stated) && stated > 0 ? Math.max(LEAST_WIDTH, stated) : DEFAULT_WIDTH;
}

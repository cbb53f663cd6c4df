import { readFileSync } from 'node:fs';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string };

/** The program's name and version, as reports and locks state it. */
export const PROGRAM = `npl ${version}`;
export const VERSION = version;

import { homedir } from 'node:os';
import { join } from 'node:path';
import { configFiles } from '../run/settings.js';

/** The files that may say what holds here: the project's, and the user's. */
export function settingsFiles(): ReturnType<typeof configFiles> {
  return configFiles(process.cwd(), process.env.XDG_CONFIG_HOME || join(homedir(), '.config'));
}

import { BUNDLE_FORMATS } from '../run/bundle/formats.js';
import type { Format } from '../run/output/formats.js';
import { NplOption, UnfitValue } from './command.js';
import { offering, oneOf } from './options.js';

const FORMATS = [...BUNDLE_FORMATS.keys()];

function readFormats(text: string): Format[] {
  const formats = text.split(',').map(oneOf(FORMATS));
  if (new Set(formats).size < formats.length) throw new UnfitValue({ en: 'name each format once', zh: '每种格式只填一次' });
  return formats;
}

export function formatsOption(): NplOption {
  return new NplOption('--formats <format[,format]>', 'formats').argParser(offering(readFormats, FORMATS, true)).without(FORMATS, 'all');
}

/** `means`: when the folder is made. */
export function outOption(means: 'out' | 'outWhenClosed' = 'out'): NplOption {
  return new NplOption('--out <dir>', means);
}

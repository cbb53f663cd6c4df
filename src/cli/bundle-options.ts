import { InvalidArgumentError, Option } from 'commander';
import { BUNDLE_FORMATS } from '../run/bundle/formats.js';
import type { Format } from '../run/output/formats.js';
import { offering, oneOf } from './options.js';

const FORMATS = [...BUNDLE_FORMATS.keys()];

function readFormats(text: string): Format[] {
  const formats = text.split(',').map(oneOf(FORMATS));
  if (new Set(formats).size < formats.length) throw new InvalidArgumentError('Name each format once.');
  return formats;
}

export function formatsOption(): Option {
  return new Option('--formats <format[,format]>', `which of: ${FORMATS.join(', ')}`)
    .argParser(offering(readFormats, FORMATS, true))
    .default(FORMATS, 'all');
}

/** `means`: when the folder is made. */
export function outOption(means = ''): Option {
  return new Option('--out <dir>', `where the full set of the month gets a folder of its date, and latest points at it${means}`);
}

import { stripVTControlCharacters } from 'node:util';
import stringWidth from 'string-width';

/**
 * A golden file: what it shows, the commands that make it, and what the last of them prints on terminals of four widths in both
 * languages. A command is words and nothing of a shell but `NAME=value` in front; `2> /dev/null` behind leaves out what is told.
 *
 *     # What this shows.
 *     $ npl lock fixtures/a.csv -o base.lock.json
 *     $ npl report fixtures/b.csv --base base.lock.json
 *     ═══ zh 60
 *     exact output
 *     ═══ zh 80
 *     ⋯ 3 as at 60
 *
 *     what differs
 *
 * A wider rendering shows the blocks (parted by blank lines) that differ from the narrower one. Nothing but its head is written by hand: `npm run bless` writes the rest, to be read.
 */
export interface Golden {
  readonly head: string;
  /** Run once, in this order; what they print is not shown. */
  readonly before: readonly Command[];
  readonly shown: Command;
  readonly renderings: string;
}

export interface Command {
  readonly env: Readonly<Record<string, string>>;
  readonly argv: readonly string[];
  readonly showsTold: boolean;
}

export interface Rendering {
  readonly lang: string;
  readonly width: number;
  readonly text: string;
}

const QUIET = ' 2> /dev/null';
const MARK = '═══ ';

/** Errors: a sentence, for a file that is no golden. */
export function parseGolden(text: string, name: string): Golden {
  const [head = '', ...rest] = text.split(new RegExp(`^(?=${MARK})`, 'm'));
  const lines = head.split('\n').filter((line) => line !== '');
  const commands = lines.filter((line) => line.startsWith('$ ')).map((line) => parseCommand(line.slice(2)));
  const shown = commands.pop();
  if (shown === undefined || !lines[0]?.startsWith('# ')) throw new Error(`${name} says no command, or not what it shows`);
  return { head, before: commands, shown, renderings: rest.join('') };
}

function parseCommand(line: string): Command {
  const showsTold = !line.endsWith(QUIET);
  const words = (showsTold ? line : line.slice(0, -QUIET.length)).split(' ');
  const at = words.indexOf('npl');
  const env = Object.fromEntries(words.slice(0, at).map((word) => word.split('=', 2) as [string, string]));
  return { env, argv: words.slice(at + 1), showsTold };
}

/** All renderings as the file holds them: of each, what is not as it was one terminal narrower. */
export function formatRenderings(renderings: readonly Rendering[]): string {
  const parts = renderings.map(({ lang, width, text }, at) => {
    const { [at - 1]: narrower } = renderings;
    const shown = narrower?.lang === lang ? changed(text, narrower) : text;
    return `${MARK}${lang} ${width}\n${shown.replaceAll('\u001b', '␛')}`;
  });
  return parts.join('');
}

/** The text with `⋯ n as at 60` for blocks (parted by blank lines) that stand at the same place of the narrower rendering. */
function changed(text: string, narrower: Rendering): string {
  const before = narrower.text.split('\n\n');
  const shown: string[] = [];
  let same = 0;
  const tell = () => {
    if (same > 0) shown.push(`⋯ ${same} as at ${narrower.width}`);
    same = 0;
  };
  for (const [at, block] of text.replace(/\n$/, '').split('\n\n').entries()) {
    if (block === before[at]?.replace(/\n$/, '')) same++;
    else {
      tell();
      shown.push(block);
    }
  }
  tell();
  return `${shown.join('\n\n')}\n`;
}

/** Lines wider than their terminal. */
export function tooWide({ text, width }: Rendering): string[] {
  return text.split('\n').filter((line) => stringWidth(line) > width);
}

/** Amounts, ratios, dates and counts: no piece of an id, a file name or a hash. */
const FIGURE = /(?<![\p{Script=Latin}\d_.,/-])[-+▲▼]?\d[\d,]*(?:\.\d+)?(?:-\d\d-\d\d)?%?(?![\d_.,/-]*[\p{Script=Latin}\d_])/gu;

/** Says of how many parts a table is, and how wide a screen it needs: figures of the layout. */
const LAYOUT_NOTE = /^ {2}(?:屏幕较窄|Narrow screen).*$/gmu;

export function figuresIn(text: string): string[] {
  return stripVTControlCharacters(text).replace(LAYOUT_NOTE, '').match(FIGURE) ?? [];
}

/** Figures that the first text has more often than the second. */
export function missingFigures(from: string, among: string): string[] {
  const left = new Map<string, number>();
  for (const figure of figuresIn(among)) left.set(figure, (left.get(figure) ?? 0) + 1);
  return figuresIn(from).filter((figure) => {
    const count = left.get(figure) ?? 0;
    left.set(figure, count - 1);
    return count <= 0;
  });
}

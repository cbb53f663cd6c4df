import type { Quality, Ways } from '../../measure/quality.js';
import { absolute, type Cents } from '../../model/money.js';
import { ratioOf } from '../../model/ratio.js';
import { money, points, ratio } from '../cells.js';
import type { Cell, Paragraph } from '../document.js';
import { sentence } from '../sentence.js';
import type { Words } from '../words/words.js';

/**
 * How the ratio came to be what it is, in words that a board member understands: lending apart from collecting, collecting
 * apart from writing off. Undefined without an earlier date.
 */
export function fallSentence(words: Words, { fall, restored }: Quality, tone: Paragraph['tone']): Paragraph | undefined {
  if (fall === undefined) return undefined;
  const said = words.recovery.fall;
  const { net, ways } = fall;
  const direction = net < 0n ? 'down' : net > 0n ? 'up' : 'same';
  const ratioPieces = ratioWords(words, fall);
  // A sentence does not begin with the full stop of one that is not there.
  const netWords = ratioPieces.length === 0 ? said.net[direction].replace(/^(\. |。)/, '') : said.net[direction];
  return sentence(
    tone,
    ...ratioPieces,
    netWords,
    ...(direction === 'same' ? [] : [money(absolute(net))]),
    ...(ways === undefined ? [said.stop + said.waysUnknown] : wayWords(words, ways, restored?.ratio)),
  );
}

function ratioWords(words: Words, { from, to, change, lending }: NonNullable<Quality['fall']>): (string | Cell)[] {
  const said = words.recovery.fall;
  if (from === undefined || to === undefined || change === undefined) return [];
  const moved = change.isZero() ? undefined : change.isNegative() ? said.ratio.fell : said.ratio.rose;
  const head = moved === undefined ? [said.ratioStayed, ratio(to)] : [moved[0], ratio(from), moved[1], ratio(to)];
  if (lending === undefined || lending.isZero()) return head;
  return [...head, said.lending[lending.isNegative() ? 'down' : 'up'], points(lending, 'down')];
}

function wayWords(words: Words, ways: Ways, restored: Parameters<typeof ratio>[0]): (string | Cell)[] {
  const said = words.recovery.fall;
  const part = (name: string, cents: Cents): (string | Cell)[] => {
    const share = ratioOf(cents, ways.out);
    return [name, money(cents), ...(share === undefined ? [] : bracketed(words, ratio(share)))];
  };
  const some = (name: string, cents: Cents) => (cents === 0n ? [] : part(name, cents));
  const { cash, takenOff } = ways;
  const verdict = takenOff > cash ? said.moreTakenOff : cash > takenOff ? said.moreCollected : '';
  return [
    ...[said.cameIn, money(ways.in), said.left, money(ways.out)],
    ...(ways.out === 0n ? [] : [...part(said.cash, cash), ...some(said.upgraded, ways.upgraded), ...part(said.takenOff, takenOff)]),
    ...some(said.suspected, ways.suspected),
    ...some(said.other, ways.other),
    ...some(said.unexplained, ways.unexplained),
    ...(restored === undefined || takenOff === 0n ? [] : [said.hadItStayed, ratio(restored)]),
    said.stop + verdict,
  ];
}

/** "(31.65%)", or in full-width brackets. */
function bracketed(words: Words, cell: Cell): (string | Cell)[] {
  const [open = '', close = ''] = words.inBrackets('\u0000').split('\u0000');
  return [open, cell, close];
}

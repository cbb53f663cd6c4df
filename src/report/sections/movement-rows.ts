import { CHANNELS_IN, CHANNELS_OUT, type Channel, type ChannelAmounts } from '../../model/channels.js';
import type { Cents } from '../../model/money.js';
import { label, money } from '../cells.js';
import type { Row } from '../document.js';
import type { Words } from '../words/words.js';

/** Channels shown even when nothing moved through them: their absence is news. */
const ALWAYS_SHOWN: ReadonlySet<Channel> = new Set(['formation', 'cash', 'upgrade', 'writeOff']);

/** What one column of a roll-forward shows. */
export interface MovementColumn {
  readonly opening: Cents;
  readonly channels: ChannelAmounts;
  readonly unexplainedFalls: Cents;
  readonly unexplainedRises: Cents;
  /** What came from other columns, net; absent where nothing can. */
  readonly reclassified?: Cents;
  readonly closing: Cents;
}

/** The rows of a roll-forward (不良贷款变动表), a column for each movement: opening + in - out = closing. */
export function movementRows(words: Words, columns: readonly MovementColumn[], names: { opening: string; closing: string }): Row[] {
  const row = (id: string, name: string, of: (column: MovementColumn) => Cents): Row => ({
    id,
    cells: [label(name), ...columns.map((column) => money(of(column)))],
  });
  const moves = (of: (column: MovementColumn) => Cents) => columns.some((column) => of(column) !== 0n);
  const shown = (channel: Channel) => ALWAYS_SHOWN.has(channel) || moves((column) => column.channels[channel]);
  const channelRow = (sign: '+' | '−') => (channel: Channel) =>
    row(channel, `${sign} ${words.channel[channel]}`, (column) => column.channels[channel]);
  const optional = (id: string, name: string, of: (column: MovementColumn) => Cents) => (moves(of) ? [row(id, name, of)] : []);
  return [
    row('opening', names.opening, (column) => column.opening),
    ...CHANNELS_IN.filter(shown).map(channelRow('+')),
    // Falls and rises apart: netted, a loan that vanished would hide one that grew.
    ...optional('unexplained-rises', `+ ${words.item.unexplainedRise}`, (column) => column.unexplainedRises),
    ...CHANNELS_OUT.filter(shown).map(channelRow('−')),
    row('unexplained', `− ${words.item.unexplained}`, (column) => column.unexplainedFalls),
    ...optional('reclassified', `± ${words.period.reclassified}`, (column) => column.reclassified ?? 0n),
    { ...row('closing', names.closing, (column) => column.closing), tone: 'total' },
  ];
}

import type { Cents } from './money.js';

/** Ways into and out of the NPL stock. Amounts are not negative; the sign is in the name. */
export const CHANNELS_IN = ['formation', 'increase', 'relapse'] as const;
export const CHANNELS_OUT = [
  'cash',
  'upgrade',
  'writeOff',
  'transfer',
  'foreclosure',
  'debtToEquity',
  'securitisation',
  'other',
  'suspectedRenewal',
] as const;
export const CHANNELS = [...CHANNELS_IN, ...CHANNELS_OUT] as const;
export type Channel = (typeof CHANNELS)[number];
export type ChannelAmounts = Readonly<Record<Channel, Cents>>;

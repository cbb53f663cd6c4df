// AssemblyScript: compiled to lane.wasm by `npm run build`, and by nothing else. Each function does what the TypeScript function
// of the same name does, over the same bytes in the same memory: lexer.ts and byte-values.ts say what and why, and
// test/ledger/ranges.test.ts holds the two against each other. Pointers and lengths are bytes; no memory is allocated.

export { readColumns } from './columns';
export { badScanned, beginScan, goodScanned, kindScanned, scanGb18030 } from './gb18030';
export { lexRows, scratchEnd } from './lexer';
export { countFrom, markOutside, mayBeNumbers, mergeMarks, sum } from './loops';
export { packBytes, packInts, packTexts, textsRise } from './packing';
export { learnSpelling } from './spellings';

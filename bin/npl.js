#!/usr/bin/env node
import { main } from '../dist/cli/main.js';

// Not process.exit(): it would cut a report that a pipe has not taken yet.
process.exitCode = await main(process.argv.slice(2));

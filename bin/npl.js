#!/usr/bin/env node
'use strict';
require('./code-cache.js');
const { main } = require('../dist/cli/main.js');

// Not process.exit(): it would cut a report that a pipe has not taken yet.
main(process.argv.slice(2)).then((exit) => {
  process.exitCode = exit;
});

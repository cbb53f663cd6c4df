#!/usr/bin/env node
'use strict';
require('./code-cache.js');
const { main } = require('../dist/cli/main.js');

// Until the end is reached: a run that nothing keeps going any more, and that has written nothing, is no success.
process.exitCode = 70;
// Not process.exit(): it would cut a report that a pipe has not taken yet.
main(process.argv.slice(2)).then((exit) => {
  process.exitCode = exit;
});

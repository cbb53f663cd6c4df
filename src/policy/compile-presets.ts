import { writeCompiledPreset } from './presets.js';
import { listPolicies } from './read-policy.js';

// Run by `npm run build`. A preset that cannot be read fails the build.
listPolicies().forEach(writeCompiledPreset);

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome-stable', '/usr/bin/google-chrome'];
const LONGEST_INSTALL_MS = 300_000;

/**
 * A headless browser: the one that CHROMIUM names, one that is installed, or Debian's, installed here where apt can. Undefined where
 * there is none and none can be installed, which is said.
 */
export async function openBrowser(): Promise<Browser | undefined> {
  const path = process.env.CHROMIUM ?? installed() ?? install();
  if (path === undefined) {
    console.warn('NOT CHECKED: there is no Chromium here and none can be installed; no page was looked at.');
    return undefined;
  }
  return chromium.launch({ executablePath: path, args: ['--no-sandbox', '--disable-dev-shm-usage', '--force-color-profile=srgb'] });
}

function installed(): string | undefined {
  return PLACES.find((path) => existsSync(path));
}

/** Debian's browser, and a font with Chinese in it. */
function install(): string | undefined {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined;
  const apt = (...args: string[]) =>
    spawnSync('apt-get', ['-o', 'Acquire::Retries=2', ...args], {
      stdio: 'ignore',
      timeout: LONGEST_INSTALL_MS,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0;
  if (!apt('update') || !apt('install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk')) return undefined;
  return installed();
}

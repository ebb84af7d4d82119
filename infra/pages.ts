// Before the stacks: builds the page of each micro-app. One small document, its style, its element as a module.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync, type Metafile } from 'esbuild';
import type { AnyMicroApp } from '../shared/contract/micro-app.ts';
import type { ShopConfig } from './shop-config.ts';

const project = fileURLToPath(new URL('..', import.meta.url));

interface PagesProps {
  readonly shop: ShopConfig;
  readonly apps: readonly AnyMicroApp[];
  /** Emptied first; then holds `<id>/index.html` for each app, and `assets/` with names that change with their content. */
  readonly outFolder: string;
}

/**
 * Builds the pages.
 * @returns the folder, ready to be served
 */
export const buildPages = ({ shop, apps, outFolder }: PagesProps): string => {
  rmSync(outFolder, { recursive: true, force: true });
  const { metafile } = buildSync({
    absWorkingDir: project,
    entryPoints: apps.map((app) => ({ in: elementOf(app), out: app.id })),
    outdir: join(outFolder, 'assets'),
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    bundle: true,
    splitting: true,
    minify: true,
    legalComments: 'none',
    platform: 'browser',
    target: 'es2022',
    format: 'esm',
    metafile: true,
  });
  for (const app of apps) {
    const folder = join(outFolder, app.id);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'index.html'), page({ shop, app, script: scriptOf(metafile, app, outFolder) }));
  }
  return outFolder;
};

const elementOf = (app: AnyMicroApp): string => join('micro-apps', app.id, app.element.file);

const scriptOf = ({ outputs }: Metafile, app: AnyMicroApp, outFolder: string): string => {
  const found = Object.entries(outputs).find(([, { entryPoint }]) => entryPoint === elementOf(app));
  if (!found) throw new Error(`The page of ${app.id} has no script.`);
  return `/${relative(outFolder, join(project, found[0]))}`;
};

const page = ({ shop, app, script }: { shop: ShopConfig; app: AnyMicroApp; script: string }): string => `<!doctype html>
<html lang="${shop.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(app.title[shop.language])} · ${text(shop.name)}</title>
<script type="module" src="${script}"></script>
</head>
<body>
<${app.element.tag}></${app.element.tag}>
</body>
</html>
`;

const text = (raw: string): string =>
  raw.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

// Before the stacks: builds the page of each micro-app: one document, one style sheet, one script with the app's element.
import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, parse } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import type { AnyMicroApp } from '../shared/contract/micro-app.ts';
import { tokenCss } from '../shared/web/tokens.ts';
import { brandCss } from './brand-colours.ts';
import { microAppPage, notFoundPage, rootPage, text } from './page-document.ts';
import type { ShopConfig } from './shop-config.ts';

const project = fileURLToPath(new URL('..', import.meta.url));

interface PagesProps {
  readonly shop: ShopConfig;
  readonly apps: readonly AnyMicroApp[];
  /** Emptied first; then holds `<id>/index.html` for each app, and `assets/` with names that change with their content. */
  readonly outFolder: string;
}

/**
 * Builds the pages. The same sources give the same names.
 * @returns the folder, ready to be served
 */
export const buildPages = ({ shop, apps, outFolder }: PagesProps): string => {
  rmSync(outFolder, { recursive: true, force: true });
  // Beside the pages and not in them: what stands there is served.
  const built = bundle(writeEntries({ shop, apps, folder: `${outFolder}-entries` }));
  const asset = (name: string): string => writeAsset(outFolder, name, built.get(name));
  const style = asset('page.css');
  const icon = writeAsset(outFolder, 'icon.svg', iconOf(shop));
  for (const app of apps) {
    write(
      join(outFolder, app.id, 'index.html'),
      microAppPage({ shop, app, style, icon, script: asset(`${app.id}.js`) }),
    );
  }
  write(join(outFolder, 'index.html'), rootPage({ shop, style, icon }));
  write(join(outFolder, '404.html'), notFoundPage({ shop, style, icon }));
  return outFolder;
};

/** A page's script defines the app's element and opens the page around it. */
const writeEntries = ({
  shop,
  apps,
  folder,
}: Omit<PagesProps, 'outFolder'> & { readonly folder: string }): string[] => {
  rmSync(folder, { recursive: true, force: true });
  const source = (path: string) => JSON.stringify(join(project, path));
  const scripts = apps.map((app) => {
    const file = join(folder, `${app.id}.ts`);
    const element = source(join('micro-apps', app.id, app.element.file));
    write(file, `import ${element};\nimport { openPage } from ${source('shared/web/page.ts')};\nopenPage();\n`);
    return file;
  });
  const style = join(folder, 'page.css');
  write(join(folder, 'tokens.css'), brandCss(':root', shop.brandColour) + tokenCss(':root'));
  write(style, `@import "./tokens.css";\n@import ${source('shared/web/page.css')};\n`);
  return [...scripts, style];
};

/** Each entry's built bytes by its file name. Every page has one script of its own: a customer comes for one of them. */
const bundle = (entries: string[]): ReadonlyMap<string, Uint8Array> => {
  const { outputFiles } = buildSync({
    absWorkingDir: project,
    entryPoints: entries,
    outdir: 'assets',
    bundle: true,
    minify: true,
    legalComments: 'none',
    platform: 'browser',
    target: 'es2022',
    format: 'esm',
    write: false,
  });
  return new Map(outputFiles.map(({ path, contents }) => [basename(path), contents]));
};

/** The shop's first letter on its colour. Without an icon of its own a browser asks for `/favicon.ico`, which is not there. */
const iconOf = ({ name, brandColour }: ShopConfig): string => {
  const [letter = ''] = name;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="${brandColour}"/><text x="16" y="22.5" font-family="sans-serif" font-size="18" font-weight="700" text-anchor="middle" fill="#fff">${text(letter.toUpperCase())}</text></svg>`;
};

/** @returns the address, whose name changes with the content: browsers keep it for good */
const writeAsset = (outFolder: string, name: string, content: string | Uint8Array | undefined): string => {
  if (content === undefined) throw new Error(`Nothing was built of ${name}.`);
  const { name: base, ext } = parse(name);
  const path = `/assets/${base}-${createHash('sha256').update(content).digest('hex').slice(0, 10)}${ext}`;
  write(join(outFolder, path), content);
  return path;
};

const write = (file: string, content: string | Uint8Array): void => {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
};

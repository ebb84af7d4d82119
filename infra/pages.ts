// Before the stacks: builds the page of each micro-app: one document, one style sheet, one script with the app's element.
import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync, type Metafile } from 'esbuild';
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
  const entriesFolder = `${outFolder}-entries`;
  const built = bundle(writeEntries({ shop, apps, folder: entriesFolder }), outFolder);
  const style = built.find(join(entriesFolder, 'page.css')).path;
  const icon = writeIcon(shop, outFolder);
  for (const app of apps) {
    const script = built.find(join(entriesFolder, `${app.id}.ts`));
    const page = microAppPage({ shop, app, style, icon, script: script.path, preload: script.imports });
    write(join(outFolder, app.id, 'index.html'), page);
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

const bundle = (entries: string[], outFolder: string): BuiltFiles => {
  const { metafile } = buildSync({
    absWorkingDir: project,
    entryPoints: entries,
    outdir: join(outFolder, 'assets'),
    entryNames: '[name]-[hash]',
    chunkNames: 'shared-[hash]',
    bundle: true,
    splitting: true,
    minify: true,
    legalComments: 'none',
    platform: 'browser',
    target: 'es2022',
    format: 'esm',
    metafile: true,
  });
  return new BuiltFiles(metafile, outFolder);
};

/** The shop's first letter on its colour. Without an icon of its own a browser asks for `/favicon.ico`, which is not there. */
const writeIcon = ({ name, brandColour }: ShopConfig, outFolder: string): string => {
  const [letter = ''] = name;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="${brandColour}"/><text x="16" y="22.5" font-family="sans-serif" font-size="18" font-weight="700" text-anchor="middle" fill="#fff">${text(letter.toUpperCase())}</text></svg>`;
  const path = `/assets/icon-${createHash('sha256').update(svg).digest('hex').slice(0, 8)}.svg`;
  write(join(outFolder, path), svg);
  return path;
};

const write = (file: string, content: string): void => {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
};

/** Where the built files of an entry are served. */
class BuiltFiles {
  readonly #outputs: Metafile['outputs'];
  readonly #outFolder: string;

  constructor({ outputs }: Metafile, outFolder: string) {
    this.#outputs = outputs;
    this.#outFolder = outFolder;
  }

  /** @throws Error where nothing was built of the entry */
  find(entry: string): { readonly path: string; readonly imports: readonly string[] } {
    const found = Object.entries(this.#outputs).find(
      ([, { entryPoint }]) => entryPoint && join(project, entryPoint) === entry,
    );
    if (!found) throw new Error(`Nothing was built of ${entry}.`);
    const [path, { imports }] = found;
    return { path: this.#served(path), imports: imports.map((one) => this.#served(one.path)) };
  }

  #served(path: string): string {
    return `/${relative(this.#outFolder, join(project, path))}`;
  }
}

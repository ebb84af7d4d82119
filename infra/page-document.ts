// The documents that browsers get before any script runs: around a micro-app's element, at the root, and where nothing is.
import type { AnyMicroApp, Sentence } from '../shared/contract/micro-app.ts';
import { LANGUAGES } from '../shared/web/language.ts';
import { PAGE_CONFIG_ID, type PageConfig } from '../shared/web/page-config.ts';
import type { ShopConfig } from './shop-config.ts';

interface Looks {
  readonly shop: ShopConfig;
  /** Addresses on the page's own origin. */
  readonly style: string;
  readonly icon: string;
}

interface MicroAppParts extends Looks {
  readonly app: AnyMicroApp;
  readonly script: string;
}

const NEEDS_SCRIPT: Sentence = {
  en: 'This page needs JavaScript. Please switch it on, or contact us:',
  de: 'Diese Seite braucht JavaScript. Bitte schalte es ein oder schreib uns:',
};
const OPEN_YOUR_LINK: Sentence = {
  en: 'Please open the link from your message: it brings you to your order.',
  de: 'Bitte öffne den Link aus deiner Nachricht: Er führt dich zu deiner Bestellung.',
};
const YOUR_ORDER: Sentence = { en: 'Follow your order', de: 'Verfolge deine Bestellung' };
const NOTHING_HERE: Sentence = { en: 'There is nothing here', de: 'Hier ist nichts' };
const CONTACT: Sentence = { en: 'Contact us', de: 'Schreib uns' };

/**
 * The page of a micro-app. What stands inside the element is read until its script has loaded.
 * @example microAppPage({ shop, app: trackOrder, style: '/assets/page-1.css', icon: '/assets/icon-1.svg', script: '/assets/track-order-1.js' })
 */
export const microAppPage = (parts: MicroAppParts): string => {
  const { shop, app, script } = parts;
  const { tag } = app.element;
  const title = text(app.title[shop.language]);
  return documentOf({
    ...parts,
    title,
    head: `<script type="module" src="${script}"></script>
<script type="application/json" id="${PAGE_CONFIG_ID}">${data(configOf(shop, app))}</script>`,
    nav: '<nav id="languages"></nav>',
    main: `<${tag}><h1>${title}</h1></${tag}>
<noscript><p>${text(NEEDS_SCRIPT[shop.language])} ${contactLink(shop, withoutScheme(shop.contact))}</p></noscript>`,
  });
};

/** The root: says what this is, and keeps its micro-apps to those who have a link. */
export const rootPage = (looks: Looks): string => signpost(looks, YOUR_ORDER);

export const notFoundPage = (looks: Looks): string => signpost(looks, NOTHING_HERE);

/** Without a script a page cannot ask which language its reader speaks: it says it in each, the shop's own first. */
const signpost = (looks: Looks, title: Sentence): string => {
  const { shop } = looks;
  const languages = LANGUAGES.toSorted((a, b) => Number(b === shop.language) - Number(a === shop.language));
  const sections = languages.map((language, index) => {
    const heading = index === 0 ? 'h1' : 'h2';
    return `<section lang="${language}">
<${heading}>${title[language]}</${heading}>
<p>${OPEN_YOUR_LINK[language]}</p>
<p>${contactLink(shop, CONTACT[language])}</p>
</section>`;
  });
  return documentOf({ ...looks, title: title[shop.language], main: sections.join('\n') });
};

const documentOf = (given: Looks & { title: string; head?: string; nav?: string; main: string }): string => {
  const { shop, style, icon, title, head = '', nav = '', main } = given;
  const name = text(shop.name);
  return `<!doctype html>
<html lang="${shop.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${title} · ${name}</title>
<link rel="stylesheet" href="${style}">
<link rel="icon" href="${icon}" type="image/svg+xml">
${head}
</head>
<body>
<header class="bar">
<p class="shop">${name}</p>
${nav}
</header>
<main>
${main}
</main>
</body>
</html>
`;
};

const contactLink = (shop: ShopConfig, label: string): string => `<a href="${text(shop.contact)}">${text(label)}</a>`;

const configOf = (shop: ShopConfig, app: AnyMicroApp): PageConfig => ({
  app: app.id,
  tag: app.element.tag,
  title: app.title,
  shop: shop.name,
  language: shop.language,
  contact: shop.contact,
  api: '/api',
});

const withoutScheme = (address: string): string => address.replace(/^(mailto:|https:\/\/)/, '');

/** Text as markup, also between the quotes of an attribute. */
export const text = (raw: string): string =>
  raw.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Nothing in a data block may look like its end. */
const data = (value: object): string => JSON.stringify(value).replaceAll('<', '\\u003c');

// The design tokens: every colour, distance and letter size of pages and elements. Nothing else names a colour.

/** Light and dark. Text colours keep 4.5:1 on every surface they stand on (WCAG 2.2, 1.4.3), edges of controls 3:1 (1.4.11). */
const COLOURS = {
  surface: ['#f6f5f1', '#111214'],
  card: ['#ffffff', '#1a1c1f'],
  ink: ['#1b1d21', '#f2f1ee'],
  muted: ['#565b63', '#abafb7'],
  line: ['#e3e0d8', '#2e3136'],
  edge: ['#7d818a', '#80858f'],
  good: ['#14663c', '#75d6a0'],
  'good-soft': ['#e4f3ea', '#14291d'],
  warn: ['#854700', '#f6bd66'],
  'warn-soft': ['#fcf0dd', '#30230f'],
  bad: ['#a62216', '#ff9f92'],
  'bad-soft': ['#fcebe8', '#371b17'],
} as const satisfies Readonly<Record<string, readonly [light: string, dark: string]>>;

/** The surfaces that a brand colour must be readable on. */
export const BRAND_SURFACES = { light: COLOURS.surface[0], dark: COLOURS.card[1] } as const;

const colours = (value: (light: string, dark: string) => string): string =>
  Object.entries(COLOURS)
    .map(([name, [light, dark]]) => `--${name}:${value(light, dark)};`)
    .join('');

/**
 * The tokens as CSS. A shop page that embeds an element sets `--touchpoint-brand`, `--touchpoint-on-brand` and
 * `--touchpoint-font`; light or dark follows the `color-scheme` of the page around it.
 * @example tokenCss(':host')
 */
export const tokenCss = (selector: string): string => `
${selector}{${colours((light) => light)}
--brand:var(--touchpoint-brand,#2c5d4b);--on-brand:var(--touchpoint-on-brand,#fff);
--font:var(--touchpoint-font,system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif);
--mono:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;
--small:.875rem;--large:1.125rem;--huge:clamp(1.75rem,1.3rem + 2.2vw,2.375rem);
--gap-s:.5rem;--gap:1rem;--gap-l:1.5rem;--gap-xl:2.5rem;--radius:1rem;--radius-s:.625rem}
@supports (color:light-dark(#000,#fff)){${selector}{${colours((light, dark) => `light-dark(${light},${dark})`)}}}
`;

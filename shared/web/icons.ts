// Small drawings beside words. They never stand alone, so a screen reader skips them.
import { html, type TemplateResult } from 'lit';

const PATHS = {
  box: 'M21 8v8l-9 5-9-5V8l9-5zM3 8l9 5 9-5M12 13v8',
  truck: 'M2 6h11v10H2zM13 9h4.5L22 13v3h-9M6.5 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM17.5 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
  check: 'M4.5 12.5l5 5 10-11',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3 2',
  alert: 'M12 3.5L2.5 20h19zM12 10v4.5M12 17.4v.1',
  pin: 'M12 21s7-6.1 7-11.2A7 7 0 0 0 5 9.8C5 14.9 12 21 12 21zM12 12a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6z',
  cross: 'M6 6l12 12M18 6L6 18',
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  outward: 'M14 4h6v6M20 4l-9 9M18 14v6H4V6h6',
  refresh: 'M20 11a8 8 0 1 0-2.3 6.3M20 5v6h-6',
  link: 'M10 14a4.5 4.5 0 0 0 6.4 0l3-3A4.5 4.5 0 0 0 13 4.6l-1.5 1.5M14 10a4.5 4.5 0 0 0-6.4 0l-3 3A4.5 4.5 0 0 0 11 19.4l1.5-1.5',
  cloud: 'M3 3l18 18M8.5 8.2A5 5 0 0 0 7 18h10M20.5 15.8A4 4 0 0 0 17 10a5 5 0 0 0-5-3',
  chevron: 'M6 9l6 6 6-6',
} as const;

export type Icon = keyof typeof PATHS;

/** @example icon('truck') */
export const icon = (name: Icon): TemplateResult =>
  html`<svg viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d=${PATHS[name]} /></svg>`;

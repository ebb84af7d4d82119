// What every element of the suite looks alike in: letters, cards, buttons, links, notices.
import { css, unsafeCSS } from 'lit';
import { tokenCss } from './tokens.ts';

export const suiteStyle = [
  unsafeCSS(tokenCss(':host')),
  css`
    :host {
      display: block;
      color: var(--ink);
      font: 1rem/1.5 var(--font);
      overflow-wrap: anywhere;
      hyphens: manual;
    }
    *,
    ::before,
    ::after {
      box-sizing: border-box;
    }
    h1,
    h2,
    h3,
    p,
    ul,
    ol,
    dl,
    dd {
      margin: 0;
      padding: 0;
    }
    ul,
    ol {
      list-style: none;
    }
    h1 {
      font-size: var(--huge);
      line-height: 1.15;
      letter-spacing: -0.02em;
      text-wrap: balance;
    }
    h2 {
      font-size: var(--large);
      line-height: 1.3;
    }
    h3,
    dt {
      font-size: var(--small);
      font-weight: 600;
      color: var(--muted);
    }
    a {
      color: var(--brand);
      font-weight: 600;
      text-underline-offset: 0.2em;
    }
    :focus-visible {
      outline: 3px solid var(--brand);
      outline-offset: 3px;
      border-radius: 4px;
    }
    h1:focus-visible,
    li:focus-visible {
      outline-offset: 6px;
    }
    svg {
      flex: none;
      width: 1.25em;
      height: 1.25em;
      fill: none;
      stroke: currentcolor;
      stroke-width: 2;
      stroke-linecap: round;
      stroke-linejoin: round;
    }
    button,
    .button {
      display: inline-flex;
      align-items: center;
      justify-content: center;
      gap: var(--gap-s);
      min-height: 2.75rem;
      padding: 0.5rem 1rem;
      border: 1px solid var(--edge);
      border-radius: var(--radius-s);
      background: none;
      color: var(--ink);
      font: 600 1rem/1.25 var(--font);
      text-decoration: none;
      cursor: pointer;
    }
    .primary {
      border-color: var(--brand);
      background: var(--brand);
      color: var(--on-brand);
    }
    button:hover,
    .button:hover {
      border-color: var(--ink);
    }
    button[aria-disabled='true'] {
      opacity: 0.6;
      cursor: progress;
    }
    .card {
      padding: 1.25rem;
      border: 1px solid var(--line);
      border-radius: var(--radius);
      background: var(--card);
    }
    .stack {
      display: grid;
      gap: var(--gap);
      grid-template-columns: minmax(0, 1fr);
    }
    .muted {
      color: var(--muted);
    }
    .small {
      font-size: var(--small);
    }
    .actions {
      display: flex;
      flex-wrap: wrap;
      gap: 0.75rem;
      margin-top: var(--gap-s);
    }
    .sign {
      display: grid;
      place-items: center;
      width: 3rem;
      height: 3rem;
      border-radius: 50%;
      background: color-mix(in srgb, var(--tone) 12%, transparent);
      color: var(--tone);
    }
    .sign svg {
      width: 1.5rem;
      height: 1.5rem;
    }
    .calm {
      --tone: var(--brand);
    }
    .good {
      --tone: var(--good);
      --soft: var(--good-soft);
    }
    .warn {
      --tone: var(--warn);
      --soft: var(--warn-soft);
    }
    .bad {
      --tone: var(--bad);
      --soft: var(--bad-soft);
    }
    .quiet {
      --tone: var(--muted);
    }
    .hidden {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }
    .bone {
      height: 1em;
      border-radius: var(--radius-s);
      background: var(--line);
      animation: breathe 1.6s ease-in-out infinite alternate;
    }
    .bone.wide {
      height: 2.25rem;
      width: 80%;
    }
    .bone.short {
      width: 45%;
    }
    .plain {
      border-color: transparent;
      color: var(--brand);
      padding-inline: var(--gap-s);
      font-size: var(--small);
    }
    .freshness {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: 0 var(--gap);
    }
    .freshness.warn {
      color: var(--warn);
    }
    @keyframes breathe {
      to {
        opacity: 0.45;
      }
    }
    @media (prefers-reduced-motion: reduce) {
      .bone {
        animation: none;
      }
    }
    @media (min-width: 40rem) {
      .card {
        padding: 1.75rem;
      }
    }
    @media print {
      button,
      .actions,
      .screen {
        display: none;
      }
      .card {
        break-inside: avoid;
      }
    }
  `,
];

// What only tracking looks like: the headline, the progress bar, promise beside fact, the trail of scans.
import { css } from 'lit';

export const trackOrderStyle = css`
  .headline {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--gap-s);
    padding-bottom: var(--gap-l);
  }
  .headline .sign {
    margin-bottom: var(--gap-s);
  }
  .when {
    font-size: var(--large);
    text-wrap: pretty;
  }
  .moved {
    display: flex;
    gap: var(--gap-s);
    align-items: flex-start;
    color: var(--warn);
  }
  .moved svg {
    margin-top: 0.125em;
  }
  h2 .muted {
    font-weight: 400;
  }
  h2 .muted::before {
    content: '· ';
  }
  .progress {
    display: grid;
    gap: 0.625rem;
  }
  .status {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.125rem 0.5rem;
    color: var(--tone);
  }
  .status .small {
    margin-left: auto;
  }
  .bar {
    display: grid;
    grid-template-columns: repeat(4, 1fr);
    gap: 0.25rem;
  }
  .bar i {
    height: 0.375rem;
    border-radius: 1rem;
    background: var(--line);
  }
  .bar .done {
    background: var(--tone);
  }
  .trouble {
    display: grid;
    gap: 0.375rem;
    padding: var(--gap);
    border-left: 4px solid var(--tone);
    border-radius: var(--radius-s);
    background: var(--soft);
  }
  .trouble h3 {
    color: var(--ink);
  }
  .facts {
    display: grid;
    gap: var(--gap);
    padding: var(--gap) 0;
    border-block: 1px solid var(--line);
  }
  .facts dd span {
    display: block;
  }
  .lines li {
    display: flex;
    gap: var(--gap-s);
    padding-top: 0.375rem;
  }
  .lines .muted {
    flex: none;
    min-width: 2rem;
    font-variant-numeric: tabular-nums;
  }
  .refunds {
    display: grid;
    gap: var(--gap-s);
  }
  .number {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 var(--gap-s);
  }
  code {
    font: 1rem/1.5 var(--mono);
  }
  .tracking a {
    display: inline-flex;
    align-items: center;
    gap: 0.375rem;
    min-height: 2.75rem;
  }
  .tracking a svg {
    width: 1rem;
    height: 1rem;
  }
  summary {
    display: flex;
    align-items: center;
    justify-content: space-between;
    min-height: 2.75rem;
    font-weight: 600;
    cursor: pointer;
    list-style: none;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  [open] > summary svg {
    transform: rotate(180deg);
  }
  .scans {
    border-top: 1px solid var(--line);
    padding-top: var(--gap-s);
    margin-bottom: -0.75rem;
  }
  .scans ol {
    padding: var(--gap-s) 0 var(--gap);
  }
  .scans li {
    position: relative;
    display: grid;
    padding: 0 0 1.25rem 1.75rem;
  }
  .scans li::before {
    content: '';
    position: absolute;
    left: 0.25rem;
    top: 0.4375rem;
    width: 0.75rem;
    height: 0.75rem;
    border: 2px solid var(--edge);
    border-radius: 50%;
    background: var(--card);
  }
  .scans li:first-child::before {
    border-color: var(--brand);
    background: var(--brand);
  }
  .scans li:not(:last-child)::after {
    content: '';
    position: absolute;
    left: 0.5625rem;
    top: 1.375rem;
    bottom: -0.25rem;
    width: 2px;
    background: var(--line);
  }
  .scans button {
    margin-bottom: var(--gap);
  }
  .help {
    padding-top: var(--gap);
    border-top: 1px solid var(--line);
  }
  @media (min-width: 34rem) {
    .facts {
      grid-template-columns: 1fr 1fr;
    }
    .facts .wide {
      grid-column: 1 / -1;
    }
  }
  @media (forced-colors: active) {
    .bar i {
      border: 1px solid canvastext;
    }
    .bar .done {
      background: highlight;
      forced-color-adjust: none;
    }
  }
  @media print {
    .scans::details-content {
      content-visibility: visible;
      block-size: auto;
    }
  }
`;

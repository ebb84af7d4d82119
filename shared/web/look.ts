// Tells a person's look from a scanner's: scanners open every link in a message, and neither touch nor stay.

const STAY_MS = 5_000;
const SIGNS = ['pointerdown', 'touchstart', 'wheel', 'keydown', 'scroll'] as const;

/**
 * Calls once, as soon as somebody touches, scrolls, presses a key, or has had the page before them for five seconds on end; never
 * after `signal`. Call it when the answer is shown.
 */
export const whenSeen = (seen: () => void, signal: AbortSignal): void => {
  const listening = new AbortController();
  let stay: ReturnType<typeof setTimeout> | undefined;
  const finish = (): void => {
    clearTimeout(stay);
    listening.abort();
    seen();
  };
  const watch = (): void => {
    clearTimeout(stay);
    if (document.visibilityState === 'visible') stay = setTimeout(finish, STAY_MS);
  };
  for (const sign of SIGNS) window.addEventListener(sign, finish, { passive: true, signal: listening.signal });
  document.addEventListener('visibilitychange', watch, { signal: listening.signal });
  signal.addEventListener('abort', () => {
    clearTimeout(stay);
    listening.abort();
  });
  watch();
};

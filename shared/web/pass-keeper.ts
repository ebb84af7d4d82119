// The pass comes in the address's fragment, which browsers never send. It is taken off at once: an address gets shared and stored.

/**
 * `sessionStorage` is this tab's own and ends with it: a reload, and a phone that dropped the page to save memory, find the
 * pass again, and the next person at a shared computer does not.
 */
const KEPT = 'touchpoint-pass';

/** The pass that this page was opened with, or that this tab was opened with before. */
export const takePass = (): string | undefined => {
  const pass = new URLSearchParams(location.hash.slice(1)).get('pass');
  if (!pass) return kept();
  history.replaceState(history.state, '', location.pathname + location.search);
  keep(pass);
  return pass;
};

/** Another link opened in the same tab changes only the fragment: the browser does not load the page again. */
export const onNewPass = (take: (pass: string) => void): void => {
  window.addEventListener('hashchange', () => {
    const pass = location.hash.includes('pass=') && takePass();
    if (pass) take(pass);
  });
};

/** A browser may forbid storage: then the page works until it is reloaded. */
const kept = (): string | undefined => {
  try {
    return sessionStorage.getItem(KEPT) ?? undefined;
  } catch {
    return undefined;
  }
};

const keep = (pass: string): void => {
  try {
    sessionStorage.setItem(KEPT, pass);
  } catch {
    // See `kept`.
  }
};

// The page's one way to the API: a micro-app's answer, a problem document, or no answer at all.
import type { Problem } from '../http/problem.ts';
import type { Language } from './language.ts';

export interface Question {
  /** Base of the API: `/api` on our own pages, an address of the suite where the element is embedded. */
  readonly api: string;
  /** Id of the micro-app. */
  readonly app: string;
  readonly pass: string;
  readonly language: Language;
  readonly input: object;
  readonly signal: AbortSignal;
}

export type Answer<Output> =
  /** `at` is the API's clock where the browser lets us read it: a phone's clock may be days off. */
  | { readonly kind: 'answered'; readonly output: Output; readonly at: Date }
  | { readonly kind: 'problem'; readonly problem: Problem }
  | { readonly kind: 'unreachable' };

const PATIENCE_MS = 30_000;

/**
 * Asks a micro-app. The pass travels in a header and never in an address: addresses end up in logs and histories.
 * @example await askMicroApp<TrackedOrder>({ api: '/api', app: 'track-order', pass, language: 'en', input: {}, signal })
 */
export const askMicroApp = async <Output>(question: Question): Promise<Answer<Output>> => {
  const { api, app, pass, language, input, signal } = question;
  try {
    const response = await post(`${api}/micro-apps/${app}`, pass, input, {
      headers: { 'accept-language': language },
      signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]),
    });
    const body: unknown = await response.json();
    if (response.ok) return { kind: 'answered', output: body as Output, at: timeOf(response) };
    return { kind: 'problem', problem: asProblem(body, response.status) };
  } catch {
    return { kind: 'unreachable' };
  }
};

/** Tells that a person looked. Nobody waits for it, and nobody is told if it is lost. */
export const reportLook = (given: Pick<Question, 'api' | 'app' | 'pass'>): void => {
  post(`${given.api}/looks`, given.pass, { app: given.app }, { keepalive: true }).catch(() => undefined);
};

const post = (address: string, pass: string, body: object, more: RequestInit): Promise<Response> =>
  fetch(address, {
    ...more,
    method: 'POST',
    headers: { ...more.headers, authorization: `Bearer ${pass}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
    cache: 'no-store',
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
  });

const timeOf = (response: Response): Date => {
  const told = Date.parse(response.headers.get('date') ?? '');
  return Number.isNaN(told) ? new Date() : new Date(told);
};

/** Something between us and the API may answer in its own words: then only the status counts. */
const asProblem = (body: unknown, status: number): Problem => {
  const said = typeof body === 'object' && body !== null && 'type' in body ? (body as Partial<Problem>) : {};
  return { type: 'about:blank', title: '', detail: '', ...said, status };
};

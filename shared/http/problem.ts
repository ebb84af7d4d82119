// Every "no" over HTTP is a problem document (RFC 9457).

/** One fault of an input: where (JSON Pointer, RFC 6901) and why. */
export interface Fault {
  readonly pointer: string;
  readonly detail: string;
}

export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  /** Id of the request, for asking about it. */
  readonly instance?: string;
  readonly refusal?: string;
  readonly next?: string;
  readonly errors?: readonly Fault[];
}

/** A problem on its way out. Thrown inside an HTTP function; the pipeline turns it into the answer. */
export class ProblemError extends Error {
  readonly problem: Problem;
  readonly headers: Readonly<Record<string, string>>;

  constructor(problem: Problem, headers: Readonly<Record<string, string>> = {}) {
    super(problem.title);
    this.name = 'ProblemError';
    this.problem = problem;
    this.headers = headers;
  }
}

/** @example problemType('invalid-input') is `urn:problem-type:touchpoint:invalid-input` */
export const problemType = (name: string): string => `urn:problem-type:touchpoint:${name}`;

const problem =
  (name: string, status: number, title: string) =>
  (detail: string, more: Partial<Problem> & { headers?: Record<string, string> } = {}): ProblemError => {
    const { headers, ...extensions } = more;
    return new ProblemError({ type: problemType(name), title, status, detail, ...extensions }, headers);
  };

export const problems = {
  invalidInput: problem('invalid-input', 400, 'The request could not be understood'),
  passMissing: problem('pass-missing', 401, 'A pass is needed'),
  passInvalid: problem('pass-invalid', 401, 'This pass is not valid'),
  passEnded: problem('pass-ended', 401, 'This pass has ended'),
  signatureInvalid: problem('signature-invalid', 401, 'The signature is not valid'),
  wrongOrigin: problem('wrong-origin', 403, 'This address is not for direct use'),
  notAllowed: problem('not-allowed', 403, 'This pass does not allow it'),
  notFound: problem('not-found', 404, 'Nothing is here'),
  refused: problem('refused', 409, 'Not possible'),
  tooLarge: problem('too-large', 413, 'The request is too large'),
  wrongMediaType: problem('wrong-media-type', 415, 'The request must be JSON'),
  keyReused: problem('idempotency-key-reused', 422, 'This key was used for another request'),
  defect: problem('defect', 500, 'Something went wrong on our side'),
  unavailable: problem('unavailable', 503, 'Not available right now'),
} as const;

// One role's synthesized IAM policies, compiled once, answer whether a call is allowed and which statement says so.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html

export interface RawStatement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: string | readonly string[];
  readonly NotAction?: unknown;
  readonly Resource?: string | readonly string[];
  readonly NotResource?: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Values of the condition keys of one call, e.g. `dynamodb:LeadingKeys`. */
export type CallContext = Readonly<Record<string, readonly string[]>>;

export interface Check {
  readonly action: string;
  readonly resource: string;
  readonly context: CallContext;
}

export interface Policy {
  /** Every action that a statement allows. */
  readonly granted: readonly string[];
  /** Granted actions as they stand in the policy that some call has needed. */
  readonly used: ReadonlySet<string>;
  allows(check: Check): boolean;
  /** Notes a use that was checked elsewhere. */
  use(action: string): void;
}

interface Statement {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly { readonly text: string; readonly matches: (action: string) => boolean }[];
  readonly resources: readonly ((resource: string) => boolean)[];
  readonly conditions: readonly ((context: CallContext) => boolean)[];
}

/** What the local services say about a call; a policy that asks for more stops the start. */
const CONDITION_KEYS = new Set(['dynamodb:LeadingKeys', 'events:source']);

/** @throws Error where a statement uses what this evaluation does not know: guessing would let a call through */
export function compilePolicy(
  statements: readonly RawStatement[],
  onFirstUse: (action: string) => void = () => undefined,
): Policy {
  const compiled = statements.map(compileStatement);
  const used = new Set<string>();
  const use = (action: string) => {
    if (used.has(action)) return;
    used.add(action);
    onFirstUse(action);
  };
  const candidates = new Map<string, { readonly statement: Statement; readonly action: string }[]>();

  function candidatesFor(action: string, resource: string) {
    const key = `${action} ${resource}`;
    let found = candidates.get(key);
    if (!found) {
      found = compiled.flatMap((statement) => {
        const matched = statement.actions.find(({ matches }) => matches(action));
        const applies = matched && statement.resources.some((matches) => matches(resource));
        return applies ? [{ statement, action: matched.text }] : [];
      });
      if (candidates.size < MANY_PAIRS) candidates.set(key, found);
    }
    return found;
  }

  return {
    used,
    use,
    granted: [
      ...new Set(
        compiled.flatMap(({ effect, actions }) => (effect === 'Allow' ? actions.map(({ text }) => text) : [])),
      ),
    ],
    allows({ action, resource, context }) {
      const applying = candidatesFor(action, resource).filter(({ statement }) =>
        statement.conditions.every((holds) => holds(context)),
      );
      if (applying.length === 0 || applying.some(({ statement }) => statement.effect === 'Deny')) return false;
      for (const candidate of applying) use(candidate.action);
      return true;
    },
  };
}

/** Object keys make a new resource each; what is remembered stays bounded. */
const MANY_PAIRS = 2_000;

function compileStatement(raw: RawStatement): Statement {
  if (raw.NotAction || raw.NotResource) throw new Error('NotAction and NotResource are not checked on this machine.');
  return {
    effect: raw.Effect,
    actions: listOf(raw.Action).map((text) => ({ text, matches: likeness(text.toLowerCase(), true) })),
    resources: listOf(raw.Resource).map((text) => likeness(text)),
    conditions: Object.entries(raw.Condition ?? {}).flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, values]) => compileCondition(operator, key, listOf(values).map(String))),
    ),
  };
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html */
function compileCondition(operator: string, key: string, values: readonly string[]): (context: CallContext) => boolean {
  const { quantifier, name } =
    /^(?:(?<quantifier>ForAllValues):)?(?<name>StringEquals|StringLike)$/.exec(operator)?.groups ?? {};
  if (!name || !CONDITION_KEYS.has(key))
    throw new Error(`The condition ${operator} on ${key} is not checked on this machine.`);
  const tests = values.map((value) => (name === 'StringLike' ? likeness(value) : (text: string) => text === value));
  const passes = (text: string) => tests.some((test) => test(text));
  return (context) => {
    const present = context[key];
    if (quantifier === 'ForAllValues') return (present ?? []).every(passes);
    return present?.some(passes) ?? false;
  };
}

/** `*` stands for any characters, `?` for one. */
function likeness(pattern: string, ignoreCase = false): (text: string) => boolean {
  if (!/[*?]/.test(pattern)) return ignoreCase ? (text) => text.toLowerCase() === pattern : (text) => text === pattern;
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  const expression = new RegExp(`^${source}$`, ignoreCase ? 'is' : 's');
  return (text) => expression.test(text);
}

function listOf<T>(value: T | readonly T[] | undefined): readonly T[] {
  if (value === undefined) return [];
  return (Array.isArray(value) ? value : [value]) as readonly T[];
}

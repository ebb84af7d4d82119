// The one way through for every micro-app: pass verified -> input parsed -> one read -> decide -> one transaction -> reply.
import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { AnyMicroApp, Change, Facts, Refusal } from '../contract/micro-app.ts';
import { chooseLanguage } from '../http/language.ts';
import { problems } from '../http/problem.ts';
import { type Happened, inEnvelopes } from '../journey/journey-event.ts';
import type { Pass, PassVerifier } from '../pass/pass.ts';
import { type OrderId, orderId } from '../profile/ids.ts';
import type { AnsweredCommand, OrderKey, ProfilePort } from '../profile/profile-port.ts';
import type { Language, ShopRules } from '../profile/shop.ts';
import { instantOf } from '../profile/time.ts';
import { type HttpReply, type HttpRequest, parseInput, readJsonBody } from './http.ts';
import { actorOf, assertNotRevoked, openWithPass } from './pass-door.ts';

export interface MicroAppDependencies {
  readonly profile: ProfilePort;
  readonly passes: PassVerifier;
  readonly shop: ShopRules;
  readonly now: () => Date;
  /** A new ULID. */
  readonly newId: () => string;
}

/** A pass of one order fixes the order; only a pass without one lets the caller name it. */
const orderInput = z.object({ orderId: orderId.optional() });

const idempotencyKey = z
  .string()
  .min(8)
  .max(200)
  .regex(/^[\x21-\x7e]+$/);

const ANSWERS_KEPT_SECONDS = 24 * 60 * 60;
const MOST_TRIES = 8;

/**
 * The work of a micro-app's route.
 * @example httpHandler({ origin, bodyLimit: MICRO_APP_BODY_LIMIT, work: runMicroApp(trackOrder, dependencies) })
 */
export const runMicroApp =
  (app: AnyMicroApp, with_: MicroAppDependencies) =>
  async (request: HttpRequest): Promise<HttpReply> => {
    const pass = await openWithPass({
      authorization: request.headers.authorization,
      needs: { app: app.id, assurance: app.assurance, audience: app.audience },
      passes: with_.passes,
      now: with_.now(),
    });
    const body = readJsonBody(request);
    const input = parseInput(app.input, body);
    const order = orderOf(pass, parseInput(orderInput, body).orderId);
    const command: Command = { app, pass, input, order, request, key: commandKey(app, request) };
    for (let attempt = 1; attempt <= MOST_TRIES; attempt += 1) {
      const reply = await tryOnce(command, attempt > 1, with_);
      if (reply !== 'conflict') return reply;
    }
    throw problems.unavailable('Many changes at the same time. Please try again.', { headers: { 'retry-after': '1' } });
  };

interface Command {
  readonly app: AnyMicroApp;
  readonly pass: Pass;
  readonly input: unknown;
  readonly order: OrderKey;
  readonly request: HttpRequest;
  readonly key: string | undefined;
}

const orderOf = (pass: Pass, named: OrderId | undefined): OrderKey => {
  const id = pass.order ?? named;
  if (!id) {
    throw problems.invalidInput('Some fields are missing or not as expected.', {
      errors: [{ pointer: '/orderId', detail: 'is needed with a pass that is for all orders' }],
    });
  }
  if (named && named !== id) throw nothingThere();
  return { shop: pass.shop, customerId: pass.sub, orderId: id };
};

/** Somebody else's and no such thing get the same answer. */
const nothingThere = () => problems.notFound('There is no such order, or it is not yours.');

/** An app that changes something needs a key, so that a repeated request answers what the first one answered. */
const commandKey = (app: AnyMicroApp, request: HttpRequest): string | undefined => {
  if (app.emits.length === 0) return undefined;
  const key = idempotencyKey.safeParse(request.headers['idempotency-key']);
  if (key.success) return `${app.id}/${key.data}`;
  throw problems.invalidInput('Send a new `idempotency-key` header (8 to 200 printable characters) with each command.');
};

const tryOnce = async (
  command: Command,
  consistent: boolean,
  with_: MicroAppDependencies,
): Promise<HttpReply | 'conflict'> => {
  const { app, pass, order: at, key } = command;
  const needed = app.facts(command.input);
  const [read, olderScans] = await Promise.all([
    with_.profile.read({ ...at, ...(key && { answerKey: key }), ...(consistent && { consistent }) }),
    needed.olderScans && with_.profile.olderScans({ ...at, ...needed.olderScans }),
  ]);
  if (!read.profile || !read.order) throw nothingThere();
  assertNotRevoked(pass, read.profile);
  if (read.answered) return replay(read.answered, command);
  const facts: Facts<unknown> = {
    input: command.input,
    order: read.order,
    profile: read.profile,
    ...(olderScans && { olderScans }),
    shop: with_.shop,
    actor: actorOf(pass),
    assurance: pass.assurance,
    now: instantOf(with_.now()),
  };
  const decision = app.decide(facts);
  if (!decision.accepted) throw refused(app, decision.refusal, languageOf(command, with_.shop));
  const output: object = app.output.parse(decision.output);
  if (!decision.change) return { status: 200, body: output };
  return commit(command, { change: decision.change, output, passEpoch: read.profile.passEpoch }, with_);
};

const commit = async (
  command: Command,
  decided: { change: Change<Happened>; output: object; passEpoch: number },
  with_: MicroAppDependencies,
): Promise<HttpReply | 'conflict'> => {
  const { pass, request } = command;
  const { order, events } = decided.change;
  const result = await with_.profile.commit({
    customer: command.order,
    order,
    passEpoch: decided.passEpoch,
    events: inEnvelopes(events, {
      newId: with_.newId,
      time: instantOf(with_.now()),
      shop: pass.shop,
      customerId: pass.sub,
      actor: actorOf(pass),
      ...(pass.act && { onBehalfOf: pass.sub }),
      orderId: order.orderId,
      aggregate: `order/${order.orderId}`,
      seq: order.version,
      correlationId: request.requestId,
      causationId: request.requestId,
    }),
    answered: {
      key: command.key ?? request.requestId,
      requestHash: hashOf(command),
      answer: JSON.stringify(decided.output),
      expiresAt: Math.floor(with_.now().getTime() / 1000) + ANSWERS_KEPT_SECONDS,
    },
  });
  if (result.outcome === 'conflict') return 'conflict';
  return result.outcome === 'answered' ? replay(result.before, command) : { status: 200, body: decided.output };
};

const replay = (before: AnsweredCommand, command: Command): HttpReply => {
  if (before.requestHash !== hashOf(command)) {
    throw problems.keyReused('Send a new `idempotency-key` with a new request.');
  }
  return { status: 200, body: JSON.parse(before.answer), headers: { 'idempotency-replayed': 'true' } };
};

/** Who asks, how sure we are of it, and of which order are part of a request: what one pass was answered is not another's to see. */
const hashOf = ({ order, pass, request }: Command): string =>
  createHash('sha256')
    .update(JSON.stringify([order.orderId, pass.assurance, pass.act ?? null, request.rawBody]))
    .digest('base64url');

const languageOf = ({ request }: Command, shop: ShopRules): Language =>
  chooseLanguage(request.headers['accept-language'], shop.language);

const refused = (app: AnyMicroApp, refusal: string, language: Language) => {
  const sentences: Refusal | undefined = app.refusals[refusal];
  if (!sentences) throw new Error(`${app.id} has no sentence for its refusal ${refusal}`);
  return problems.refused(sentences.detail[language], {
    title: sentences.title[language],
    refusal,
    ...(sentences.next && { next: sentences.next[language] }),
    headers: { 'content-language': language },
  });
};

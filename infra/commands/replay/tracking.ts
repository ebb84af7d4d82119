// Asks where orders are, as their customers do: with a pass, over HTTP, through the stack's front door.
import { ulid } from 'ulid';
import { trackOrder } from '../../../micro-apps/index.ts';
import type { TrackedOrder } from '../../../micro-apps/track-order/output.ts';
import { dynamoClient } from '../../../shared/aws/clients.ts';
import { dynamoProfile } from '../../../shared/aws/dynamo-profile.ts';
import { kmsPassKeys } from '../../../shared/aws/pass-keys.ts';
import { PASS_AUDIENCE, PASS_ISSUER } from '../../../shared/pass/pass.ts';
import { passSigner } from '../../../shared/pass/pass-token.ts';
import type { CustomerId, OrderId } from '../../../shared/profile/ids.ts';
import { readStackSecret } from '../send-facts.ts';
import type { Stage } from './stage.ts';

export interface Answer {
  readonly status: number;
  /** Without `instance`, which is another one for each request. */
  readonly body: unknown;
}

export interface Tracking {
  /** Whose order it is; nothing where it has not come in. */
  ownerOf(orderId: string): Promise<CustomerId | undefined>;
  /** With a pass of this customer that names this order, whether or not there is such an order. */
  track(of: { readonly customerId: string; readonly orderId: string }): Promise<Answer>;
}

const PASS_SECONDS = 60 * 60;

export const tracking = async (stage: Stage): Promise<Tracking> => {
  const { target, shop } = stage;
  const profile = dynamoProfile({ client: dynamoClient(), tableName: target.output('TableName') });
  const keys = kmsPassKeys(target.output('PassKeyIds').split(','));
  // The public keys do not change while a replay runs.
  const publicKeys = await keys.read();
  const signer = passSigner({ ...keys, read: async () => publicKeys });
  const door = await doorOf(stage);
  const epochs = new Map<string, number>();
  const epochOf = async (customerId: CustomerId): Promise<number> => {
    const known = epochs.get(customerId);
    if (known !== undefined) return known;
    const { profile: found } = await profile.read({ shop: shop.shop, customerId });
    if (found) epochs.set(customerId, found.passEpoch);
    return found?.passEpoch ?? 0;
  };
  return {
    ownerOf: async (orderId) => {
      const [found] = await profile.find({ shop: shop.shop, kind: 'order', orderId: orderId as OrderId });
      return found?.customerId;
    },
    track: async (of) => {
      const sub = of.customerId as CustomerId;
      const iat = Math.floor(Date.now() / 1000);
      const pass = await signer.sign({
        iss: PASS_ISSUER,
        aud: PASS_AUDIENCE,
        sub,
        shop: shop.shop,
        apps: [trackOrder.id],
        order: of.orderId as OrderId,
        assurance: 'link',
        epoch: await epochOf(sub),
        iat,
        exp: iat + PASS_SECONDS,
        jti: ulid(),
      });
      return ask(door, pass);
    },
  };
};

interface Door {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Deployed, the edge lets one address ask 2,000 times in five minutes: a replay asks the API behind it. */
const doorOf = async ({ aws, target }: Stage): Promise<Door> => {
  if (!aws) return { url: target.output('Url'), headers: {} };
  const { current }: { current: string } = JSON.parse(await readStackSecret(target, 'OriginSecret'));
  return { url: target.output('ApiUrl'), headers: { 'x-origin-secret': current } };
};

const ask = async ({ url, headers }: Door, pass: string): Promise<Answer> => {
  const answer = await fetch(`${url}/api/micro-apps/${trackOrder.id}`, {
    method: 'POST',
    headers: { ...headers, authorization: `Bearer ${pass}`, 'content-type': 'application/json' },
    body: '{}',
  });
  const { instance: _, ...body } = (await answer.json()) as { instance?: string };
  return { status: answer.status, body };
};

/** The tracked order, or what was answered instead, as a difference. */
export const trackedIn = ({ status, body }: Answer): TrackedOrder | string =>
  status === 200 ? (body as TrackedOrder) : `it is answered with ${status} ${JSON.stringify(body)}`;

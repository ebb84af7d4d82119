import { BatchGetItemCommand } from '@aws-sdk/client-dynamodb';
import { startEngine } from './contracts/engine.ts';
import { dynamoProfile } from '../shared/aws/dynamo-profile.ts';
import { toKey } from '../shared/aws/dynamo-attributes.ts';
import { orderKey, profileKey } from '../shared/profile/keys.ts';
import { aCustomer, aProfile } from './builders/customer.ts';
import { anOrder, aLine } from './builders/order.ts';
import { aParcel, aScan } from './builders/parcel.ts';
import { aJourneyEvent } from './builders/journey-event.ts';
const engine = await startEngine();
const tableName = await engine.table();
const profile = dynamoProfile({ client: engine.client, tableName });
let requests = 0; let units = 0; let on = false;
engine.client.middlewareStack.add((next) => async (args: any) => { if (on) { requests++; args.input.ReturnConsumedCapacity = 'TOTAL'; } const r: any = await next(args); if (on) units += r.output.ConsumedCapacity?.reduce?.((s: number, c: any) => s + c.CapacityUnits, 0) ?? 0; return r; }, { step: 'initialize' });
const order = (customerId: string, id: string, scans = 8, lines = 4) => anOrder({ customerId, orderId: id, lines: Array.from({ length: lines }, (_, i) => ({ lineId: 'l-' + i, quantity: 2 })), parcels: [aParcel({ scans: Array.from({ length: scans }, () => aScan({ place: 'Leeds', rawText: 'Arrived at hub' })) })] });
for (const count of [1, 100, 10000]) {
  const customer = aCustomer({ customerId: 'c' + count });
  await profile.commit({ customer, profile: aProfile({ customerId: customer.customerId }), events: [] });
  const t = performance.now();
  for (let i = 0; i < count; i += 20) await Promise.all(Array.from({ length: Math.min(20, count - i) }, (_, j) => profile.commit({ customer, order: order(customer.customerId, String(i + j)), events: j % 10 ? [] : [aJourneyEvent({customerId: customer.customerId})] })));
  const seeded = performance.now() - t;
  on = true; requests = 0; units = 0;
  const s = await profile.read({ ...customer, orderId: String(count - 1) as never });
  const u1 = units, r1 = requests; units = 0; requests = 0;
  await profile.timeline({ ...customer, limit: 20 });
  console.log({ count, seededMs: Math.round(seeded), found: !!s.order && !!s.profile, readRequests: r1, readUnits: u1, timelineRequests: requests, timelineUnits: units });
  on = false;
}
// larger orders
for (const [scans, lines] of [[8, 4], [20, 10], [20, 40]] as const) {
  const c = aCustomer({ customerId: 'big' + lines }); await profile.commit({ customer: c, profile: aProfile({ customerId: c.customerId }), order: order(c.customerId, '1', scans, lines), events: [] });
  on = true; units = 0; await profile.read({ ...c, orderId: '1' as never }); on = false;
  console.log({ lines, scans, jsonBytes: JSON.stringify(order(c.customerId, '1', scans, lines)).length, units });
}
const c = aCustomer({ customerId: 'c10000' }); const key = { ...c, orderId: '77' as never };
const bare = () => engine.client.send(new BatchGetItemCommand({ RequestItems: { [tableName]: { Keys: [toKey(profileKey(c)), toKey(orderKey(key))], ConsistentRead: false } } }));
const ours = () => profile.read(key);
for (let i = 0; i < 500; i++) { await bare(); await ours(); }
const times: Record<string, number[]> = { bare: [], ours: [] };
for (let i = 0; i < 3000; i++) for (const [n, f] of [['bare', bare], ['ours', ours]] as const) { const t = performance.now(); await f(); times[n]?.push(performance.now() - t); }
for (const [n, list] of Object.entries(times)) { list.sort((a, b) => a - b); console.log(n, 'p50', list[1500]?.toFixed(3), 'p99', list[2970]?.toFixed(3)); }
// commit costs
on = true; requests = 0; units = 0;
await profile.commit({ customer: c, order: { ...order('c10000', '77'), version: 2 }, events: [aJourneyEvent({customerId:'c10000'})], passEpoch: 0 });
console.log('commit order+event+epoch', { requests, units });
await engine.stop();

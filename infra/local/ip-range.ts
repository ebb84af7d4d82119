// The `cidr` operator of event patterns: is an IPv4 or IPv6 address inside a range?
// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html#eb-filtering-ip-matching
import { BlockList, isIP } from 'node:net';
import { InvalidEventPattern } from './invalid-event-pattern.ts';

/** @throws InvalidEventPattern where the text is no `address/bits` */
export function addressRange(text: string): (address: string) => boolean {
  const [network = '', bits = '', ...more] = text.split('/');
  const version = isIP(network);
  const length = Number(bits);
  if (version === 0 || more.length > 0 || !/^\d+$/.test(bits) || length > (version === 4 ? 32 : 128)) {
    throw new InvalidEventPattern(`malformed CIDR: ${text}`);
  }
  const range = new BlockList();
  range.addSubnet(network, length, version === 4 ? 'ipv4' : 'ipv6');
  return (address) => isIP(address) === version && range.check(address, version === 4 ? 'ipv4' : 'ipv6');
}

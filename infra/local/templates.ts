// All resources of the assembly by type, with names, ARNs and resolved properties: what every local service is built from.
import type { SynthesizedStack } from './assembly.ts';
import { type Addresses, arnOf, attributeOf, nameOf, refOf } from './resource-names.ts';
import { createResolver, listResources, type Resource } from './template.ts';

export interface Found<Properties> {
  readonly stack: SynthesizedStack;
  readonly logicalId: string;
  readonly name: string;
  readonly arn: string;
  readonly properties: Properties;
}

export interface Templates {
  all<Properties>(type: string): readonly Found<Properties>[];
  /** Outputs by stack and by output id. */
  outputs(): Record<string, Record<string, string>>;
}

interface Parts {
  readonly stacks: readonly SynthesizedStack[];
  readonly addresses: Addresses;
  /** The value of `{{resolve:secretsmanager:<key>}}`. */
  readonly secret: (key: string) => string;
}

/** The function by which the CDK uploads pages; `deployPages` does its work here. */
const CDK_PROVIDER = /^CustomCDKBucketDeployment/;

export function openTemplates({ stacks, addresses, secret }: Parts): Templates {
  const resources = listResources(stacks).filter(({ logicalId }) => !CDK_PROVIDER.test(logicalId));
  const host = new URL(addresses.url).host;
  const resolve = createResolver(stacks, {
    ref: (resource) => refOf(resource, addresses),
    get: (resource, attribute) => attributeOf(resource, attribute, addresses),
    finish: (text) =>
      text
        .replaceAll(/\{\{resolve:secretsmanager:(.*?)\}\}/g, (_, key: string) => secret(key))
        .replaceAll(`https://${host}`, `http://${host}`),
  });
  return {
    all<Properties>(type: string) {
      return resources.filter((resource) => resource.type === type).map((resource) => found<Properties>(resource));
    },
    outputs: () =>
      Object.fromEntries(
        stacks.map((stack) => [
          stack.name,
          Object.fromEntries(
            Object.entries(stack.outputs).map(([id, { Value }]) => [id, String(resolve(stack, Value))]),
          ),
        ]),
      ),
  };

  function found<Properties>(resource: Resource): Found<Properties> {
    const { stack, logicalId, raw } = resource;
    let properties: Properties | undefined;
    return {
      stack,
      logicalId,
      name: nameOf(resource),
      arn: arnOf(resource),
      get properties() {
        properties ??= resolve(stack, raw) as Properties;
        return properties;
      },
    };
  }
}

// Turns template values into plain ones: the CloudFormation intrinsics and pseudo parameters that the CDK writes.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html
import type { RawResource, SynthesizedStack } from './assembly.ts';

/** A resource with its place; its properties are resolved when first read. */
export interface Resource {
  readonly stack: SynthesizedStack;
  readonly logicalId: string;
  readonly type: string;
  readonly raw: Readonly<Record<string, unknown>>;
}

/** What CloudFormation would know only after creating a resource. */
export interface Attributes {
  ref(resource: Resource): string;
  get(resource: Resource, attribute: string): string;
  /** Finishes a text: dynamic references `{{resolve:<service>:<key>}}`, and addresses that differ on this machine. */
  finish(text: string): string;
}

export type Resolve = (stack: SynthesizedStack, value: unknown) => unknown;

export function listResources(stacks: readonly SynthesizedStack[]): Resource[] {
  return stacks.flatMap((stack) =>
    Object.entries(stack.resources).map(([logicalId, raw]: [string, RawResource]) => ({
      stack,
      logicalId,
      type: raw.Type,
      raw: raw.Properties ?? {},
    })),
  );
}

/** @returns a function that resolves any value of a stack's template; it throws, naming what it does not know */
export function createResolver(stacks: readonly SynthesizedStack[], attributes: Attributes): Resolve {
  const byId = new Map(
    listResources(stacks).map((resource) => [`${resource.stack.name}/${resource.logicalId}`, resource]),
  );

  function find(stack: SynthesizedStack, logicalId: string): Resource {
    const resource = byId.get(`${stack.name}/${logicalId}`);
    if (!resource) throw new Error(`${stack.name} refers to ${logicalId}, which its template does not hold.`);
    return resource;
  }

  function ref(stack: SynthesizedStack, name: string): unknown {
    const pseudo = pseudoParameter(stack, name);
    if (pseudo !== undefined) return pseudo === NO_VALUE ? undefined : pseudo;
    const parameter = stack.parameters[name];
    return parameter ? parameter.Default : attributes.ref(find(stack, name));
  }

  function getAtt(stack: SynthesizedStack, target: unknown): unknown {
    const [logicalId = '', ...path] = typeof target === 'string' ? target.split('.') : (target as string[]);
    return attributes.get(find(stack, logicalId), path.join('.'));
  }

  /** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getstackoutput.html */
  function stackOutput({ StackName, OutputName }: { StackName: string; OutputName: string }): unknown {
    const stack = stacks.find(({ name }) => name === StackName);
    const output = stack?.outputs[OutputName];
    if (!stack || !output) throw new Error(`${StackName} has no output ${OutputName}.`);
    return resolve(stack, output.Value);
  }

  function substitute(stack: SynthesizedStack, argument: unknown): string {
    const [text, values] = (Array.isArray(argument) ? argument : [argument, {}]) as [string, Record<string, unknown>];
    return text.replaceAll(/\$\{([^!}][^}]*)\}/g, (_, name: string) => {
      if (name in values) return String(resolve(stack, values[name]));
      return String(name.includes('.') ? getAtt(stack, name) : ref(stack, name));
    });
  }

  function intrinsic(stack: SynthesizedStack, name: string, argument: unknown): unknown {
    const list = () => (argument as unknown[]).map((one) => resolve(stack, one));
    switch (name) {
      case 'Ref':
        return ref(stack, argument as string);
      case 'Fn::GetAtt':
        return getAtt(stack, argument);
      case 'Fn::Join':
        return attributes.finish((list()[1] as unknown[]).join(String(list()[0])));
      case 'Fn::Sub':
        return attributes.finish(substitute(stack, argument));
      case 'Fn::GetStackOutput':
        return stackOutput(argument as { StackName: string; OutputName: string });
      default:
        throw new Error(`${stack.name} uses ${name}, which the local run does not know.`);
    }
  }

  function resolve(stack: SynthesizedStack, value: unknown): unknown {
    if (typeof value === 'string') return attributes.finish(value);
    if (Array.isArray(value)) return value.map((one) => resolve(stack, one)).filter((one) => one !== undefined);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value);
    const [first] = entries;
    if (first && entries.length === 1 && (first[0] === 'Ref' || first[0].startsWith('Fn::'))) {
      return intrinsic(stack, first[0], first[1]);
    }
    return Object.fromEntries(entries.map(([name, one]) => [name, resolve(stack, one)]));
  }
  return resolve;
}

const NO_VALUE = Symbol('AWS::NoValue');

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html */
function pseudoParameter(stack: SynthesizedStack, name: string): string | symbol | undefined {
  switch (name) {
    case 'AWS::AccountId':
      return stack.account;
    case 'AWS::Region':
      return stack.region;
    case 'AWS::Partition':
      return 'aws';
    case 'AWS::URLSuffix':
      return 'amazonaws.com';
    case 'AWS::StackName':
      return stack.name;
    case 'AWS::StackId':
      return `arn:aws:cloudformation:${stack.region}:${stack.account}:stack/${stack.name}/local`;
    case 'AWS::NoValue':
      return NO_VALUE;
    default:
      return undefined;
  }
}

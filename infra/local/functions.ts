// The functions of the templates: where their bundles lie, what surrounds them, and what their roles may do.
// https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Activity } from './activity.ts';
import type { TableKeys } from './dynamodb-call.ts';
import { FunctionPool, type LogLine } from './function-pool.ts';
import { compilePolicy, type Policy, type RawStatement } from './policy.ts';
import type { Found, Templates } from './templates.ts';

interface FunctionProperties {
  readonly Code: { readonly S3Key: string };
  readonly Handler: string;
  readonly Role: string;
  readonly Timeout?: number;
  readonly MemorySize?: number;
  readonly ReservedConcurrentExecutions?: number;
  readonly Environment?: { readonly Variables: Readonly<Record<string, string>> };
  readonly LoggingConfig?: { readonly LogGroup: string };
}

interface PolicyDocument {
  readonly PolicyDocument: { readonly Statement: readonly RawStatement[] };
}

export interface LocalFunction {
  readonly name: string;
  readonly logicalId: string;
  readonly arn: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly policy: Policy;
  readonly pool: FunctionPool;
}

/** As many at once as keep the processor busy; further events wait. */
const MOST_ENVIRONMENTS = 2 * availableParallelism();

/** Environments load a plain file: stripping types in each thread took longer than all else they do before the bundle. */
export async function buildEnvironment(folder: string): Promise<string> {
  const outfile = join(folder, 'environment.mjs');
  const entry = fileURLToPath(new URL('./environment.ts', import.meta.url));
  await build({ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'esm', target: 'node24' });
  return outfile;
}

interface Parts {
  readonly templates: Templates;
  /** The built `environment.ts`. */
  readonly program: string;
  readonly endpoint: string;
  readonly enginePort: number;
  readonly tables: ReadonlyMap<string, TableKeys>;
  readonly log: (line: LogLine) => void;
  readonly activity: Activity;
  readonly onWrite: () => void;
}

export function createFunctions({
  templates,
  program,
  endpoint,
  enginePort,
  tables,
  ...parts
}: Parts): LocalFunction[] {
  return templates.all<FunctionProperties>('AWS::Lambda::Function').map((found) => {
    const { name, logicalId, arn, properties } = found;
    const { Timeout = 3, MemorySize = 128, ReservedConcurrentExecutions = MOST_ENVIRONMENTS } = properties;
    const statements = statementsOf(templates, found);
    const policy = policyOf(name, statements);
    assertMayLog(templates, { name, policy, logGroup: properties.LoggingConfig?.LogGroup });
    const environment = {
      ...operatorVariables({ endpoint, region: found.stack.region, accessKeyId: name }),
      AWS_LAMBDA_FUNCTION_NAME: name,
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(MemorySize),
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
      ...properties.Environment?.Variables,
    };
    const settings = {
      ...bundleOf(found),
      program,
      functionName: name,
      functionArn: arn,
      memory: MemorySize,
      timeoutSeconds: Timeout,
      maximumEnvironments: Math.min(ReservedConcurrentExecutions, MOST_ENVIRONMENTS),
      environment,
      door: { endpoint, enginePort, caller: name, statements, tables },
    };
    const pool = new FunctionPool(settings, { ...parts, onUse: (action) => policy.use(action) });
    return { name, logicalId, arn, environment, policy, pool };
  });
}

/** What an AWS SDK client needs to reach the local services as somebody. */
export function operatorVariables({
  endpoint,
  region,
  accessKeyId,
}: {
  endpoint: string;
  region: string;
  accessKeyId: string;
}): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: 'local',
  };
}

function bundleOf({ name, stack, properties }: Found<FunctionProperties>): { file: string; exportName: string } {
  const folder = stack.assets.get(properties.Code.S3Key);
  const [moduleName = '', exportName = ''] = properties.Handler.split('.');
  const file = ['.mjs', '.js', '.cjs']
    .map((extension) => join(folder ?? '', moduleName + extension))
    .find((path) => existsSync(path));
  if (!file)
    throw new Error(
      `The bundle of ${name} (${properties.Handler} in ${folder}) is not there: synthesize the app again.`,
    );
  return { file, exportName };
}

/** Managed policies that only let a function write its logs. */
const LOGS_ONLY = /AWSLambdaBasicExecutionRole$/;

function statementsOf(templates: Templates, { name, properties }: Found<FunctionProperties>): RawStatement[] {
  const role = templates
    .all<{ Policies?: PolicyDocument[]; ManagedPolicyArns?: string[] }>('AWS::IAM::Role')
    .find(({ arn }) => arn === properties.Role);
  if (!role) throw new Error(`The role of ${name} is in no template.`);
  const other = role.properties.ManagedPolicyArns?.find((arn) => !LOGS_ONLY.test(arn));
  if (other)
    throw new Error(`${name} has the managed policy ${other}, whose statements are not known on this machine.`);
  const attached = templates
    .all<PolicyDocument & { Roles?: string[] }>('AWS::IAM::Policy')
    .filter((policy) => policy.properties.Roles?.includes(role.name))
    .map((policy) => policy.properties);
  return [...(role.properties.Policies ?? []), ...attached].flatMap(({ PolicyDocument: { Statement } }) => Statement);
}

function policyOf(name: string, statements: readonly RawStatement[]): Policy {
  try {
    return compilePolicy(statements);
  } catch (error) {
    throw new Error(`The policy of ${name} cannot be checked: ${(error as Error).message}`, { cause: error });
  }
}

interface Logging {
  readonly name: string;
  readonly policy: Policy;
  readonly logGroup: string | undefined;
}

/** Functions without a log group of their own have the managed policy instead. */
function assertMayLog(templates: Templates, { name, policy, logGroup }: Logging): void {
  const group = templates.all('AWS::Logs::LogGroup').find((one) => one.name === logGroup);
  if (group) assertGranted({ name, policy }, ['logs:CreateLogStream', 'logs:PutLogEvents'], group.arn);
}

/** @throws Error where the role lacks what Lambda itself does in its name */
export function assertGranted(
  { name, policy }: Pick<LocalFunction, 'name' | 'policy'>,
  actions: readonly string[],
  resource: string,
): void {
  const missing = actions.find((action) => !policy.allows({ action, resource, context: {} }));
  if (missing)
    throw new Error(`The role of ${name} does not allow ${missing} on ${resource}, which Lambda needs to run it.`);
}
